package io.katsuo.network;

import io.katsuo.core.random.Rng;
import java.util.Arrays;

/** Draws the indices of one batch after another. */
final class BatchSampler {
    private final Sampling sampling;
    private final int samples;
    private final Rng rng;
    private final int[] batch;
    private int[] order;
    private int next;

    BatchSampler(Sampling sampling, int samples, int batchSize, long seed) {
        this.sampling = sampling;
        this.samples = samples;
        // Split off, so that a network initialised from the same seed got other numbers.
        this.rng = new Rng(seed).split();
        this.batch = new int[sampling == Sampling.BOOK ? batchSize : Math.min(batchSize, samples)];
        this.next = samples;
    }

    /** Draws batches that nobody needs, as a run that is resumed has done. */
    void skip(int batches) {
        for (int i = 0; i < batches; i++) {
            next();
        }
    }

    /** The next batch; valid until the next call. */
    int[] next() {
        if (sampling == Sampling.BOOK) {
            for (int i = 0; i < batch.length; i++) {
                batch[i] = rng.nextInt(samples);
            }
            return batch;
        }
        if (next == samples) {
            order = rng.permutation(samples);
            next = 0;
        }
        int from = next;
        next = (int) Math.min((long) from + batch.length, samples);
        if (next - from < batch.length) {
            return Arrays.copyOfRange(order, from, next);
        }
        System.arraycopy(order, from, batch, 0, batch.length);
        return batch;
    }
}
