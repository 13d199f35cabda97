package io.katsuo.bench.doctor;

import io.katsuo.core.ops.Backend;
import io.katsuo.core.parallel.Threads;

/**
 * Katsuo's choice of kernels in this JVM.
 *
 * @param name {@code scalar}, {@code 128}, {@code 256} or {@code 512}; null if there was an error
 * @param description the kernels and why; null if there was an error
 * @param threads the number of threads of an operation; null if there was an error
 * @param error why Katsuo does not run; null if it does
 */
record KernelFacts(String name, String description, Integer threads, String error) {
    static final String SCALAR = "scalar";

    static KernelFacts read() {
        try {
            return new KernelFacts(Backend.name(), Backend.describe(), Threads.count(), null);
        } catch (IllegalArgumentException e) {
            return new KernelFacts(null, null, null, e.getMessage());
        }
    }

    boolean isSimd() {
        return name != null && !name.equals(SCALAR);
    }
}
