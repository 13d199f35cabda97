package io.katsuo.core.kernel.gemm.tile;

import io.katsuo.core.kernel.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Transposes with vectors of 8 floats. Runs with these vectors only. Written by TransposeGenerator; do not edit. */
public final class Transpose8 {
    private static final VectorSpecies<Float> S = Simd.FLOATS;
    private static final VectorShuffle<Float> UP1 = VectorShuffle.fromValues(S, 0, 0, 2, 2, 4, 4, 6, 6);
    private static final VectorShuffle<Float> DOWN1 = VectorShuffle.fromValues(S, 1, 1, 3, 3, 5, 5, 7, 7);
    private static final VectorMask<Float> UPPER1 = VectorMask.fromLong(S, 0xaa);
    private static final VectorShuffle<Float> UP2 = VectorShuffle.fromValues(S, 0, 1, 0, 1, 4, 5, 4, 5);
    private static final VectorShuffle<Float> DOWN2 = VectorShuffle.fromValues(S, 2, 3, 2, 3, 6, 7, 6, 7);
    private static final VectorMask<Float> UPPER2 = VectorMask.fromLong(S, 0xcc);
    private static final VectorShuffle<Float> UP4 = VectorShuffle.fromValues(S, 0, 1, 2, 3, 0, 1, 2, 3);
    private static final VectorShuffle<Float> DOWN4 = VectorShuffle.fromValues(S, 4, 5, 6, 7, 4, 5, 6, 7);
    private static final VectorMask<Float> UPPER4 = VectorMask.fromLong(S, 0xf0);

    private Transpose8() {}

    /** {@code to[at + i * ts + j] = from[fo + j * fs + i]} for {@code i < 8}, {@code j < n}, a multiple of 8. */
    public static void run(int n, float[] from, int fo, int fs, float[] to, int at, int ts) {
        for (int j = 0; j < n; j += 8) {
            FloatVector v0_0 = FloatVector.fromArray(S, from, fo + (j + 0) * fs);
            FloatVector v0_1 = FloatVector.fromArray(S, from, fo + (j + 1) * fs);
            FloatVector v0_2 = FloatVector.fromArray(S, from, fo + (j + 2) * fs);
            FloatVector v0_3 = FloatVector.fromArray(S, from, fo + (j + 3) * fs);
            FloatVector v0_4 = FloatVector.fromArray(S, from, fo + (j + 4) * fs);
            FloatVector v0_5 = FloatVector.fromArray(S, from, fo + (j + 5) * fs);
            FloatVector v0_6 = FloatVector.fromArray(S, from, fo + (j + 6) * fs);
            FloatVector v0_7 = FloatVector.fromArray(S, from, fo + (j + 7) * fs);
            FloatVector v1_0 = v0_0.blend(v0_1.rearrange(UP1), UPPER1);
            FloatVector v1_1 = v0_0.rearrange(DOWN1).blend(v0_1, UPPER1);
            FloatVector v1_2 = v0_2.blend(v0_3.rearrange(UP1), UPPER1);
            FloatVector v1_3 = v0_2.rearrange(DOWN1).blend(v0_3, UPPER1);
            FloatVector v1_4 = v0_4.blend(v0_5.rearrange(UP1), UPPER1);
            FloatVector v1_5 = v0_4.rearrange(DOWN1).blend(v0_5, UPPER1);
            FloatVector v1_6 = v0_6.blend(v0_7.rearrange(UP1), UPPER1);
            FloatVector v1_7 = v0_6.rearrange(DOWN1).blend(v0_7, UPPER1);
            FloatVector v2_0 = v1_0.blend(v1_2.rearrange(UP2), UPPER2);
            FloatVector v2_2 = v1_0.rearrange(DOWN2).blend(v1_2, UPPER2);
            FloatVector v2_1 = v1_1.blend(v1_3.rearrange(UP2), UPPER2);
            FloatVector v2_3 = v1_1.rearrange(DOWN2).blend(v1_3, UPPER2);
            FloatVector v2_4 = v1_4.blend(v1_6.rearrange(UP2), UPPER2);
            FloatVector v2_6 = v1_4.rearrange(DOWN2).blend(v1_6, UPPER2);
            FloatVector v2_5 = v1_5.blend(v1_7.rearrange(UP2), UPPER2);
            FloatVector v2_7 = v1_5.rearrange(DOWN2).blend(v1_7, UPPER2);
            FloatVector v3_0 = v2_0.blend(v2_4.rearrange(UP4), UPPER4);
            FloatVector v3_4 = v2_0.rearrange(DOWN4).blend(v2_4, UPPER4);
            FloatVector v3_1 = v2_1.blend(v2_5.rearrange(UP4), UPPER4);
            FloatVector v3_5 = v2_1.rearrange(DOWN4).blend(v2_5, UPPER4);
            FloatVector v3_2 = v2_2.blend(v2_6.rearrange(UP4), UPPER4);
            FloatVector v3_6 = v2_2.rearrange(DOWN4).blend(v2_6, UPPER4);
            FloatVector v3_3 = v2_3.blend(v2_7.rearrange(UP4), UPPER4);
            FloatVector v3_7 = v2_3.rearrange(DOWN4).blend(v2_7, UPPER4);
            v3_0.intoArray(to, at + 0 * ts + j);
            v3_1.intoArray(to, at + 1 * ts + j);
            v3_2.intoArray(to, at + 2 * ts + j);
            v3_3.intoArray(to, at + 3 * ts + j);
            v3_4.intoArray(to, at + 4 * ts + j);
            v3_5.intoArray(to, at + 5 * ts + j);
            v3_6.intoArray(to, at + 6 * ts + j);
            v3_7.intoArray(to, at + 7 * ts + j);
        }
    }
}
