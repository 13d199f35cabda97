package io.katsuo.core.kernel;

/** The elementwise operations. */
public enum ElementOp {
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    ADD("add", 2, 1),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    SUB("sub", 2, 1),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    MUL("mul", 2, 1),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    DIV("div", 2, 1),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    MAX("max", 2, 1),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    MIN("min", 2, 1),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    POW("pow", 2, 100),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    SCALE("scale", 2, 1),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    LESS("less", 2, 1),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    LESS_EQUAL("lessEqual", 2, 1),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    GREATER("greater", 2, 1),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    GREATER_EQUAL("greaterEqual", 2, 1),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    EQUAL("equal", 2, 1),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    NOT_EQUAL("notEqual", 2, 1),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    RELU_BACKWARD("reluBackward", 2, 1),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    NEG("neg", 1, 1),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    ABS("abs", 1, 1),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    SQUARE("square", 1, 1),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    SQRT("sqrt", 1, 1),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    RELU("relu", 1, 1),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    EXP("exp", 1, 4),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    LOG("log", 1, 4),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    TANH("tanh", 1, 8),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    SIGMOID("sigmoid", 1, 8),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    CLIP("clip", 3, 1),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    AXPY("axpy", 3, 1),
    /** See the method of this name in {@code io.katsuo.core.ops}. */
    WHERE("where", 3, 1);

    private final String label;
    private final int operands;
    private final int weight;

    ElementOp(String label, int operands, int weight) {
        this.label = label;
        this.operands = operands;
        this.weight = weight;
    }

    /**
     * The name that messages use.
     *
     * @return the public method's name
     */
    public String label() {
        return label;
    }

    /**
     * The number of operands.
     *
     * @return 1, 2 or 3
     */
    public int operands() {
        return operands;
    }

    /**
     * About how many times as long as an addition it takes, by which work is split.
     *
     * @return at least 1
     */
    public int weight() {
        return weight;
    }
}
