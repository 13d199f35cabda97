package io.katsuo.bench.peers.sgemm;

/** One system's matrix product: keeps its operands in the form that the system likes best. */
interface Sgemm {
    /**
     * Takes the operands, before timing.
     *
     * @param product the shapes
     * @param a the left operand as stored, row-major
     * @param b the right operand as stored, row-major
     */
    void prepare(Product product, float[] a, float[] b);

    /** Computes the product into memory that is there already, where the system can. */
    void multiply();

    /**
     * An element of the last result.
     *
     * @param i its row
     * @param j its column
     */
    double get(int i, int j);
}
