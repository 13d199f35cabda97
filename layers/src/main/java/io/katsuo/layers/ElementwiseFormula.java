package io.katsuo.layers;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/** One function of one number, applied to every value; see {@link Formula#elementwise(DoubleUnaryOperator)}. */
public final class ElementwiseFormula implements Formula {
    private final DoubleUnaryOperator function;
    private final double[] kinks;

    ElementwiseFormula(DoubleUnaryOperator function, double... kinks) {
        this.function = Objects.requireNonNull(function, "function");
        this.kinks = kinks;
    }

    /**
     * The same function with the points at which its derivative jumps. The derivative at such a point counts as the one
     * on its left.
     *
     * @param points one or more inputs, in addition to those declared before
     * @return a formula with these kinks
     */
    public ElementwiseFormula kinkAt(double... points) {
        double[] all = Arrays.copyOf(kinks, kinks.length + points.length);
        System.arraycopy(points, 0, all, kinks.length, points.length);
        return new ElementwiseFormula(function, all);
    }

    /** The points at which the derivative jumps, as declared. */
    public double[] kinks() {
        return kinks.clone();
    }

    @Override
    public double output(int unit, double[] x, int at, int inputs, double[][] parameters) {
        return function.applyAsDouble(x[at + unit]);
    }

    @Override
    public boolean elementwise() {
        return true;
    }

    @Override
    public boolean kink(double a, double b) {
        for (double point : kinks) {
            if (a > point != b > point) {
                return true;
            }
        }
        return false;
    }
}
