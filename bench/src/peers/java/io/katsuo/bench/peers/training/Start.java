package io.katsuo.bench.peers.training;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;

/**
 * The common start of all systems: affine layers with ReLUs between them, softmax and cross-entropy, plain gradient descent, on
 * a training set of noise as large as MNIST's. The time of a step does not depend on the content of the images.
 *
 * @param sizes the number of inputs, of the units of each hidden layer, and of classes
 * @param predicted the number of images, the first ones, that are predicted at once
 * @param rate the learning rate
 * @param threads how many threads a system may use
 */
record Start(int[] sizes, int[][] batches, int predicted, float rate, int threads) {
    static final int COUNT = 60_000;
    static final int PIXELS = 784;
    static final int CLASSES = 10;

    /** The training set, the same for all systems; made when it is first used. */
    static final class Images {
        /** Row-major, one image a row. */
        static final float[] VALUES =
                Tensor.rand(new Rng(1), COUNT, PIXELS).array();

        static final byte[] LABELS = new byte[COUNT];

        static {
            Rng rng = new Rng(2);
            for (int i = 0; i < COUNT; i++) {
                LABELS[i] = (byte) rng.nextInt(CLASSES);
            }
        }

        private Images() {}
    }

    /** Batches drawn as the book draws them: independently, with repetition. */
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

    int layers() {
        return sizes.length - 1;
    }

    int batchSize() {
        return batches[0].length;
    }

    /** Weights [inputs, outputs] and bias [outputs] of each layer in turn, row-major; a fresh copy. */
    float[][] parameters() {
        Rng rng = new Rng(4);
        float[][] parameters = new float[2 * layers()][];
        for (int i = 0; i < layers(); i++) {
            double std = Math.sqrt(2.0 / sizes[i]);
            parameters[2 * i] =
                    Tensor.normal(rng, 0, std, Shape.of(sizes[i], sizes[i + 1])).array();
            parameters[2 * i + 1] = Tensor.normal(rng, 0, 0.01, Shape.of(sizes[i + 1])).array();
        }
        return parameters;
    }
}
