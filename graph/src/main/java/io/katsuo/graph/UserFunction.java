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
    public Formula formula(Notation notation, Formula[] x) {
        return Formula.call(label, x);
    }

    @Override
    public Formula localFormula(Notation notation, int k, Formula[] x, Formula y) {
        return Formula.call(label + "′", x);
    }
}
