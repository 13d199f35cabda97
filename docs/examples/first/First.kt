import io.katsuo.core.ops.LinearAlgebra.matmul
import io.katsuo.core.tensor.Tensor

fun main() {
    val a = Tensor.of(arrayOf(floatArrayOf(1f, 2f), floatArrayOf(3f, 4f)))
    println(matmul(a, a))
}
