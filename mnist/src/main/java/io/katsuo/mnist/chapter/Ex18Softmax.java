package io.katsuo.mnist.chapter;

import static io.katsuo.core.ops.Reductions.argMax;
import static io.katsuo.core.ops.Reductions.sum;
import static io.katsuo.core.ops.Rows.softmax;
import static io.katsuo.mnist.chapter.Numbers.places;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.diagram.Diagram;
import java.io.PrintStream;

/**
 * Softmax turns scores into probabilities; to give an answer a network needs only the scores.
 *
 * @since 0.1
 */
public final class Ex18Softmax implements Example {
    /** The example. */
    public Ex18Softmax() {}

    static void main() {
        Example.show(new Ex18Softmax());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
        out.println("The scores of the digits 0 to 9; the chapter gives those of 0 and 2, the others are ours:");
        Tensor scores = Tensor.of(5.3f, 0.3f, 10.1f, -1, 0, 0.5f, -2, 1, 0.2f, 0.01f);
        Tensor probabilities = softmax(scores);
        for (int digit = 0; digit < 10; digit++) {
            out.println("  " + digit + "  score " + scores.get(digit) + "  probability "
                    + places(probabilities.get(digit), 3));
        }
        out.println("sum of the probabilities  " + places(sum(probabilities), 6));

        pictures.add("fig-05-31-softmax", network());
        out.println();
        out.println("The largest score has the largest probability, so inference can leave softmax out:");
        out.println("by scores         " + argMax(scores));
        out.println("by probabilities  " + argMax(probabilities));

        out.println();
        out.println("exp(1010) is beyond any float. Softmax subtracts the largest score first, which changes nothing:");
        out.println("softmax(1010, 1000, 990) = " + softmax(Tensor.of(1010, 1000, 990)));
        out.println("softmax(20, 10, 0)       = " + softmax(Tensor.of(20, 10, 0)));
    }

    private static Diagram network() {
        Diagram.Builder picture =
                Diagram.builder("Figure 5.31: from an image to probabilities; inference stops at the scores");
        var from = picture.text("image");
        String[] layers = {"Affine", "ReLU", "Affine", "ReLU", "Affine", "Softmax"};
        String[] values = {"784 pixels", "", "", "", "", "10 scores"};
        for (int i = 0; i < layers.length; i++) {
            var layer = picture.box(layers[i]);
            picture.edge(from, layer, values[i], "");
            from = layer;
        }
        picture.edge(from, picture.text("answer"), "10 probabilities", "");
        return picture.build();
    }

    @Override
    public String title() {
        return "Scores and probabilities";
    }

    @Override
    public String section() {
        return "5.6.3, figure 5.31";
    }
}
