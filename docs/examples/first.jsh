import module io.katsuo.core
import static io.katsuo.core.ops.LinearAlgebra.matmul
var a = Tensor.of(new float[][] {{1, 2}, {3, 4}})
matmul(a, a)
a.transpose().row(0)
