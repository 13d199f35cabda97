package consumer;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;

/** One layer forwards and backwards. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Tensor w = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}});
        Affine affine = new Affine(w, Tensor.of(10, 20, 30));
        Tensor y = affine.forward(Tensor.of(new float[][] {{1, 1}}));
        Tensor dx = affine.backward(Tensor.ones(1, 3));
        System.out.println("layers: y = " + y + ", dx = " + dx);
        if (y.get(0, 2) != 39 || dx.get(0, 1) != 15) {
            throw new AssertionError("y[0, 2] = 39 and dx[0, 1] = 15 expected");
        }
    }
}
