package io.katsuo.network.gradcheck;

import io.katsuo.layers.Formula;
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
        double[] point = new double[inputs];
        DoubleUnaryOperator f = s -> {
            for (int i = 0; i < (one ? 1 : inputs); i++) {
                point[i] = one ? s : s * x[i] + 0.1 * size * Math.sin(i + 1);
            }
            double sum = 0;
            for (int k = 0; k < (one ? 1 : Math.min(OUTPUTS, formula.outputs(inputs))); k++) {
                sum += Math.cos(k) * formula.output(k, point, 0, inputs, parameters);
            }
            return sum;
        };
        double reach = one ? Math.max(8, Math.min(1e3, size)) : 1.5;
        double rounding = 0x1p-46 * Math.max(Math.abs(f.applyAsDouble(reach)), Math.abs(f.applyAsDouble(-reach)));
        for (int i = 0; i <= WINDOWS; i++) {
            double place = narrowed(f, (2.0 * i / WINDOWS - 1) * reach, 2 * reach / WINDOWS, rounding);
            if (!Double.isNaN(place) && !(one && formula.kink(place - 4 * NARROW, place + 4 * NARROW))) {
                return one ? Math.rint(place * 1e4) / 1e4 : 0;
            }
        }
        return Double.NaN;
    }

    /** The kink near a point, or NaN. */
    private static double narrowed(DoubleUnaryOperator f, double from, double width, double rounding) {
        double center = from;
        double wide = 0;
        double jump = jump(f, center, width);
        double w = width;
        while (w > NARROW && jump > rounding / w) {
            w /= 2;
            double left = jump(f, center - w, w);
            double right = jump(f, center + w, w);
            jump = Math.max(jump(f, center, w), Math.max(left, right));
            center += left == jump ? -w : right == jump ? w : 0;
            wide = w > WIDE ? jump : wide;
        }
        double slope = Math.abs(f.applyAsDouble(center + 2 * w) - f.applyAsDouble(center + w)) / w;
        return w <= NARROW && jump > 0.3 * wide && jump > 1e-3 * slope + rounding / w ? center : Double.NaN;
    }

    /** The difference of the slopes on both sides. */
    private static double jump(DoubleUnaryOperator f, double x, double h) {
        return Math.abs(f.applyAsDouble(x + h) + f.applyAsDouble(x - h) - 2 * f.applyAsDouble(x)) / h;
    }
}
