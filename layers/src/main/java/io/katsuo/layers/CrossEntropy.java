package io.katsuo.layers;

/**
 * Cross-entropy of float scores, in double and without softmax: {@code -log(softmax(x)[k]) = log(Σ exp(x - max)) + (max -
 * x[k])}. Neither term can be negative, none overflows for finite scores, and no guard is added to the logarithm.
 */
final class CrossEntropy {
    private CrossEntropy() {}

    /** Where the largest of n scores lies; if NaN is among them, any place: the sum is NaN all the same. */
    static int argMax(float[] x, int at, int stride, int n) {
        int best = at;
        for (int i = 1; i < n; i++) {
            if (x[at + i * stride] > x[best]) {
                best = at + i * stride;
            }
        }
        return best;
    }

    /** log(Σ exp(x - max)) ≥ 0, given where the maximum lies; NaN if that is not finite. */
    static double logSum(float[] x, int at, int stride, int n, int best) {
        double max = x[best];
        if (!(Math.abs(max) <= Float.MAX_VALUE)) {
            return Double.NaN;
        }
        // The maximum's own term is the 1 of log1p. It is left out once: in a broadcast view all terms lie in its
        // place.
        int own = stride == 0 ? 0 : (best - at) / stride;
        double rest = 0;
        for (int i = 0; i < n; i++) {
            rest += i == own ? 0 : DoubleExp.of(x[at + i * stride] - max);
        }
        return StrictMath.log1p(rest);
    }
}
