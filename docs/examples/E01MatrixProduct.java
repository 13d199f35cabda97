import module io.katsuo.core;

import static io.katsuo.core.ops.LinearAlgebra.matmul;
import static io.katsuo.core.ops.LinearAlgebra.matmulAdd;

/** 01. Multiply two matrices; vectors; transposed operands; add to what is there; shapes that do not fit. */
void main() {
    // @start region="product"
    var a = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}});      // [2, 3]
    var b = Tensor.of(new float[][] {{1, 0}, {0, 1}, {10, 100}}); // [3, 2]
    var c = matmul(a, b);                                         // [2, 2]
    IO.println(c);
    // @end
    check(c.sameBits(Tensor.of(new float[][] {{31, 302}, {64, 605}})));

    // A vector is a row on the left and a column on the right; two of them make a scalar.
    var v = Tensor.of(1, 2, 3);
    IO.println("v·b = " + matmul(v, b) + ", a·v = " + matmul(a, v) + ", v·v = " + matmul(v, v));
    check(matmul(v, v).item() == 14);

    // A transpose is a view: nothing is copied, and the product is as fast.
    IO.println("aᵀ·a =\n" + matmul(a.transpose(), a));

    // Into memory that is there already: the old values are overwritten, or added to.
    var out = Tensor.zeros(2, 2);
    matmul(a, b, out);
    matmulAdd(a, b, out);
    IO.println("twice: " + out.flatten());
    check(out.get(1, 1) == 2 * 605);

    try {
        matmul(a, a);
        check(false);
    } catch (ShapeException e) {
        IO.println(e.getMessage());
    }

    // A larger one against three loops in double: every element within what float32 can do.
    var rng = new Rng(1);
    var x = Tensor.randn(rng, 70, 300);
    var y = Tensor.randn(rng, 300, 50);
    var z = matmul(x, y);
    double worst = 0;
    for (int i = 0; i < 70; i++) {
        for (int j = 0; j < 50; j++) {
            double sum = 0;
            for (int k = 0; k < 300; k++) {
                sum += (double) x.get(i, k) * y.get(k, j);
            }
            worst = Math.max(worst, Math.abs(sum - z.get(i, j)));
        }
    }
    IO.println("largest error of " + z.shape() + ": " + String.format(Locale.ROOT, "%.1e", worst));
    check(worst < 1e-4);
}

void check(boolean claim) {
    if (!claim) {
        throw new AssertionError();
    }
}
