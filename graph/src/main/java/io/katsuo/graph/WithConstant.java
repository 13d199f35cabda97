package io.katsuo.graph;

/** An operation of two operands with the second one fixed, and written inside the node: "×2" (figure 5.1). */
record WithConstant(Elementary operation, double constant) implements Operation {
    @Override
    public String label() {
        String number = NumberText.brief(constant);
        return operation.label() + (operation == Elementary.MAX ? " " + number : NumberText.inParentheses(number));
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
    public FormulaText formula(Notation notation, FormulaText[] x) {
        return operation.formula(notation, both(notation, x));
    }

    @Override
    public FormulaText localFormula(Notation notation, int k, FormulaText[] x, FormulaText y) {
        return operation.localFormula(notation, k, both(notation, x), y);
    }

    private double[] both(double[] x) {
        return new double[] {x[0], constant};
    }

    private FormulaText[] both(Notation notation, FormulaText[] x) {
        return new FormulaText[] {x[0], notation.number(constant)};
    }
}
