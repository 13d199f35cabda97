package example;

import io.katsuo.core.ops.MatMul;
import io.katsuo.core.tensor.Tensor;

class First {
    static void main() {
        var a = Tensor.of(new float[][] {{1, 2}, {3, 4}});
        IO.println(MatMul.matmul(a, a));
    }
}
