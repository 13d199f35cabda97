package io.katsuo.core.kernel;

/**
 * Fused multiply-add on floats, rounded once. Where the processor has no such instruction, {@code Math.fma} computes with
 * BigDecimal and takes half a microsecond. There an exact emulation in double is used, which gives the same bits about a
 * hundred times faster.
 */
public final class ScalarFma {
    /** BigDecimal takes microseconds before it is compiled and 500 ns after; an interpreted intrinsic takes far less. */
    private static final long SLOW_NANOS = 300;

    private static volatile float sink;

    /** Whether {@code Math.fma} is an instruction here. */
    public static final boolean HARDWARE = probe();

    private ScalarFma() {}

    /** {@return {@code a·b + c}, rounded once} */
    public static float fma(float a, float b, float c) {
        return HARDWARE ? Math.fma(a, b, c) : emulated(a, b, c);
    }

    /**
     * The product of two floats is exact in double. Its sum with {@code c} is rounded to odd (Boldo, Melquiond:
     * "Emulation of FMA and correctly rounded sums", 2008), so that the second rounding, to float, cannot go wrong.
     */
    static float emulated(float a, float b, float c) {
        double product = (double) a * b;
        double sum = product + c;
        double back = sum - product;
        double error = (product - (sum - back)) + (c - back);
        // Both comparisons are false for the NaN that infinite or NaN operands make of the error.
        if (error > 0 || error < 0) {
            long bits = Double.doubleToRawLongBits(sum);
            if ((bits & 1) == 0) {
                bits += error > 0 == sum > 0 ? 1 : -1;
                sum = Double.longBitsToDouble(bits);
            }
        }
        return (float) sum;
    }

    /** Times a few calls. The quickest of several batches decides, so that a busy machine does not matter. */
    private static boolean probe() {
        int calls = 16;
        long quickest = Long.MAX_VALUE;
        for (int batch = 0; batch < 12; batch++) {
            float x = 1.5f + batch;
            long start = System.nanoTime();
            for (int i = 0; i < calls; i++) {
                x = Math.fma(x, 0.75f, 0.1f);
            }
            quickest = Math.min(quickest, System.nanoTime() - start);
            sink = x;
        }
        return quickest < calls * SLOW_NANOS;
    }
}
