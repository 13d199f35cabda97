package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.grouped;
import static io.katsuo.mnist.chapter.Numbers.places;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.diagram.Diagram;
import io.katsuo.layers.Initializer;
import io.katsuo.layers.Targets;
import io.katsuo.network.Network;
import io.katsuo.network.NetworkBuilder;
import io.katsuo.network.NetworkDiagram;
import io.katsuo.network.Sampling;
import io.katsuo.network.Sgd;
import io.katsuo.network.Trainer;
import io.katsuo.network.gradcheck.GradientCheck;
import io.katsuo.network.numeric.EntryChoice;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Layers fit together like bricks: networks of 2, 5, 10 and 20 affine layers.
 *
 * @since 0.1
 */
public final class Ex30DeepNetworks implements Example {
    private static final int STEPS = 250;

    /** The example. */
    public Ex30DeepNetworks() {}

    static void main() {
        Example.show(new Ex30DeepNetworks());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
        out.println("Ten points in space, each of a class of its own; " + STEPS + " steps on all ten.");
        Tensor x = Tensor.normal(new Rng(1), 0, 1, 10, 20);
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
        out.println("signal about as large as it is from layer to layer; with 0.01 nothing of it arrives.");
        out.println();

        Network five = stacked(5, Initializer.HE);
        out.print(five.summary());
        Diagram picture = NetworkDiagram.backward(five, 10);
        pictures.add(new Picture("five-layers", "Five affine layers, a batch of 10", picture::toSvg, picture::toDot));
    }

    /** 20 inputs, 32 hidden units in each layer, 10 classes. */
    private static Network stacked(int depth, Initializer initializer) {
        NetworkBuilder builder = Network.builder(20, 1).initializer(initializer);
        for (int i = 1; i < depth; i++) {
            builder.affine(32).relu();
        }
        return builder.affine(10).softmaxWithLoss();
    }

    private static String row(Network network, Tensor x, Targets t) {
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
                .iterations(STEPS)
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

    @Override
    public String title() {
        return "Deeper networks";
    }

    @Override
    public String section() {
        return "5.7.2";
    }
}
