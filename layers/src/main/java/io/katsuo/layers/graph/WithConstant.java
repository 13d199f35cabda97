package io.katsuo.layers.graph;

/** An operation of two operands with the second one fixed, and written inside the node: "×2" (figure 5.1). */
record WithConstant(Elementary operation, double constant) implements Operation {
    @Override
    public String label() {
        String number = Numbers.brief(constant);
        return operation.label() + (operation == Elementary.MAX ? " " + number : Numbers.inParentheses(number));
    }

    @Override
    public double forward(double[] x) {
        return operation.forward(both(x));
    }

    @Override
    public double local(int k, double[] x, double y) {
        return operation.local(k, both(x), y);
    }

    @Override
    public double downstream(double upstream, double local) {
        return operation.downstream(upstream, local);
    }

    @Override
    public String formula(String[] x) {
        return operation.formula(both(x));
    }

    @Override
    public String localFormula(int k, String[] x, String y) {
        return operation.localFormula(k, both(x), y);
    }

    private double[] both(double[] x) {
        return new double[] {x[0], constant};
    }

    private String[] both(String[] x) {
        return new String[] {x[0], Numbers.exact(constant)};
    }
}
