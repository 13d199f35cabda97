package io.katsuo.bench.peers.training;

/** A system that trains a network and predicts with it. */
interface Learner {
    /**
     * Gathers a batch, computes the loss and its derivatives by all parameters, and takes one step of gradient descent.
     *
     * @param batch the number of the prepared batch
     */
    double step(int batch);

    /** Computes the scores of the first {@link Start#predicted} images. */
    void predict();

    /** The scores of the last prediction, row-major. */
    float[] scores();

    /** Copies of the parameters, in the order and layout of {@link Start#parameters}. */
    float[][] parameters();
}
