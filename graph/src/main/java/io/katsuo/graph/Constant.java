package io.katsuo.graph;

/** A node without operands. */
record Constant(double value) implements Operation {
    @Override
    public String label() {
        return Numbers.brief(value);
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
    public Formula formula(Notation notation, Formula[] x) {
        return notation.number(value);
    }

    @Override
    public Formula localFormula(Notation notation, int k, Formula[] x, Formula y) {
        throw new AssertionError("a constant has no operand");
    }
}
