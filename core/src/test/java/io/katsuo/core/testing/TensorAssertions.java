package io.katsuo.core.testing;

import io.katsuo.core.tensor.Tensor;
import java.util.function.Supplier;

/** Assertions on tensors whose failures name the first element that is wrong. */
public final class TensorAssertions {
    private TensorAssertions() {}

    /**
     * Fails unless shapes and all elements are the same bit for bit, all NaNs counting as one.
     *
     * @param expected the right values
     * @param actual the values to check
     */
    public static void assertSameBits(Tensor expected, Tensor actual) {
        assertSameBits(expected, actual, () -> "");
    }

    /**
     * Fails unless shapes and all elements are the same bit for bit, all NaNs counting as one.
     *
     * @param expected the right values
     * @param actual the values to check
     * @param context what was computed, for the failure
     */
    public static void assertSameBits(Tensor expected, Tensor actual, Supplier<String> context) {
        if (!expected.shape().equals(actual.shape())) {
            throw new AssertionError(
                    "shape " + actual.shape() + ", expected " + expected.shape() + "; " + context.get());
        }
        if (expected.sameBits(actual)) {
            return;
        }
        for (int[] index : TensorCases.indices(expected.shape())) {
            float want = expected.get(index);
            float have = actual.get(index);
            if (Float.floatToIntBits(want) != Float.floatToIntBits(have)) {
                throw new AssertionError("element " + java.util.Arrays.toString(index) + " of " + expected.shape()
                        + " is " + have + " (0x" + Integer.toHexString(Float.floatToIntBits(have)) + "), expected "
                        + want + " (0x" + Integer.toHexString(Float.floatToIntBits(want)) + "), "
                        + Ulps.between(want, have) + " ulp apart; " + context.get());
            }
        }
    }
}
