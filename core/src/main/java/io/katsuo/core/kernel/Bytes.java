package io.katsuo.core.kernel;

/** Unsigned bytes that become floats, such as the pixels of images: the scalar twin until the SIMD kernel is ready. */
public final class Bytes {
    private static final Kernel DIVIDE = new ByteKernel();

    private Bytes() {}

    private static final class ByteKernel extends Kernel {
        private final byte[] bytes = new byte[256];

        @Override
        protected void exercise(int vectors, float[] in, float[] out) {
            SimdBytes.divide(bytes, 0, 1, out, 0, vectors * 2 * Simd.LANES);
        }

        @Override
        public String toString() {
            return "bytes to floats";
        }
    }

    /**
     * {@code out[oi + i] = (x[xi + i] & 0xFF) / by} for {@code 0 <= i < n}. Nothing is checked.
     *
     * @param xi where they begin
     * @param by the divisor
     * @param oi where they begin
     */
    public static void divide(byte[] x, int xi, float by, float[] out, int oi, int n) {
        if (DIVIDE.isReady()) {
            SimdBytes.divide(x, xi, by, out, oi, n);
        } else {
            scalarDivide(x, xi, by, out, oi, n);
        }
    }

    /** One element at a time: what the SIMD twin must give, bit for bit. */
    static void scalarDivide(byte[] x, int xi, float by, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = (x[xi + i] & 0xFF) / by;
        }
    }
}
