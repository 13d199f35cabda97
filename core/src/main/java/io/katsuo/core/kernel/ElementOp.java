package io.katsuo.core.kernel;

/** The elementwise operations; {@code io.katsuo.core.ops.Elementwise} documents each under its {@link #label}. */
public enum ElementOp {
    ADD("add", 2, 1),
    SUB("sub", 2, 1),
    MUL("mul", 2, 1),
    DIV("div", 2, 1),
    MAX("maximum", 2, 1),
    MIN("minimum", 2, 1),
    POW("pow", 2, 100),
    LESS("less", 2, 1),
    LESS_EQUAL("lessEqual", 2, 1),
    GREATER("greater", 2, 1),
    GREATER_EQUAL("greaterEqual", 2, 1),
    EQUAL("equal", 2, 1),
    NOT_EQUAL("notEqual", 2, 1),
    RELU_BACKWARD("reluBackward", 2, 1),
    NEG("neg", 1, 1),
    ABS("abs", 1, 1),
    SQUARE("square", 1, 1),
    SQRT("sqrt", 1, 1),
    RELU("relu", 1, 1),
    EXP("exp", 1, 4),
    LOG("log", 1, 4),
    TANH("tanh", 1, 8),
    SIGMOID("sigmoid", 1, 8),
    CLIP("clip", 3, 1),
    AXPY("axpy", 3, 1),
    WHERE("where", 3, 1);

    private final String label;
    private final int operands;
    private final int weight;

    ElementOp(String label, int operands, int weight) {
        this.label = label;
        this.operands = operands;
        this.weight = weight;
    }

    /** {@return the public method's name, which messages use} */
    public String label() {
        return label;
    }

    /** {@return the number of operands: 1, 2 or 3} */
    public int operands() {
        return operands;
    }

    /** {@return about how many times as long as an addition it takes, at least 1; work is split by it} */
    public int weight() {
        return weight;
    }
}
