package io.katsuo.bench.peers.training;

/** A system that trains a network and predicts with it. */
interface Learner {
    /**
     * Gathers a batch, computes the loss and its derivatives by all parameters, and goes one step down.
     *
     * @param batch which of the prepared batches
     */
    double step(int batch);

    /** Computes the scores of the first images, as many as were asked for at the start. */
    void predict();

    /** The scores of the last prediction, row-major. */
    float[] scores();

    /** Copies of the parameters, in the order and layout of {@link Start#parameters}. */
    float[][] parameters();
}
