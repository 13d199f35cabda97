package io.katsuo.core.kernel;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.Values;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SIMD kernels give the bits of their scalar twins at every length, offset and value, and write nowhere else. */
class SpanTwinsTest {
    private static final int MARGIN = 20;

    @BeforeEach
    void onlyWithVectors() {
        assumeTrue(Kernels.SIMD, "scalar kernels only");
    }

    @Test
    void allLengthsAndOffsets() {
        Cases.forEach(2, 11, rng -> {
            for (Values values : Values.values()) {
                for (int n = 0; n <= 4 * Simd.LANES + 3; n++) {
                    compareAll(rng, values, n);
                }
            }
        });
    }

    @Test
    void lengthsAroundBlocks() {
        Cases.forEach(1, 12, rng -> {
            for (int n : new int[] {255, 256, 257, 1023, 1024, 1025, 4095, 4096, 4097, 65_535, 65_537}) {
                compareAll(rng, Values.SPECIAL, n);
            }
        });
    }

    private static void compareAll(Rng rng, Values values, int n) {
        for (Class<?> family : SpanCall.FAMILIES) {
            Object scalar = SpanCall.twin(family, "Scalar");
            Object simd = SpanCall.twin(family, "Simd");
            for (SpanCall call : SpanCall.all(family)) {
                if (n < 5000 || !call.method.getName().equals("pow")) {
                    compare(rng, values, n, call, scalar, simd);
                }
            }
        }
    }

    private static void compare(Rng rng, Values values, int n, SpanCall call, Object scalar, Object simd) {
        float[][] arrays = new float[call.operands][];
        int[] offsets = new int[call.operands];
        for (int k = 0; k < call.operands; k++) {
            arrays[k] = SpanCall.canaries(n + MARGIN);
            offsets[k] = rng.nextInt(16);
            for (int i = 0; i < n; i++) {
                arrays[k][offsets[k] + i] = values.next(rng);
            }
        }
        int oi = rng.nextInt(16);
        float[] expected = SpanCall.canaries(n + MARGIN);
        float[] actual = expected.clone();
        call.invoke(scalar, arrays, offsets, expected, oi, n);
        call.invoke(simd, arrays, offsets, actual, oi, n);
        String context = call + " " + values + " n = " + n + " to " + oi;
        SpanCall.assertSame(expected, actual, context);

        // In place of each operand in turn.
        for (int k = 0; k < call.operands; k++) {
            float[][] own = arrays.clone();
            own[k] = arrays[k].clone();
            call.invoke(simd, own, offsets, own[k], offsets[k], n);
            for (int i = 0; i < n; i++) {
                actual[oi + i] = own[k][offsets[k] + i];
            }
            SpanCall.assertSame(expected, actual, context + " in place of operand " + k);
        }
    }
}
