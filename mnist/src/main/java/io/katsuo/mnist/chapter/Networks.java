package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.places;
import static io.katsuo.mnist.command.Messages.grouped;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.diagram.Diagram;
import io.katsuo.layers.Affine;
import io.katsuo.layers.Initializer;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Targets;
import io.katsuo.mnist.Digits;
import io.katsuo.mnist.LabelledImages;
import io.katsuo.network.Classifier;
import io.katsuo.network.Network;
import io.katsuo.network.NetworkBuilder;
import io.katsuo.network.NetworkDiagram;
import io.katsuo.network.Sampling;
import io.katsuo.network.Trainer;
import io.katsuo.network.TrainingResult;
import io.katsuo.network.TwoLayerNet;
import io.katsuo.network.gradcheck.CheckedParameter;
import io.katsuo.network.gradcheck.GradientCheck;
import io.katsuo.network.gradcheck.GradientReport;
import io.katsuo.network.numeric.EntryChoice;
import io.katsuo.network.numeric.Stencil;
import io.katsuo.network.optimizer.Sgd;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Examples on whole networks: section 5.7. */
final class Networks {
    private static final int DEEP_STEPS = 250;
    private static final int STEPS = 300;
    private static final int SHOWN = 50;

    private Networks() {}

    /** The layers put together: what the two-layer network holds and what it can do. */
    static void twoLayerNet(PrintStream out, Pictures pictures, Digits digits) {
        TwoLayerNet network = new TwoLayerNet(784, 50, 10, 1);
        out.print(network.summary());
        out.println();

        out.println("What it holds (table 5.1):");
        network.params().forEach((name, value) -> out.println("  params()    " + name + " " + value.shape()));
        network.layers().keySet().forEach(name -> out.println("  layers()    " + name));
        out.println("  lastLayer() " + network.lastLayer().name());
        Affine affine1 = (Affine) network.layer("affine1");
        out.println("  The layers compute with these very tensors: "
                + (network.params().get("W1") == affine1.W()));
        out.println();

        out.println("What it can do (table 5.2), here with three images:");
        out.println("  " + describe(digits));
        LabelledImages three = digits.train().first(3);
        Tensor x = three.images();
        Targets t = three.targets();
        out.println("  predict     scores " + network.predict(x).shape());
        out.println("  loss        " + places(network.loss(x, t), 4) + " (a blind guess costs log 10 = "
                + places(Math.log(10), 4) + ")");
        out.println("  accuracy    " + places(network.accuracy(x, t), 4));
        network.gradient(x, t).forEach((name, value) -> out.println("  gradient    " + name + " " + value.shape()));
        out.println("  numericalGradient computes the same by differences; see example 31");
        out.println();

        out.println(
                "Forward goes through the layers in the order in which they are stored, backward in the reverse order;");
        out.println("hence the map of layers must keep its order.");
        Diagram picture = NetworkDiagram.backward(network, 100);
        pictures.add(new Picture(
                "two-layer-net", "TwoLayerNet, shapes for a batch of 100", picture, recorded(network, x, t, 3)));
    }

    /** Layers fit together like bricks: networks of 2, 5, 10 and 20 affine layers. */
    static void deepNetworks(PrintStream out, Pictures pictures) {
        out.println("Ten points in space, each of a class of its own; " + DEEP_STEPS + " steps on all ten.");
        Tensor x = Tensor.randn(new Rng(1), 10, 20);
        Targets t = Targets.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        out.println();
        out.println("layers  parameters  gradients  loss before  after  accuracy");
        for (int depth : new int[] {2, 5, 10, 20}) {
            out.println(row(stacked(depth, Initializer.HE), x, t));
        }
        out.println("The same 20 layers from weights as small as 0.01:");
        out.println(row(stacked(20, Initializer.BOOK), x, t));
        out.println();
        out.println(
                "Nothing but the number of layers differs. What depth needs is weights of the right size: He's keep the");
        out.println("signal about as large from layer to layer; with 0.01 it vanishes.");
        out.println();

        Classifier five = stacked(5, Initializer.HE);
        out.print(five.summary());
        Diagram picture = NetworkDiagram.backward(five, 10);
        pictures.add(
                new Picture("five-layers", "Five affine layers, a batch of 10", picture, recorded(five, x, t, 10)));
    }

    /** The picture of a network with the sizes of what passes between its layers for some samples. */
    private static Diagram recorded(Network network, Tensor x, Targets t, int samples) {
        List<Layer> layers = new ArrayList<>(network.layers().values());
        List<String> values = new ArrayList<>();
        Tensor value = x;
        for (Layer layer : layers) {
            values.add(norm(value));
            value = layer.forward(value);
        }
        values.add(norm(value));
        LossLayer last = network.lastLayer();
        double loss = last.forward(value, t);
        List<String> gradients = new ArrayList<>();
        Tensor gradient = last.backward();
        for (Layer layer : layers.reversed()) {
            gradients.addFirst(norm(gradient));
            gradient = layer.backward(gradient);
        }
        Recorded recorded = new Recorded().arrow(values.getFirst());
        for (int i = 1; i < values.size(); i++) {
            boolean product = i < layers.size() && layers.get(i) instanceof Affine;
            String local = i == layers.size() ? "(y − t) / " + samples : product ? "Wᵀ" : "1 where x > 0, else 0";
            recorded.arrow(values.get(i), local, gradients.get(i - 1));
        }
        return recorded.arrow("classes").arrow(places(loss, 4)).in(NetworkDiagram.backward(network, samples));
    }

    private static String norm(Tensor values) {
        double squares = 0;
        for (float value : values.toArray()) {
            squares += (double) value * value;
        }
        return values.shape() + ", norm " + String.format(Locale.ROOT, "%.4g", Math.sqrt(squares));
    }

    /** 20 inputs, 32 hidden units in each layer, 10 classes. */
    private static Classifier stacked(int depth, Initializer initializer) {
        NetworkBuilder builder = Network.builder(20, 1).initializer(initializer);
        for (int i = 1; i < depth; i++) {
            builder.affine(32).relu();
        }
        return builder.affine(10).softmaxWithLoss();
    }

    private static String row(Classifier network, Tensor x, Targets t) {
        boolean right = GradientCheck.of(network)
                .on(x.slice(0, 0, 3), Targets.of(0, 1, 2))
                .entries(EntryChoice.sample(100, 1))
                .run()
                .passed();
        double before = network.loss(x, t);
        new Trainer(network, x, t)
                .optimizer(new Sgd(0.02f))
                .batchSize(10)
                .sampling(Sampling.SHUFFLED)
                .iterations(DEEP_STEPS)
                .run();
        return String.format(
                Locale.ROOT,
                "%6d  %10s  %9s  %11s  %5s  %8s",
                network.params().size() / 2,
                grouped(network.params().values().stream()
                        .mapToLong(Tensor::size)
                        .sum()),
                right ? "right" : "WRONG",
                places(before, 3),
                places(network.loss(x, t), 3),
                places(network.accuracy(x, t), 2));
    }

    /** Is back-propagation right? It must agree with differences that know no rule. */
    static void gradientCheck(PrintStream out, Pictures pictures, Digits digits) {
        out.println(describe(digits));
        LabelledImages three = digits.train().first(3);
        Tensor x = three.images();
        int[] labels = three.labels();
        out.println("The first three images, digits " + Arrays.toString(labels) + ", through 784-50-10.");
        out.println();

        TwoLayerNet network = new TwoLayerNet(784, 50, 10, 1);
        GradientReport report = GradientCheck.of(network)
                .on(x, Targets.of(labels))
                .stencil(Stencil.central(1e-4))
                .run();
        out.println("Mean |back-propagation - central difference| with h = 0.0001, differences in double:");
        out.println("      in float  in double");
        int parameters = 0;
        for (String name : new String[] {"b1", "W2", "b2", "W1"}) {
            CheckedParameter found = report.entry(name);
            parameters += found.checked() + found.skipped();
            out.println(String.format(
                    Locale.ROOT,
                    "  %s  %.1e   %.1e",
                    name,
                    found.errors().meanAbsolute(),
                    found.consistency().meanAbsolute()));
        }
        out.println("Together: " + report.reason().replace("; ", ";\n  "));
        out.println();

        out.println(
                "Numbers have finitely many digits, so the differences are hardly ever 0. In float, as in training,");
        out.println("back-propagation rounds most; in double it agrees with the differences as well as in the book.");
        out.println("A wrong formula mostly makes errors as large as the derivatives themselves.");
        pictures.play(comparison(report));
        out.println("Why not train by differences? " + grouped(parameters) + " parameters need "
                + grouped(2 * parameters) + " losses; back-propagation needs two passes.");
    }

    /** Two ways to the gradient, and their comparison. */
    private static Diagram comparison(GradientReport report) {
        Diagram.Builder picture = Diagram.builder("Two ways to the gradient of the same loss");
        var images = picture.text("3 images");
        var backward = picture.box("back-propagation\ntwo passes");
        var differences = picture.box("differences\ntwo losses each");
        var compare = picture.box("compare");
        picture.edge(images, backward, "", "").edge(images, differences, "", "");
        picture.edge(backward, compare, "gradient", "").edge(differences, compare, "gradient", "");
        picture.edge(compare, picture.text(report.passed() ? "passed" : "FAILED"), "", "");
        String errors = "mean |difference| in float and in double\n";
        for (String name : new String[] {"b1", "W2", "b2", "W1"}) {
            CheckedParameter found = report.entry(name);
            errors += String.format(
                    Locale.ROOT,
                    "%s  %.1e  %.1e%n",
                    name,
                    found.errors().meanAbsolute(),
                    found.consistency().meanAbsolute());
        }
        return new Recorded()
                .arrow("784 pixels each")
                .arrow("784 pixels each")
                .arrow("39,760 derivatives by the chain rule")
                .arrow("39,760 quotients (L(w + h) − L(w − h)) / 2h")
                .arrow(errors.strip())
                .in(picture.build());
    }

    /** Mini-batch, gradient, update, repeat: a short training of the two-layer network. */
    static void training(PrintStream out, Pictures pictures, Digits digits) {
        LabelledImages train = digits.train();
        LabelledImages test = digits.test();
        TwoLayerNet network = new TwoLayerNet(784, 50, 10, 1);
        out.println(describe(digits));
        out.println("Untrained, test accuracy " + percent(network.accuracy(test, test.targets())));

        out.println("Each step: choose 100 images, compute the gradients of their loss, go 0.1 times as far against"
                + " them.");
        out.println("Loss of a step's own 100 images, after it has changed the parameters:");
        TrainingResult result = new Trainer(network, train, train.targets())
                .optimizer(new Sgd(0.1f))
                .batchSize(100)
                .iterations(STEPS)
                .seed(1)
                .run();

        for (int step = 0; step < STEPS; step += SHOWN) {
            out.println(String.format("step %3d  %s", step + 1, places(result.losses()[step], 3)));
        }
        out.println("After " + STEPS + " steps, test accuracy " + percent(network.accuracy(test, test.targets())));
        pictures.play(losses(result));
        out.println("./katsuo train takes 10,000 steps.");
    }

    /** The steps that are printed, with the losses between them. */
    private static Diagram losses(TrainingResult result) {
        Diagram.Builder picture = Diagram.builder("Training: the loss after each 50 steps");
        var from = picture.text("random weights");
        String loss = "";
        for (int step = 0; step < STEPS; step += SHOWN) {
            var to = picture.box("step " + (step + 1) + "\nmini-batch, gradient, update");
            picture.edge(from, to, loss, "");
            from = to;
            loss = "loss " + places(result.losses()[step], 3);
        }
        picture.edge(from, picture.text("trained"), loss, "");
        return picture.build();
    }

    private static String percent(double share) {
        return places(100 * share, 2) + " %";
    }

    private static String describe(Digits digits) {
        return "Images: " + (digits.isMnist() ? "MNIST." : "digits that Katsuo draws itself, not MNIST.");
    }
}
