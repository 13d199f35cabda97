package io.katsuo.bench.claim.sides;

/** One way to have a gradient by backpropagation. */
public interface Backpropagation {
    /**
     * One pass forward, one back: the gradient stays where it is computed.
     *
     * @return the loss
     */
    double run();

    /**
     * The gradient of the last {@link #run}.
     *
     * @return the derivatives by all entries of each parameter: W1, b1, W2, b2, row-major
     */
    double[][] gradient();
}
