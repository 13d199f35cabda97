package io.katsuo.mnist.chapter;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Sigmoid;
import java.io.PrintStream;

/**
 * The sigmoid layer on the arrays that one of the sources prints.
 *
 * @since 0.1
 */
public final class Ex27SigmoidArray implements Example {
    /** The example. */
    public Ex27SigmoidArray() {}

    static void main() {
        Example.show(new Ex27SigmoidArray());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
        Tensor x = Tensor.of(new float[][] {
            {-0.02564088f, -2.48760061f, -1.30450939f},
            {0.2162969f, -0.28149647f, -1.11479748f}
        });
        Tensor dy = Tensor.of(new float[][] {
            {-1.6494359f, 0.5121364f, -1.02999527f},
            {0.67516035f, -0.50797873f, -0.81326976f}
        });
        Sigmoid sigmoid = new Sigmoid();
        out.println("x =");
        out.println(x);
        out.println("y = 1 / (1 + exp(-x)) =");
        out.println(sigmoid.forward(x));
        out.println("dy =");
        out.println(dy);
        out.println("dx = dy·y·(1 - y) =");
        out.println(sigmoid.backward(dy));
    }

    @Override
    public String title() {
        return "Sigmoid node on arrays";
    }

    @Override
    public String section() {
        return "5.5.2";
    }
}
