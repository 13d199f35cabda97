package io.katsuo.network.gradcheck;

import io.katsuo.layers.Formula;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Looks for kinks that a formula does not declare. The slopes on both sides of a smooth point become equal as the distance
 * shrinks; at a kink their difference stays. Windows around evenly spaced points are narrowed to where that difference is
 * largest. An elementwise formula is scanned as it is, any other along one line through its inputs.
 */
final class KinkScan {
    private static final int WINDOWS = 64;
    private static final int OUTPUTS = 8;
    private static final double WIDE = 1e-3;
    private static final double NARROW = 1e-6;

    private KinkScan() {}

    /** Where an elementwise formula has such a kink, or 0 if another has one; NaN if none was found. */
    static double find(Formula formula, double[][] parameters, double[] x, int inputs) {
        if (inputs == 0 || formula.wholeBatch()) {
            return Double.NaN;
        }
        double size = ErrorBound.largest(x);
        boolean one = formula.elementwise();
        double[] through = new double[one ? 1 : inputs];
        Arrays.setAll(through, i -> one ? 0 : 0.1 * size * Math.sin(i + 1));
        DoubleUnaryOperator f = alongLine(formula, parameters, x, through);
        double reach = one ? Math.max(8, Math.min(1e3, size)) : 1.5;
        double width = 2 * reach / WINDOWS;
        double[] values = new double[WINDOWS + 3];
        Arrays.setAll(values, i -> f.applyAsDouble((i - 1) * width - reach));
        double rounding = 0x1p-46 * ErrorBound.largest(values);
        for (int i = 0; i <= WINDOWS; i++) {
            double jump = Math.abs(values[i] + values[i + 2] - 2 * values[i + 1]) / width;
            double place = narrowed(f, i * width - reach, width, jump, rounding);
            if (!Double.isNaN(place) && !(one && formula.kink(place - 4 * NARROW, place + 4 * NARROW))) {
                return one ? Math.rint(place * 1e4) / 1e4 : 0;
            }
        }
        return Double.NaN;
    }

    /** A sum of some outputs at {@code s·x} plus a fixed point; of an elementwise formula its value at s. */
    private static DoubleUnaryOperator alongLine(Formula formula, double[][] parameters, double[] x, double[] through) {
        double[] point = new double[through.length];
        boolean one = formula.elementwise();
        int outputs = one ? 1 : Math.min(OUTPUTS, formula.outputs(point.length));
        return s -> {
            for (int i = 0; i < point.length; i++) {
                point[i] = one ? s : s * x[i] + through[i];
            }
            double sum = 0;
            for (int k = 0; k < outputs; k++) {
                sum += Math.cos(k) * formula.output(k, point, 0, point.length, parameters);
            }
            return sum;
        };
    }

    /** The kink near a point, or NaN; {@code first} is the difference of the slopes within the width. */
    private static double narrowed(DoubleUnaryOperator f, double from, double width, double first, double rounding) {
        double center = from;
        double wide = 0;
        double jump = first;
        double w = width;
        while (w > NARROW && jump > rounding / w) {
            w /= 2;
            double left = jump(f, center - w, w);
            double right = jump(f, center + w, w);
            jump = Math.max(jump(f, center, w), Math.max(left, right));
            center += left == jump ? -w : right == jump ? w : 0;
            wide = w > WIDE ? jump : wide;
        }
        if (w > NARROW) {
            return Double.NaN;
        }
        double slope = Math.abs(f.applyAsDouble(center + 2 * w) - f.applyAsDouble(center + w)) / w;
        return jump > 0.3 * wide && jump > 1e-3 * slope + rounding / w ? center : Double.NaN;
    }

    /** The difference of the slopes on both sides. */
    private static double jump(DoubleUnaryOperator f, double x, double h) {
        return Math.abs(f.applyAsDouble(x + h) + f.applyAsDouble(x - h) - 2 * f.applyAsDouble(x)) / h;
    }
}
