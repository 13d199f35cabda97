package io.katsuo.mnist.chapter;

import static io.katsuo.core.ops.Elementwise.log;
import static io.katsuo.core.ops.Reductions.argMax;
import static io.katsuo.core.ops.Reductions.sum;
import static io.katsuo.mnist.chapter.Numbers.places;
import static io.katsuo.mnist.chapter.Recorded.array;

import io.katsuo.core.ops.Reductions;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.Evaluation;
import io.katsuo.graph.Gradients;
import io.katsuo.graph.Graph;
import io.katsuo.graph.Node;
import io.katsuo.graph.diagram.Diagram;
import io.katsuo.layers.IdentityWithLoss;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.SoftmaxWithLoss;
import java.io.PrintStream;

/** Examples on output layers and losses: section 5.6.3. */
final class SoftmaxAndLoss {
    private SoftmaxAndLoss() {}

    /** Softmax turns scores into probabilities; to give an answer a network needs only the scores. */
    static void softmax(PrintStream out, Pictures pictures) {
        out.println("The scores of the digits 0 to 9; the chapter gives those of 0 and 2, the others are ours:");
        Tensor scores = Tensor.of(5.3f, 0.3f, 10.1f, -1, 0, 0.5f, -2, 1, 0.2f, 0.01f);
        Tensor probabilities = Reductions.softmax(scores);
        for (int digit = 0; digit < 10; digit++) {
            out.println("  " + digit + "  score " + scores.get(digit) + "  probability "
                    + places(probabilities.get(digit), 3));
        }
        out.println("sum of the probabilities  " + places(sum(probabilities), 6));

        pictures.add("fig-05-31-softmax", inferencePicture(scores, probabilities));
        out.println();
        out.println("The largest score has the largest probability, so inference can leave softmax out:");
        out.println("by scores         " + argMax(scores));
        out.println("by probabilities  " + argMax(probabilities));

        out.println();
        out.println("exp(1010) is beyond any float. Softmax subtracts the largest score first, which changes nothing:");
        out.println("softmax(1010, 1000, 990) = " + Reductions.softmax(Tensor.of(1010, 1000, 990)));
        out.println("softmax(20, 10, 0)       = " + Reductions.softmax(Tensor.of(20, 10, 0)));
    }

    private static Diagram inferencePicture(Tensor scores, Tensor probabilities) {
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
        Recorded recorded = new Recorded().arrow("");
        for (int hidden = 1; hidden < layers.length - 1; hidden++) {
            recorded.arrow("hidden values");
        }
        return recorded.arrow(scores).arrow(probabilities).in(picture.build());
    }

    /** Softmax and cross-entropy from elementary nodes only; what comes out is a subtraction. */
    static void softmaxFromNodes(PrintStream out, Pictures pictures) {
        out.println(
                "Three scores a, labels t. Softmax: exp, their sum, its reciprocal, products. Cross-entropy: logs, times");
        out.println("the labels, summed, times -1.");
        Graph graph = new Graph();
        Node[] a = new Node[3];
        Node[] t = new Node[3];
        Node[] exp = new Node[3];
        Node[] y = new Node[3];
        Node[] terms = new Node[3];
        for (int k = 0; k < 3; k++) {
            a[k] = graph.input("a" + (k + 1));
            exp[k] = a[k].exp();
        }
        Node share = exp[0].add(exp[1], exp[2]).reciprocal();
        for (int k = 0; k < 3; k++) {
            y[k] = exp[k].multiply(share);
        }
        for (int k = 0; k < 3; k++) {
            t[k] = graph.input("t" + (k + 1));
            terms[k] = y[k].log().multiply(t[k]);
        }
        Node loss = terms[0].add(terms[1], terms[2]).negate().named("L");

        Evaluation forward = graph.evaluate(Math.log(3), Math.log(2), Math.log(5), 0, 1, 0);
        Gradients backward = forward.backward(loss);
        out.println("Scores log 3, log 2, log 5 make probabilities 0.3, 0.2, 0.5; the right class is the second.");
        out.println("loss " + places(forward.value(loss), 7));
        out.println();
        String row = "  %s  %5s  %s  %6s  %6s%n";
        out.printf(row, "k", "y", "t", "by y", "by a");
        for (int k = 0; k < 3; k++) {
            out.printf(
                    row,
                    k + 1,
                    places(forward.value(y[k]), 3),
                    places(forward.value(t[k]), 0),
                    places(backward.of(y[k]), 3),
                    places(backward.of(a[k]), 3));
        }
        out.println();
        out.println(
                "Each exp is used twice, in the sum and in its own product, so two signals meet there and are added.");
        out.println("What arrives at the scores is y - t.");
        pictures.add(
                "fig-05-32-softmax-with-loss",
                backward.diagram("Figure 5.32: softmax-with-loss from elementary nodes"));
    }

    /** Softmax and cross-entropy as one layer, whose backward is a subtraction. */
    static void softmaxWithLoss(PrintStream out, Pictures pictures) {
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

        pictures.add("fig-05-33-softmax-with-loss", oneSample().in(lossPicture()));
        out.println("A derivative from further on multiplies it, here 10:");
        out.println(layer.backward(10));
    }

    /** The numbers of the first sample alone, for the arrows of figure 5.33. */
    private static Recorded oneSample() {
        Tensor scores = Tensor.of(1, 2, 3);
        Tensor t = Tensor.of(0, 1, 0);
        SoftmaxWithLoss layer = new SoftmaxWithLoss();
        double loss = layer.forward(scores, t);
        Recorded recorded = new Recorded();
        for (int k = 0; k < 3; k++) {
            String y = places(layer.y().get(k), 4);
            recorded.arrow(
                    places(scores.get(k), 0),
                    "",
                    y + " − " + places(t.get(k), 0) + " = "
                            + places(layer.backward().get(k), 4));
        }
        for (int k = 0; k < 3; k++) {
            String y = places(layer.y().get(k), 4);
            String factor = places(-t.get(k) / layer.y().get(k), 4);
            recorded.arrow(
                    y,
                    "−t / y = " + factor,
                    "1 × " + (factor.startsWith("-") ? "(" + factor + ")" : factor) + " = " + factor);
        }
        for (int k = 0; k < 3; k++) {
            recorded.arrow(places(t.get(k), 0));
        }
        return recorded.arrow(places(loss, 4));
    }

    private static Diagram lossPicture() {
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

    /** A bad answer and a good one: the error that is sent back is large or small as it should be. */
    static void workedLosses(PrintStream out, Pictures pictures) {
        Tensor t = Tensor.of(0, 1, 0);
        out.println("The right class is the second, t = (0, 1, 0).");
        out.println();
        showLoss("A bad answer, which gives it 20 %:", Tensor.of(0.3f, 0.2f, 0.5f), t, out);
        showLoss("A good answer, which gives it 99 %:", Tensor.of(0.01f, 0.99f, 0), t, out);
        pictures.play(answer("A bad answer", new SoftmaxWithLoss(), log(Tensor.of(0.3f, 0.2f, 0.5f)), t));
        pictures.play(answer("A good answer", new SoftmaxWithLoss(), log(Tensor.of(0.01f, 0.99f, 0)), t));
        out.println("Logarithm and softmax round in float: hence 0.50000006 for 0.5, 0.99000007 for 0.99.");
        out.println("The larger the error, the more the layers before learn from it.");
    }

    private static void showLoss(String what, Tensor y, Tensor t, PrintStream out) {
        SoftmaxWithLoss layer = new SoftmaxWithLoss();
        // Softmax of the logarithms of probabilities gives the probabilities back; log 0 is minus infinity.
        double loss = layer.forward(log(y), t);
        out.println(what);
        out.println("y      " + layer.y());
        out.println("loss   " + places(loss, 7));
        out.println("y - t  " + layer.backward());
        out.println();
    }

    /** The other pair that goes together: no activation, and the squared error. */
    static void squaredError(PrintStream out, Pictures pictures) {
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
        pictures.play(answer("A bad answer", new IdentityWithLoss(), Tensor.of(0.3f, 0.2f, 0.5f), t));
        pictures.play(answer("A good answer", new IdentityWithLoss(), Tensor.of(0.01f, 0.99f, 0), t));
        out.println("The targets may be any numbers, and so may the outputs.");
    }

    /** A loss layer on one sample. */
    private static Diagram answer(String title, LossLayer layer, Tensor scores, Tensor t) {
        double loss = layer.forward(scores, t);
        Diagram.Builder picture = Diagram.builder(title);
        var box = picture.box(layer.name());
        picture.edge(picture.text("scores"), box, "[3]", "y − t [3]");
        picture.edge(picture.text("t"), box, "[3]", "");
        picture.edge(box, picture.text("loss"), places(loss, 7), "1");
        return new Recorded()
                .arrow(scores, "y − t", array("y − t = " + layer.y() + " − " + t, layer.backward()))
                .arrow(t)
                .arrow(places(loss, 7))
                .in(picture.build());
    }
}
