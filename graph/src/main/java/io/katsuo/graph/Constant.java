package io.katsuo.graph;

/** A node without operands. */
record Constant(double value) implements Operation {
    @Override
    public String label() {
        return NumberText.brief(value);
    }

    @Override
    public double forward(double[] x) {
        return value;
    }

    @Override
    public double local(int k, double[] x, double y) {
        throw new AssertionError("a constant has no operand");
    }

    @Override
    public FormulaText formula(Notation notation, FormulaText[] x) {
        return notation.number(value);
    }

    @Override
    public FormulaText localFormula(Notation notation, int k, FormulaText[] x, FormulaText y) {
        throw new AssertionError("a constant has no operand");
    }
}
