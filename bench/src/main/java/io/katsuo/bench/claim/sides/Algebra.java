package io.katsuo.bench.claim.sides;

/**
 * Matrices of some library, as far as a network of two layers needs them.
 *
 * @param <M> the library's matrix
 */
interface Algebra<M> {
    /** A matrix of zeros. */
    M zeros(int rows, int columns);

    int rows(M a);

    int columns(M a);

    double get(M a, int i, int j);

    void set(M a, int i, int j, double value);

    /** a·b. */
    M multiply(M a, M b);

    /** aᵀ·b. */
    M multiplyTransposedLeft(M a, M b);

    /** a·bᵀ. */
    M multiplyTransposedRight(M a, M b);
}
