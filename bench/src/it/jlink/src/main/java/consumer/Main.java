package consumer;

import io.katsuo.core.ops.Backend;
import io.katsuo.core.ops.LinearAlgebra;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;

/** Multiplies matrices in its own run-time image. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Tensor product = LinearAlgebra.matmul(Tensor.full(Shape.of(64, 100), 2), Tensor.full(Shape.of(100, 32), 3));
        String modules = ModuleLayer.boot().modules().size() + " modules";
        System.out.println("jlink: " + Backend.describe() + ", " + product.get(63, 31) + ", " + modules);
        if (product.get(63, 31) != 600 || Backend.name().equals("scalar")) {
            throw new AssertionError("600 and SIMD kernels expected");
        }
        if (ModuleLayer.boot().findModule("jdk.compiler").isPresent()) {
            throw new AssertionError("an image of the needed modules expected, not a JDK");
        }
    }
}
