package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.places;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.diagram.Diagram;
import io.katsuo.layers.SoftmaxWithLoss;
import java.io.PrintStream;

/**
 * Softmax and cross-entropy as one layer, whose backward is a subtraction.
 *
 * @since 0.1
 */
public final class Ex20SoftmaxWithLoss implements Example {
    /** The example. */
    public Ex20SoftmaxWithLoss() {}

    static void main() {
        Example.show(new Ex20SoftmaxWithLoss());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
        SoftmaxWithLoss layer = new SoftmaxWithLoss();
        Tensor scores = Tensor.of(new float[][] {{1, 2, 3}, {2, 0, 1}});
        Tensor oneHot = Tensor.of(new float[][] {{0, 1, 0}, {1, 0, 0}});

        out.println("Two samples, three classes; the right ones are 1 and 0:");
        double loss = layer.forward(scores, oneHot);
        out.println("y = softmax(scores)");
        out.println(layer.y());
        out.println("loss  " + places(loss, 6));
        out.println("Backward, (y - t) / N: the derivative of the mean over the N samples");
        out.println(layer.backward());

        out.println("The labels as class indices mean the same:");
        out.println("loss  " + places(layer.forward(scores, 1, 0), 6));
        out.println(layer.backward());

        pictures.add("fig-05-33-softmax-with-loss", picture());
        out.println("A derivative from further on multiplies it, here 10:");
        out.println(layer.backward(10));
    }

    private static Diagram picture() {
        Diagram.Builder picture = Diagram.builder("Figure 5.33: softmax and cross-entropy, backward y − t");
        var softmax = picture.box("Softmax");
        var loss = picture.box("Cross-entropy\nerror");
        for (int k = 1; k <= 3; k++) {
            picture.edge(picture.text("a" + k), softmax, "", "y" + k + " − t" + k);
        }
        for (int k = 1; k <= 3; k++) {
            picture.edge(softmax, loss, "y" + k, "−t" + k + " / y" + k);
        }
        for (int k = 1; k <= 3; k++) {
            picture.edge(picture.text("t" + k), loss, "", "");
        }
        picture.edge(loss, picture.text("L"), "", "1");
        return picture.build();
    }

    @Override
    public String title() {
        return "Softmax-with-loss as one layer";
    }

    @Override
    public String section() {
        return "5.6.3, figure 5.33";
    }
}
