package io.katsuo.core.kernel;

import java.util.Arrays;

/** The lane tree, one element at a time; the SIMD twin takes from it what does not fill vectors. */
final class LaneTree {
    /** A multiple of every vector width's lanes, so that all widths walk the same tree. */
    static final int LANES = 32;

    private LaneTree() {}

    /** Sets all lanes to +0. */
    static void clear(float[] lanes) {
        Arrays.fill(lanes, 0, LANES, 0f);
    }

    /** Adds elements {@code [from, to)}; from is a multiple of the number of lanes. */
    static void add(float[] x, int xi, int from, int to, float[] lanes) {
        for (int i = from; i < to; i++) {
            lanes[i & (LANES - 1)] += x[xi + i];
        }
    }

    /** Adds the squares of what elements {@code [from, to)} are above the mean. */
    static void addSquares(float[] x, int xi, int from, int to, float mean, float[] lanes) {
        for (int i = from; i < to; i++) {
            float d = x[xi + i] - mean;
            lanes[i & (LANES - 1)] = ScalarFma.fma(d, d, lanes[i & (LANES - 1)]);
        }
    }

    /** Folds lanes of which the upper halves were folded already, down to {@code 2 * half} lanes. */
    static float fold(float[] lanes, int half) {
        for (int upper = half; upper > 0; upper /= 2) {
            for (int j = 0; j < upper; j++) {
                lanes[j] += lanes[j + upper];
            }
        }
        return lanes[0];
    }
}
