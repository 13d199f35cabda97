package consumer;

import io.katsuo.core.ops.Backend;
import io.katsuo.core.ops.LinearAlgebra;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;

/** Multiplies matrices on the class path, where SIMD needs a flag. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Tensor product = LinearAlgebra.matmul(Tensor.full(Shape.of(64, 100), 2), Tensor.full(Shape.of(100, 32), 3));
        System.out.println("core on the class path: " + Backend.describe() + ", " + product.get(63, 31));
        String kernels = Backend.name().equals("scalar") ? "scalar" : "SIMD";
        if (product.get(63, 31) != 600 || !kernels.equals(args[0])) {
            throw new AssertionError("600 and " + args[0] + " kernels expected");
        }
    }
}
