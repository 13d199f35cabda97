package io.katsuo.core.tensor;

import java.util.Arrays;

/**
 * Assertions on tensors for tests of any framework: {@code Assertions.assertClose(expected, actual)}. They throw an {@link
 * AssertionError} that names the elements that differ.
 */
public final class Assertions {
    private Assertions() {}

    /**
     * As {@link #assertClose(Tensor, Tensor, double, double)}, with tolerances of 1e-5 and 1e-6, suitable for float32
     * rounding.
     */
    public static void assertClose(Tensor expected, Tensor actual) {
        assertClose(expected, actual, 1e-5, 1e-6);
    }

    /** As {@link #assertClose(Tensor, Tensor, double, double)}, with an absolute tolerance only. */
    public static void assertClose(Tensor expected, Tensor actual, double tolerance) {
        assertClose(expected, actual, 0, tolerance);
    }

    /**
     * Fails unless the shapes are equal and each element is within {@code absolute + relative·|expected|} of the
     * expected one. Equal infinities are close, and NaN is close to NaN.
     *
     * @param relative the tolerance as a share of the expected value, at least 0
     * @param absolute the tolerance that is added to it, at least 0
     * @throws AssertionError if they are not close; the message has the number of elements that differ, and the first
     *     of them and the worst one with index and both values
     */
    public static void assertClose(Tensor expected, Tensor actual, double relative, double absolute) {
        if (!(relative >= 0 && absolute >= 0)) {
            throw new IllegalArgumentException(
                    "assertClose: tolerances must be at least 0: relative " + relative + ", absolute " + absolute);
        }
        if (!expected.shape().equals(actual.shape())) {
            throw new AssertionError(
                    "assertClose: shapes differ: expected " + expected.shape() + ", actual " + actual.shape());
        }
        float[] want = expected.toArray();
        float[] have = actual.toArray();
        int count = 0;
        int first = -1;
        int worst = -1;
        double most = -1;
        for (int i = 0; i < want.length; i++) {
            double excess = excess(want[i], have[i], relative, absolute);
            if (excess > 0) {
                first = count++ == 0 ? i : first;
                worst = excess > most ? i : worst;
                most = Math.max(most, excess);
            }
        }
        if (count > 0) {
            Shape shape = expected.shape();
            throw new AssertionError("assertClose: " + count + " of " + want.length + " elements differ: first "
                    + element(shape, first, want, have)
                    + (worst == first ? "" : ", worst " + element(shape, worst, want, have))
                    + "; allowed are " + absolute + " + " + relative + "·|expected|");
        }
    }

    /**
     * The amount by which a difference exceeds its tolerance; infinite if one value is not finite and the other
     * differs.
     */
    private static double excess(float want, float have, double relative, double absolute) {
        if (Float.compare(want, have) == 0) {
            return 0;
        }
        double excess = Math.abs((double) want - have) - (absolute + relative * Math.abs((double) want));
        return Float.isFinite(want) && Float.isFinite(have) ? excess : Double.POSITIVE_INFINITY;
    }

    private static String element(Shape shape, int at, float[] want, float[] have) {
        return Arrays.toString(shape.index(at)) + ": expected " + want[at] + ", actual " + have[at] + ", off by "
                + (float) Math.abs((double) want[at] - have[at]);
    }
}
