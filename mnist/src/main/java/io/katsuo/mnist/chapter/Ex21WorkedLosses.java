package io.katsuo.mnist.chapter;

import static io.katsuo.core.ops.Activations.log;
import static io.katsuo.mnist.chapter.Numbers.places;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.SoftmaxWithLoss;
import java.io.PrintStream;

/**
 * A bad answer and a good one: the error that is sent back is large or small as it should be.
 *
 * @since 0.1
 */
public final class Ex21WorkedLosses implements Example {
    /** The example. */
    public Ex21WorkedLosses() {}

    static void main() {
        Example.show(new Ex21WorkedLosses());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
        Tensor t = Tensor.of(0, 1, 0);
        out.println("The right class is the second, t = (0, 1, 0).");
        out.println();
        show("A bad answer, which gives it 20 %:", Tensor.of(0.3f, 0.2f, 0.5f), t, out);
        show("A good answer, which gives it 99 %:", Tensor.of(0.01f, 0.99f, 0), t, out);
        out.println("Logarithm and softmax round in float: hence 0.50000006 for 0.5, 0.99000007 for 0.99.");
        out.println("The larger the error, the more the layers before learn from it.");
    }

    private static void show(String what, Tensor y, Tensor t, PrintStream out) {
        SoftmaxWithLoss layer = new SoftmaxWithLoss();
        // Softmax of the logarithms of probabilities gives the probabilities back; log 0 is minus infinity.
        double loss = layer.forward(log(y), t);
        out.println(what);
        out.println("y      " + layer.y());
        out.println("loss   " + places(loss, 7));
        out.println("y - t  " + layer.backward());
        out.println();
    }

    @Override
    public String title() {
        return "Two answers and what is learned from them";
    }

    @Override
    public String section() {
        return "5.6.3";
    }
}
