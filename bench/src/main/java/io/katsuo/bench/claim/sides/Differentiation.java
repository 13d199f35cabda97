package io.katsuo.bench.claim.sides;

/** One way to have numerical derivatives of a loss. */
@FunctionalInterface
public interface Differentiation {
    /**
     * Takes the derivatives.
     *
     * @return those by the task's entries of each parameter: W1, b1, W2, b2, row-major
     */
    double[][] derivatives();
}
