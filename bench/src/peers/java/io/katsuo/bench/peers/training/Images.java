package io.katsuo.bench.peers.training;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;

/** A training set of noise, as large as MNIST's: the time of a step does not depend on what the images show. */
final class Images {
    static final int COUNT = 60_000;
    static final int PIXELS = 784;
    static final int CLASSES = 10;

    /** Row-major, one image a row. */
    final float[] pixels = Tensor.rand(new Rng(1), COUNT, PIXELS).array();

    final byte[] labels = new byte[COUNT];

    private static Images shared;

    private Images() {
        Rng rng = new Rng(2);
        for (int i = 0; i < COUNT; i++) {
            labels[i] = (byte) rng.nextInt(CLASSES);
        }
    }

    /** The same images for all systems. */
    static synchronized Images shared() {
        if (shared == null) {
            shared = new Images();
        }
        return shared;
    }

    /** The images of some batches, drawn as the book draws them: independently, with repetition. */
    static int[][] batches(int count, int size) {
        Rng rng = new Rng(3);
        int[][] batches = new int[count][size];
        for (int[] batch : batches) {
            for (int i = 0; i < size; i++) {
                batch[i] = rng.nextInt(COUNT);
            }
        }
        return batches;
    }
}
