package io.katsuo.bench.peers.training;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;

/**
 * Where all systems start: affine layers with ReLUs between them, softmax and cross-entropy, plain gradient descent.
 *
 * @param images the training set
 * @param sizes the number of inputs, of the units of each hidden layer, and of classes
 * @param batches the images of each step
 * @param predicted how many images, the first ones, are predicted at once
 * @param rate the learning rate
 * @param threads how many threads a system may use
 */
record Start(Images images, int[] sizes, int[][] batches, int predicted, float rate, int threads) {
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
