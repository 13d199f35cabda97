package io.katsuo.core.kernel;

import java.util.Arrays;

/** The scalar half of the lane tree, also used by the SIMD twin for what does not fill a group of lanes. */
final class LaneTree {
    /** A multiple of every vector width's lanes, so that all widths walk the same tree. */
    static final int LANES = 32;

    private LaneTree() {}

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

    static float fold(float[] lanes) {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int j = 0; j < half; j++) {
                lanes[j] += lanes[j + half];
            }
        }
        return lanes[0];
    }
}
