package io.katsuo.layers.graph;

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
    public String formula(String[] x) {
        return label + "(" + x[0] + ")";
    }

    @Override
    public String localFormula(int k, String[] x, String y) {
        return label + "′(" + x[0] + ")";
    }
}
