package io.katsuo.layers.graph;

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
    public String formula(String[] x) {
        return Numbers.exact(value);
    }

    @Override
    public String localFormula(int k, String[] x, String y) {
        throw new AssertionError("a constant has no operand");
    }
}
