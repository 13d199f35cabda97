/**
 * Strided float tensors and SIMD matrix multiplication.
 *
 * @since 0.1
 */
module io.katsuo.core {
    requires jdk.incubator.vector;
    requires jdk.management;

    exports io.katsuo.core.ops;
    exports io.katsuo.core.parallel;
    exports io.katsuo.core.random;
    exports io.katsuo.core.tensor;
}
