package io.katsuo.bench.doctor;

/**
 * The results of one choice of kernels in a JVM of its own.
 *
 * @param kernels {@code scalar}, {@code 128}, {@code 256} or {@code 512}
 * @param gflops GFLOP/s in {@value KernelProbe#PRODUCT}, on one thread
 * @param coldHash SHA-256 of the results of all kinds of kernels before anything is compiled
 * @param hotHash the same after the timing
 */
record KernelRun(String kernels, double gflops, String coldHash, String hotHash) {
    /** Whether all four results are the same bits. */
    boolean sameBits(KernelRun other) {
        return coldHash.equals(hotHash) && coldHash.equals(other.coldHash) && coldHash.equals(other.hotHash);
    }
}
