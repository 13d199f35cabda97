package consumer;

import io.katsuo.core.ops.Backend;
import io.katsuo.core.ops.LinearAlgebra;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;

/** Multiplies matrices on the module path, where SIMD needs no flag. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Tensor product = LinearAlgebra.matmul(Tensor.full(Shape.of(64, 100), 2), Tensor.full(Shape.of(100, 32), 3));
        System.out.println("core on the module path: " + Backend.describe() + ", " + product.get(63, 31));
        if (product.get(63, 31) != 600 || Backend.name().equals("scalar")) {
            throw new AssertionError("600 and SIMD kernels expected");
        }
    }
}
