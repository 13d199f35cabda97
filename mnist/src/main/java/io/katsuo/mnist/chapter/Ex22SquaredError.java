package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.places;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.IdentityWithLoss;
import java.io.PrintStream;

/**
 * The other pair that goes together: no activation, and the squared error.
 *
 * @since 0.1
 */
public final class Ex22SquaredError implements Example {
    /** The example. */
    public Ex22SquaredError() {}

    static void main() {
        Example.show(new Ex22SquaredError());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
        out.println(
                "For regression the outputs are used as they are, and the loss is half the sum of (y - t)². Its derivative");
        out.println("is y - t again: the two pairs are made so. With the vectors of example 21:");
        out.println();
        Tensor t = Tensor.of(0, 1, 0);
        for (Tensor y : new Tensor[] {Tensor.of(0.3f, 0.2f, 0.5f), Tensor.of(0.01f, 0.99f, 0)}) {
            IdentityWithLoss layer = new IdentityWithLoss();
            double loss = layer.forward(y, t);
            out.println("y      " + layer.y());
            out.println("loss   " + places(loss, 4));
            out.println("y - t  " + layer.backward());
            out.println();
        }
        out.println("The targets may be any numbers, and so may the outputs.");
    }

    @Override
    public String title() {
        return "Identity with squared error";
    }

    @Override
    public String section() {
        return "5.6.3";
    }
}
