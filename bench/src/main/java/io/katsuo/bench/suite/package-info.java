/** The benchmarks: one class, one question. */
package io.katsuo.bench.suite;
