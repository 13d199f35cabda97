package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.places;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.diagram.Diagram;
import io.katsuo.layers.Affine;
import io.katsuo.layers.Targets;
import io.katsuo.mnist.LabelledTensors;
import io.katsuo.network.NetworkDiagram;
import io.katsuo.network.TwoLayerNet;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;

/**
 * The layers put together: what the two-layer network holds and what it can do.
 *
 * @since 0.1
 */
public final class Ex29TwoLayerNet implements Example {
    private final Digits digits;

    /**
     * The example with these digits.
     *
     * @param digits where the images come from
     */
    public Ex29TwoLayerNet(Digits digits) {
        this.digits = digits;
    }

    static void main() {
        Example.show(new Ex29TwoLayerNet(Digits.onThisMachine()));
    }

    @Override
    public void run(PrintStream out, Pictures pictures) throws IOException {
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
        out.println("  " + digits.describe());
        LabelledTensors train = digits.tensors().train();
        Tensor x = train.images().slice(0, 0, 3);
        Targets t = Targets.of(Arrays.copyOf(train.labels(), 3));
        out.println("  predict     scores " + network.predict(x).shape());
        out.println("  loss        " + places(network.loss(x, t), 4) + " (a blind guess costs log 10 = "
                + places(Math.log(10), 4) + ")");
        out.println("  accuracy    " + places(network.accuracy(x, t), 4));
        network.gradient(x, t).forEach((name, value) -> out.println("  gradient    " + name + " " + value.shape()));
        out.println("  numericalGradient, the same by trial instead of rules, is the next example but one");
        out.println();

        out.println(
                "Forward goes through the layers in the order in which they are stored, backward in the reverse order;");
        out.println("hence the map of layers must keep its order.");
        Diagram picture = NetworkDiagram.backward(network, 100);
        pictures.add(
                new Picture("two-layer-net", "TwoLayerNet, shapes for a batch of 100", picture::toSvg, picture::toDot));
    }

    @Override
    public String title() {
        return "The two-layer network";
    }

    @Override
    public String section() {
        return "5.7.1 and 5.7.2, tables 5.1 and 5.2";
    }
}
