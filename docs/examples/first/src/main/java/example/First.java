package example;

import io.katsuo.core.ops.LinearAlgebra;
import io.katsuo.core.tensor.Tensor;

class First {
    static void main() {
        var a = Tensor.of(new float[][] {{1, 2}, {3, 4}});
        IO.println(LinearAlgebra.matmul(a, a));
    }
}
