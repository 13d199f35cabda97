/**
 * The benchmarks: one class, one question. A method whose name ends in {@code Scalar} is its twin on scalar kernels; the
 * kernels are chosen once a JVM, so it asks for them in the flags of its forks.
 */
package io.katsuo.bench.suite;
