package io.katsuo.core.kernel;

import java.util.Arrays;

/**
 * The lane tree, one element at a time: the order of summation of {@link Reducers}. The SIMD twin uses it for elements that
 * do not fill vectors.
 */
final class LaneTree {
    /** A multiple of every vector width's lanes, so that all widths use the same tree. */
    static final int LANES = 32;

    private LaneTree() {}

    /** Sets all lanes to +0. */
    static void clear(float[] lanes) {
        Arrays.fill(lanes, 0, LANES, 0f);
    }

    /** Adds n elements. */
    static void add(float[] x, int xi, int n, float[] lanes) {
        for (int i = 0; i < n; i++) {
            lanes[i & (LANES - 1)] += x[xi + i];
        }
    }

    /** Adds the squared differences of elements {@code [from, to)} from the mean; from is a multiple of the number of lanes. */
    static void addSquares(float[] x, int xi, int from, int to, float mean, float[] lanes) {
        for (int i = from; i < to; i++) {
            float d = x[xi + i] - mean;
            lanes[i & (LANES - 1)] = ScalarFma.fma(d, d, lanes[i & (LANES - 1)]);
        }
    }

    /** Adds n products. */
    static void addProducts(float[] x, int xi, float[] y, int yi, int n, float[] lanes) {
        for (int i = 0; i < n; i++) {
            lanes[i & (LANES - 1)] = ScalarFma.fma(x[xi + i], y[yi + i], lanes[i & (LANES - 1)]);
        }
    }

    /** Folds lanes by halves: lane {@code j} receives lane {@code j + half}, then {@code j + half / 2} and so on. */
    static float fold(float[] lanes, int half) {
        for (int upper = half; upper > 0; upper /= 2) {
            for (int j = 0; j < upper; j++) {
                lanes[j] += lanes[j + upper];
            }
        }
        return lanes[0];
    }
}
