package io.katsuo.core.kernel;

import static io.katsuo.core.kernel.Simd.FLOATS;
import static io.katsuo.core.kernel.Simd.INTS;
import static io.katsuo.core.kernel.Simd.LANES;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Bytes to floats, a vector of bytes at a time. */
final class SimdBytes {
    /** As many bytes as a vector has floats, but the smallest vector of bytes has 8. */
    private static final VectorSpecies<Byte> BYTES = LANES == 16 ? ByteVector.SPECIES_128 : ByteVector.SPECIES_64;

    private static final boolean TWO_PARTS = LANES == 4;

    private SimdBytes() {}

    static void divide(byte[] x, int xi, float by, float[] out, int oi, int n) {
        int i = 0;
        for (int end = BYTES.loopBound(n); i < end; i += BYTES.length()) {
            ByteVector bytes = ByteVector.fromArray(BYTES, x, xi + i);
            FloatVector first = (FloatVector) bytes.convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                    .convertShape(VectorOperators.I2F, FLOATS, 0);
            first.div(by).intoArray(out, oi + i);
            if (TWO_PARTS) {
                FloatVector second = (FloatVector) bytes.convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 1)
                        .convertShape(VectorOperators.I2F, FLOATS, 0);
                second.div(by).intoArray(out, oi + i + LANES);
            }
        }
        Bytes.scalarDivide(x, xi + i, by, out, oi + i, n - i);
    }
}
