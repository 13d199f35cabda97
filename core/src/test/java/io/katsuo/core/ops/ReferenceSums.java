package io.katsuo.core.ops;

/** The orders of summation that {@link Reductions} documents, written out plainly. */
final class ReferenceSums {
    private ReferenceSums() {}

    /** Blocks of 4096 over 32 interleaved lanes folded by halves, block results by the same rule. */
    static float line(float[] x) {
        if (x.length > 4096) {
            float[] sums = new float[(x.length + 4095) / 4096];
            for (int block = 0; block < sums.length; block++) {
                sums[block] =
                        line(java.util.Arrays.copyOfRange(x, block * 4096, Math.min(x.length, block * 4096 + 4096)));
            }
            return line(sums);
        }
        float[] lanes = new float[32];
        for (int i = 0; i < x.length; i++) {
            lanes[i % 32] += x[i];
        }
        for (int half : new int[] {16, 8, 4, 2, 1}) {
            for (int j = 0; j < half; j++) {
                lanes[j] += lanes[j + half];
            }
        }
        return lanes[0];
    }

    /** The same with squares of distances from the mean, by fused multiply-adds within blocks. */
    static float squares(float[] x, float mean) {
        float[] sums = new float[Math.max(1, (x.length + 4095) / 4096)];
        for (int block = 0; block < sums.length; block++) {
            float[] lanes = new float[32];
            for (int i = block * 4096; i < Math.min(x.length, block * 4096 + 4096); i++) {
                float d = x[i] - mean;
                lanes[i % 32] = Math.fma(d, d, lanes[i % 32]);
            }
            // Folding is what remains of a line of 32.
            sums[block] = line(lanes);
        }
        return line(sums);
    }

    /** Chains within blocks of 256, block results by the same rule. */
    static float column(float[] x) {
        float[] sums = new float[Math.max(1, (x.length + 255) / 256)];
        for (int i = 0; i < x.length; i++) {
            sums[i / 256] += x[i];
        }
        return sums.length == 1 ? sums[0] : column(sums);
    }

    /** The same with squares of distances from the mean. */
    static float columnSquares(float[] x, float mean) {
        float[] sums = new float[Math.max(1, (x.length + 255) / 256)];
        for (int i = 0; i < x.length; i++) {
            sums[i / 256] = Math.fma(x[i] - mean, x[i] - mean, sums[i / 256]);
        }
        return column(sums);
    }
}
