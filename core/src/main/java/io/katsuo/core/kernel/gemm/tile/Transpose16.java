package io.katsuo.core.kernel.gemm.tile;

import io.katsuo.core.kernel.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Transposes with vectors of 16 floats. Runs with these vectors only. Written by TransposeGenerator; do not edit. */
public final class Transpose16 {
    private static final VectorSpecies<Float> S = Simd.FLOATS;
    private static final VectorShuffle<Float> UP1 = VectorShuffle.fromValues(S, 0, 0, 2, 2, 4, 4, 6, 6, 8, 8, 10, 10, 12, 12, 14, 14);
    private static final VectorShuffle<Float> DOWN1 = VectorShuffle.fromValues(S, 1, 1, 3, 3, 5, 5, 7, 7, 9, 9, 11, 11, 13, 13, 15, 15);
    private static final VectorMask<Float> UPPER1 = VectorMask.fromLong(S, 0xaaaa);
    private static final VectorShuffle<Float> UP2 = VectorShuffle.fromValues(S, 0, 1, 0, 1, 4, 5, 4, 5, 8, 9, 8, 9, 12, 13, 12, 13);
    private static final VectorShuffle<Float> DOWN2 = VectorShuffle.fromValues(S, 2, 3, 2, 3, 6, 7, 6, 7, 10, 11, 10, 11, 14, 15, 14, 15);
    private static final VectorMask<Float> UPPER2 = VectorMask.fromLong(S, 0xcccc);
    private static final VectorShuffle<Float> UP4 = VectorShuffle.fromValues(S, 0, 1, 2, 3, 0, 1, 2, 3, 8, 9, 10, 11, 8, 9, 10, 11);
    private static final VectorShuffle<Float> DOWN4 = VectorShuffle.fromValues(S, 4, 5, 6, 7, 4, 5, 6, 7, 12, 13, 14, 15, 12, 13, 14, 15);
    private static final VectorMask<Float> UPPER4 = VectorMask.fromLong(S, 0xf0f0);
    private static final VectorShuffle<Float> UP8 = VectorShuffle.fromValues(S, 0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7);
    private static final VectorShuffle<Float> DOWN8 = VectorShuffle.fromValues(S, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15);
    private static final VectorMask<Float> UPPER8 = VectorMask.fromLong(S, 0xff00);

    private Transpose16() {}

    /** {@code to[at + i * ts + j] = from[fo + j * fs + i]} for {@code i < 16}, {@code j < n}, a multiple of 16. */
    public static void run(int n, float[] from, int fo, int fs, float[] to, int at, int ts) {
        for (int j = 0; j < n; j += 16) {
            FloatVector v0_0 = FloatVector.fromArray(S, from, fo + (j + 0) * fs);
            FloatVector v0_1 = FloatVector.fromArray(S, from, fo + (j + 1) * fs);
            FloatVector v0_2 = FloatVector.fromArray(S, from, fo + (j + 2) * fs);
            FloatVector v0_3 = FloatVector.fromArray(S, from, fo + (j + 3) * fs);
            FloatVector v0_4 = FloatVector.fromArray(S, from, fo + (j + 4) * fs);
            FloatVector v0_5 = FloatVector.fromArray(S, from, fo + (j + 5) * fs);
            FloatVector v0_6 = FloatVector.fromArray(S, from, fo + (j + 6) * fs);
            FloatVector v0_7 = FloatVector.fromArray(S, from, fo + (j + 7) * fs);
            FloatVector v0_8 = FloatVector.fromArray(S, from, fo + (j + 8) * fs);
            FloatVector v0_9 = FloatVector.fromArray(S, from, fo + (j + 9) * fs);
            FloatVector v0_10 = FloatVector.fromArray(S, from, fo + (j + 10) * fs);
            FloatVector v0_11 = FloatVector.fromArray(S, from, fo + (j + 11) * fs);
            FloatVector v0_12 = FloatVector.fromArray(S, from, fo + (j + 12) * fs);
            FloatVector v0_13 = FloatVector.fromArray(S, from, fo + (j + 13) * fs);
            FloatVector v0_14 = FloatVector.fromArray(S, from, fo + (j + 14) * fs);
            FloatVector v0_15 = FloatVector.fromArray(S, from, fo + (j + 15) * fs);
            FloatVector v1_0 = v0_0.blend(v0_1.rearrange(UP1), UPPER1);
            FloatVector v1_1 = v0_0.rearrange(DOWN1).blend(v0_1, UPPER1);
            FloatVector v1_2 = v0_2.blend(v0_3.rearrange(UP1), UPPER1);
            FloatVector v1_3 = v0_2.rearrange(DOWN1).blend(v0_3, UPPER1);
            FloatVector v1_4 = v0_4.blend(v0_5.rearrange(UP1), UPPER1);
            FloatVector v1_5 = v0_4.rearrange(DOWN1).blend(v0_5, UPPER1);
            FloatVector v1_6 = v0_6.blend(v0_7.rearrange(UP1), UPPER1);
            FloatVector v1_7 = v0_6.rearrange(DOWN1).blend(v0_7, UPPER1);
            FloatVector v1_8 = v0_8.blend(v0_9.rearrange(UP1), UPPER1);
            FloatVector v1_9 = v0_8.rearrange(DOWN1).blend(v0_9, UPPER1);
            FloatVector v1_10 = v0_10.blend(v0_11.rearrange(UP1), UPPER1);
            FloatVector v1_11 = v0_10.rearrange(DOWN1).blend(v0_11, UPPER1);
            FloatVector v1_12 = v0_12.blend(v0_13.rearrange(UP1), UPPER1);
            FloatVector v1_13 = v0_12.rearrange(DOWN1).blend(v0_13, UPPER1);
            FloatVector v1_14 = v0_14.blend(v0_15.rearrange(UP1), UPPER1);
            FloatVector v1_15 = v0_14.rearrange(DOWN1).blend(v0_15, UPPER1);
            FloatVector v2_0 = v1_0.blend(v1_2.rearrange(UP2), UPPER2);
            FloatVector v2_2 = v1_0.rearrange(DOWN2).blend(v1_2, UPPER2);
            FloatVector v2_1 = v1_1.blend(v1_3.rearrange(UP2), UPPER2);
            FloatVector v2_3 = v1_1.rearrange(DOWN2).blend(v1_3, UPPER2);
            FloatVector v2_4 = v1_4.blend(v1_6.rearrange(UP2), UPPER2);
            FloatVector v2_6 = v1_4.rearrange(DOWN2).blend(v1_6, UPPER2);
            FloatVector v2_5 = v1_5.blend(v1_7.rearrange(UP2), UPPER2);
            FloatVector v2_7 = v1_5.rearrange(DOWN2).blend(v1_7, UPPER2);
            FloatVector v2_8 = v1_8.blend(v1_10.rearrange(UP2), UPPER2);
            FloatVector v2_10 = v1_8.rearrange(DOWN2).blend(v1_10, UPPER2);
            FloatVector v2_9 = v1_9.blend(v1_11.rearrange(UP2), UPPER2);
            FloatVector v2_11 = v1_9.rearrange(DOWN2).blend(v1_11, UPPER2);
            FloatVector v2_12 = v1_12.blend(v1_14.rearrange(UP2), UPPER2);
            FloatVector v2_14 = v1_12.rearrange(DOWN2).blend(v1_14, UPPER2);
            FloatVector v2_13 = v1_13.blend(v1_15.rearrange(UP2), UPPER2);
            FloatVector v2_15 = v1_13.rearrange(DOWN2).blend(v1_15, UPPER2);
            FloatVector v3_0 = v2_0.blend(v2_4.rearrange(UP4), UPPER4);
            FloatVector v3_4 = v2_0.rearrange(DOWN4).blend(v2_4, UPPER4);
            FloatVector v3_1 = v2_1.blend(v2_5.rearrange(UP4), UPPER4);
            FloatVector v3_5 = v2_1.rearrange(DOWN4).blend(v2_5, UPPER4);
            FloatVector v3_2 = v2_2.blend(v2_6.rearrange(UP4), UPPER4);
            FloatVector v3_6 = v2_2.rearrange(DOWN4).blend(v2_6, UPPER4);
            FloatVector v3_3 = v2_3.blend(v2_7.rearrange(UP4), UPPER4);
            FloatVector v3_7 = v2_3.rearrange(DOWN4).blend(v2_7, UPPER4);
            FloatVector v3_8 = v2_8.blend(v2_12.rearrange(UP4), UPPER4);
            FloatVector v3_12 = v2_8.rearrange(DOWN4).blend(v2_12, UPPER4);
            FloatVector v3_9 = v2_9.blend(v2_13.rearrange(UP4), UPPER4);
            FloatVector v3_13 = v2_9.rearrange(DOWN4).blend(v2_13, UPPER4);
            FloatVector v3_10 = v2_10.blend(v2_14.rearrange(UP4), UPPER4);
            FloatVector v3_14 = v2_10.rearrange(DOWN4).blend(v2_14, UPPER4);
            FloatVector v3_11 = v2_11.blend(v2_15.rearrange(UP4), UPPER4);
            FloatVector v3_15 = v2_11.rearrange(DOWN4).blend(v2_15, UPPER4);
            FloatVector v4_0 = v3_0.blend(v3_8.rearrange(UP8), UPPER8);
            FloatVector v4_8 = v3_0.rearrange(DOWN8).blend(v3_8, UPPER8);
            FloatVector v4_1 = v3_1.blend(v3_9.rearrange(UP8), UPPER8);
            FloatVector v4_9 = v3_1.rearrange(DOWN8).blend(v3_9, UPPER8);
            FloatVector v4_2 = v3_2.blend(v3_10.rearrange(UP8), UPPER8);
            FloatVector v4_10 = v3_2.rearrange(DOWN8).blend(v3_10, UPPER8);
            FloatVector v4_3 = v3_3.blend(v3_11.rearrange(UP8), UPPER8);
            FloatVector v4_11 = v3_3.rearrange(DOWN8).blend(v3_11, UPPER8);
            FloatVector v4_4 = v3_4.blend(v3_12.rearrange(UP8), UPPER8);
            FloatVector v4_12 = v3_4.rearrange(DOWN8).blend(v3_12, UPPER8);
            FloatVector v4_5 = v3_5.blend(v3_13.rearrange(UP8), UPPER8);
            FloatVector v4_13 = v3_5.rearrange(DOWN8).blend(v3_13, UPPER8);
            FloatVector v4_6 = v3_6.blend(v3_14.rearrange(UP8), UPPER8);
            FloatVector v4_14 = v3_6.rearrange(DOWN8).blend(v3_14, UPPER8);
            FloatVector v4_7 = v3_7.blend(v3_15.rearrange(UP8), UPPER8);
            FloatVector v4_15 = v3_7.rearrange(DOWN8).blend(v3_15, UPPER8);
            v4_0.intoArray(to, at + 0 * ts + j);
            v4_1.intoArray(to, at + 1 * ts + j);
            v4_2.intoArray(to, at + 2 * ts + j);
            v4_3.intoArray(to, at + 3 * ts + j);
            v4_4.intoArray(to, at + 4 * ts + j);
            v4_5.intoArray(to, at + 5 * ts + j);
            v4_6.intoArray(to, at + 6 * ts + j);
            v4_7.intoArray(to, at + 7 * ts + j);
            v4_8.intoArray(to, at + 8 * ts + j);
            v4_9.intoArray(to, at + 9 * ts + j);
            v4_10.intoArray(to, at + 10 * ts + j);
            v4_11.intoArray(to, at + 11 * ts + j);
            v4_12.intoArray(to, at + 12 * ts + j);
            v4_13.intoArray(to, at + 13 * ts + j);
            v4_14.intoArray(to, at + 14 * ts + j);
            v4_15.intoArray(to, at + 15 * ts + j);
        }
    }
}
