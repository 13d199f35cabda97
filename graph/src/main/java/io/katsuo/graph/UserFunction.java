package io.katsuo.graph;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** y = f(x) with the derivative that the user gives (figure 5.6). */
record UserFunction(String label, DoubleUnaryOperator f, DoubleBinaryOperator derivative) implements Operation {
    @Override
    public double forward(double[] x) {
        return f.applyAsDouble(x[0]);
    }

    @Override
    public double local(int k, double[] x, double y) {
        return derivative.applyAsDouble(x[0], y);
    }

    @Override
    public FormulaText formula(Notation notation, FormulaText[] x) {
        return FormulaText.call(label, x);
    }

    @Override
    public FormulaText localFormula(Notation notation, int k, FormulaText[] x, FormulaText y) {
        return FormulaText.call(label + "′", x);
    }
}
