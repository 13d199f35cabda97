package io.katsuo.graph;

/**
 * What a node computes from its operands, and what backward needs of it: the local derivatives. Each rule exists twice,
 * in numbers and as the text that traces and pictures show.
 */
interface Operation {
    /** What stands in the node's circle. */
    String label();

    /** The value, from the operands' values. */
    double forward(double[] x);

    /** The derivative by operand {@code k}; {@code y} is the value that {@code forward} gave. */
    double local(int k, double[] x, double y);

    /** What is sent to operand {@code k}: the chain rule. */
    default double downstream(double upstream, double local) {
        return upstream * local;
    }

    /** {@link #forward} as text. */
    FormulaText formula(Notation notation, FormulaText[] x);

    /** {@link #local} as text. */
    FormulaText localFormula(Notation notation, int k, FormulaText[] x, FormulaText y);
}
