package io.katsuo.core.kernel.gemm.tile;

import io.katsuo.core.kernel.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Transposes with vectors of 4 floats. Runs with these vectors only. Written by TransposeGenerator; do not edit. */
public final class Transpose4 {
    private static final VectorSpecies<Float> S = Simd.FLOATS;
    private static final VectorShuffle<Float> UP1 = VectorShuffle.fromValues(S, 0, 0, 2, 2);
    private static final VectorShuffle<Float> DOWN1 = VectorShuffle.fromValues(S, 1, 1, 3, 3);
    private static final VectorMask<Float> UPPER1 = VectorMask.fromLong(S, 0xa);
    private static final VectorShuffle<Float> UP2 = VectorShuffle.fromValues(S, 0, 1, 0, 1);
    private static final VectorShuffle<Float> DOWN2 = VectorShuffle.fromValues(S, 2, 3, 2, 3);
    private static final VectorMask<Float> UPPER2 = VectorMask.fromLong(S, 0xc);

    private Transpose4() {}

    /** {@code to[at + i * ts + j] = from[fo + j * fs + i]} for {@code i < 4}, {@code j < n}, a multiple of 4. */
    public static void run(int n, float[] from, int fo, int fs, float[] to, int at, int ts) {
        for (int j = 0; j < n; j += 4) {
            FloatVector v0_0 = FloatVector.fromArray(S, from, fo + (j + 0) * fs);
            FloatVector v0_1 = FloatVector.fromArray(S, from, fo + (j + 1) * fs);
            FloatVector v0_2 = FloatVector.fromArray(S, from, fo + (j + 2) * fs);
            FloatVector v0_3 = FloatVector.fromArray(S, from, fo + (j + 3) * fs);
            FloatVector v1_0 = v0_0.blend(v0_1.rearrange(UP1), UPPER1);
            FloatVector v1_1 = v0_0.rearrange(DOWN1).blend(v0_1, UPPER1);
            FloatVector v1_2 = v0_2.blend(v0_3.rearrange(UP1), UPPER1);
            FloatVector v1_3 = v0_2.rearrange(DOWN1).blend(v0_3, UPPER1);
            FloatVector v2_0 = v1_0.blend(v1_2.rearrange(UP2), UPPER2);
            FloatVector v2_2 = v1_0.rearrange(DOWN2).blend(v1_2, UPPER2);
            FloatVector v2_1 = v1_1.blend(v1_3.rearrange(UP2), UPPER2);
            FloatVector v2_3 = v1_1.rearrange(DOWN2).blend(v1_3, UPPER2);
            v2_0.intoArray(to, at + 0 * ts + j);
            v2_1.intoArray(to, at + 1 * ts + j);
            v2_2.intoArray(to, at + 2 * ts + j);
            v2_3.intoArray(to, at + 3 * ts + j);
        }
    }
}
