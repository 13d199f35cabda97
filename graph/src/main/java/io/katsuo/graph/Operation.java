package io.katsuo.graph;

/**
 * The operation of a node and its local derivatives. Each rule exists twice: in numbers, and as the text in traces and
 * pictures.
 */
interface Operation {
    /** The label in the circle of the node. */
    String label();

    /** The value, from the operands' values. */
    double forward(double[] x);

    /** The derivative by operand {@code k}; {@code y} is the value that {@code forward} gave. */
    double local(int k, double[] x, double y);

    /** The gradient that operand {@code k} receives, by the chain rule. */
    default double downstream(double upstream, double local) {
        return upstream * local;
    }

    /** {@link #forward} as text. */
    FormulaText formula(Notation notation, FormulaText[] x);

    /** {@link #local} as text. */
    FormulaText localFormula(Notation notation, int k, FormulaText[] x, FormulaText y);
}
