package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.places;

import io.katsuo.layers.Targets;
import io.katsuo.mnist.LabelledTensors;
import io.katsuo.network.Sgd;
import io.katsuo.network.Trainer;
import io.katsuo.network.TrainingResult;
import io.katsuo.network.TwoLayerNet;
import java.io.IOException;
import java.io.PrintStream;

/**
 * Mini-batch, gradient, update, repeat: a short training of the two-layer network.
 *
 * @since 0.1
 */
public final class Ex32Training implements Example {
    private static final int STEPS = 300;
    private static final int SHOWN = 50;

    private final Digits digits;

    /**
     * Training on these digits.
     *
     * @param digits where the images come from
     */
    public Ex32Training(Digits digits) {
        this.digits = digits;
    }

    static void main() {
        Example.show(new Ex32Training(Digits.onThisMachine()));
    }

    @Override
    public void run(PrintStream out, Pictures pictures) throws IOException {
        LabelledTensors train = digits.tensors().train();
        LabelledTensors test = digits.tensors().test();
        TwoLayerNet network = new TwoLayerNet(784, 50, 10, 1);
        out.println(digits.describe());
        out.println("Untrained, test accuracy " + percent(network.accuracy(test.images(), test.labels())));

        out.println("Each step: choose 100 images, compute the gradients of their loss, go 0.1 times as far against"
                + " them.");
        out.println("Loss of a step's own 100 images, after it has changed the parameters:");
        TrainingResult result = new Trainer(network, train.images(), Targets.of(train.labels()))
                .optimizer(new Sgd(0.1f))
                .batchSize(100)
                .iterations(STEPS)
                .seed(1)
                .run();

        for (int step = 0; step < STEPS; step += SHOWN) {
            out.println(String.format("step %3d  %s", step + 1, places(result.losses()[step], 3)));
        }
        out.println(
                "After " + STEPS + " steps, test accuracy " + percent(network.accuracy(test.images(), test.labels())));
        out.println("./katsuo train goes on to 10,000 steps.");
    }

    private static String percent(double share) {
        return places(100 * share, 2) + " %";
    }

    @Override
    public String title() {
        return "Training with back-propagation";
    }

    @Override
    public String section() {
        return "5.7.4";
    }
}
