package io.katsuo.bench.claim;

/**
 * What one JVM measured of one side of a case.
 *
 * @param seconds the median time of a call, which is one backpropagation or one derivative (two losses)
 * @param warmUp the seconds of warm-up
 * @param unsteady what shows that the code was still being compiled when the warm-up ended; null if nothing does
 */
record Timing(double seconds, double warmUp, String unsteady) {
    /** The time, NaN if the code was still being compiled. */
    double steadySeconds() {
        return unsteady == null ? seconds : Double.NaN;
    }
}
