import module io.katsuo.layers;

import static io.katsuo.core.ops.Elementwise.axpy;
import static io.katsuo.core.ops.LinearAlgebra.matmul;
import static io.katsuo.core.ops.Reductions.sum;

/** 04. Layers by hand: forward, backward, a step against the gradient. */
void main() {
    // @start region="forward"
    var rng = new Rng(1);
    var affine1 = new Affine("affine1", Tensor.normal(rng, 0, 0.5, Shape.of(4, 6)), Tensor.zeros(6));
    var relu1 = new Relu("relu1");
    var affine2 = new Affine("affine2", Tensor.normal(rng, 0, 0.5, Shape.of(6, 3)), Tensor.zeros(3));
    var last = new SoftmaxWithLoss();

    var x = Tensor.randn(rng, 5, 4); // five samples of four values
    var t = Targets.of(0, 1, 2, 0, 1);      // the class of each

    var hidden = relu1.forward(affine1.forward(x));
    double loss = last.forward(affine2.forward(hidden), t);
    // @end
    IO.println("loss " + String.format(Locale.ROOT, "%.4f", loss));
    IO.println("probabilities\n" + last.y());

    // @start region="backward"
    var dScores = last.backward();                         // [5, 3], (y - t) / 5
    var dHidden = affine2.backward(dScores);               // [5, 6], and dW, db of affine2
    affine1.gradients(x, relu1.backward(dHidden));         // dW, db of affine1: the samples need no gradient
    // @end
    IO.println("by the biases of affine2: " + affine2.db());

    // What backward computes are the formulas of the book.
    check(affine2.dW().allClose(matmul(hidden.transpose(), dScores), 1e-6, 1e-7));
    check(affine2.db().allClose(sum(dScores, 0), 1e-6, 1e-7));

    // @start region="step"
    for (int i = 0; i < 50; i++) {
        loss = last.forward(affine2.forward(relu1.forward(affine1.forward(x))), t);
        affine1.gradients(x, relu1.backward(affine2.backward(last.backward())));
        for (var affine : List.of(affine1, affine2)) {
            for (var parameter : affine.parameters()) {
                axpy(-0.5f, parameter.gradient(), parameter.value()); // value = value - 0.5·gradient
            }
        }
    }
    // @end
    IO.println("loss after 50 steps " + String.format(Locale.ROOT, "%.4f", loss));
    check(loss < 0.1);
}

void check(boolean claim) {
    if (!claim) {
        throw new AssertionError();
    }
}
