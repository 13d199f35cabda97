package io.katsuo.mnist.chapter;

import static io.katsuo.core.ops.Elementwise.sub;
import static io.katsuo.mnist.chapter.Numbers.brief;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.diagram.Diagram;
import io.katsuo.layers.Affine;
import java.util.ArrayList;
import java.util.List;

/** Texts of recorded values that a page shows at the steps of a picture, arrow by arrow. */
final class Recorded {
    private final List<String> texts = new ArrayList<>();

    /** The arrays of an affine layer, for the arrows from X, W, their product, B, and to Y. */
    static Recorded affine(Affine affine, Tensor x, Tensor y, Tensor dy, Tensor dx) {
        boolean batch = x.rank() > 1;
        Tensor db = affine.db();
        return new Recorded()
                .arrow(x, array("Wᵀ", affine.W().transpose()), array("dX = dY·Wᵀ", dx))
                .arrow(affine.W(), array("Xᵀ", batch ? x.transpose() : x), array("dW = Xᵀ·dY", affine.dW()))
                .arrow(sub(y, affine.b()), "1", array("dY", dy))
                .arrow(affine.b(), batch ? "1 for each row" : "1", array(batch ? "dB, the sum of the rows" : "dB", db))
                .arrow(y, "", array("dY", dy));
    }

    /** What an arrow carries, in a picture of the forward pass. */
    Recorded arrow(Object value) {
        return arrow(value, "", "");
    }

    /**
     * What an arrow carries and what comes back along it.
     *
     * @param local the local derivative of the node at the end of the arrow
     * @param product the derivative that comes back, with how it was computed
     */
    Recorded arrow(Object value, String local, String product) {
        texts.addAll(List.of(value.toString(), local, product));
        return this;
    }

    /** What an arrow between nodes of single numbers carries, and what comes back along it. */
    Recorded arrow(double value, double local, double upstream) {
        return arrow(
                brief(value),
                brief(local),
                inParentheses(upstream) + " × " + inParentheses(local) + " = " + brief(upstream * local));
    }

    private static String inParentheses(double number) {
        return number < 0 ? "(" + brief(number) + ")" : brief(number);
    }

    /** An array with its formula; a matrix begins on a line of its own. */
    static String array(String formula, Tensor array) {
        return formula + (array.rank() < 2 ? " = " : " =\n") + array;
    }

    /** The picture with these texts. */
    Diagram in(Diagram picture) {
        return picture.withSteps(texts);
    }
}
