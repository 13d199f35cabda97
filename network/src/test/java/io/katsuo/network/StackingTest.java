package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.IdentityWithLoss;
import io.katsuo.layers.Initializer;
import io.katsuo.layers.Layer;
import io.katsuo.layers.MatMul;
import io.katsuo.layers.Relu;
import io.katsuo.layers.Sigmoid;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import io.katsuo.network.gradcheck.GradientCheck;
import io.katsuo.network.optimizer.Sgd;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Stacking layers: names, the chain of shapes, the summary, and the builder. */
class StackingTest {
    private static Affine affine(String name, int inputs, int outputs) {
        return new Affine(name, Tensor.zeros(inputs, outputs), Tensor.zeros(outputs));
    }

    private static Network network(Layer... layers) {
        return new Network(List.of(layers), new SoftmaxWithLoss());
    }

    private static String refusal(Layer... layers) {
        return assertThrows(ShapeException.class, () -> network(layers)).getMessage();
    }

    @Test
    void layersThatDoNotFitAreRefusedWhenBuilt() {
        assertEquals(
                "network: layers do not fit: affine1 gives [N, 50], affine2 takes [N, 40]",
                refusal(affine("affine1", 784, 50), affine("affine2", 40, 10)));
        assertEquals(
                "network: layers do not fit: relu1 gives [N, 50], affine2 takes [N, 40]",
                refusal(affine("affine1", 784, 50), new Relu("relu1"), affine("affine2", 40, 10)));
        assertEquals(
                "network: layers do not fit: sigmoid1 gives [N, 2], matmul2 takes [N, 3]",
                refusal(
                        new Relu("relu1"),
                        new MatMul("matmul1", Tensor.zeros(3, 2)),
                        new Sigmoid("sigmoid1"),
                        new MatMul("matmul2", Tensor.zeros(3, 2))));
    }

    @Test
    void theSummaryNamesEveryLayerItsShapeAndItsParameters() {
        String summary = """
                layer            output    parameters
                x                [N, 784]
                affine1          [N, 50]       39,250  W1 [784, 50], b1 [50]
                relu1            [N, 50]
                affine2          [N, 10]          510  W2 [50, 10], b2 [10]
                softmaxWithLoss  loss
                total                          39,760
                """;
        assertEquals(summary, new TwoLayerNet(784, 50, 10, 1).summary());
        assertEquals(summary, Network.of(new int[] {784, 50, 10}, 3).summary());
    }

    /** Shapes are known from the first layer that says what it takes, and before it while they do not change. */
    @Test
    void shapesThatNoLayerTellsAreLeftOpen() {
        assertTrue(network(new Relu(), new Sigmoid()).summary().contains("sigmoid          ?\n"));
        String summary = network(new Sigmoid(), affine("affine1", 3, 2)).summary();
        assertTrue(summary.contains("x                [N, 3]\n"), summary);
        assertTrue(summary.contains("sigmoid          [N, 3]\n"), summary);
        assertTrue(summary.contains("affine1          [N, 2]           8  W1 [3, 2], b1 [2]\n"), summary);
    }

    @Test
    void theBuilderStacksNumberedLayers() {
        Network network = Network.builder(4, 7)
                .affine(5)
                .relu()
                .affine(6)
                .sigmoid()
                .affine(3)
                .softmaxWithLoss();
        assertEquals(
                List.of("affine1", "relu1", "affine2", "sigmoid1", "affine3"),
                List.copyOf(network.layers().keySet()));
        assertEquals(
                List.of("W1", "b1", "W2", "b2", "W3", "b3"),
                List.copyOf(network.params().keySet()));
        assertEquals(Shape.of(6, 3), network.params().get("W3").shape());
        assertEquals(Shape.of(9, 3), network.predict(Tensor.zeros(9, 4)).shape());
    }

    /** Weights come layer by layer from one seed; the book's network is a special case. */
    @Test
    void theSeedDecidesTheWeights() {
        String he = Network.of(new int[] {784, 50, 10}, 5).parameterHash();
        assertEquals(he, Network.of(new int[] {784, 50, 10}, 5).parameterHash());
        assertFalse(he.equals(Network.of(new int[] {784, 50, 10}, 6).parameterHash()));
        Network book = Network.builder(784, 5)
                .initializer(Initializer.BOOK)
                .affine(50)
                .relu()
                .affine(10)
                .softmaxWithLoss();
        assertEquals(new TwoLayerNet(784, 50, 10, 5).parameterHash(), book.parameterHash());
        Tensor w = Network.of(new int[] {784, 50, 10}, 5).params().get("W1");
        assertTrue(Initializer.HE.weights(new Rng(5), 784, 50).sameBits(w));
    }

    /** Regression: real-valued targets, another loss, and a layer of one's own choice. */
    @Test
    void aNetworkLearnsRealValues() {
        Rng rng = new Rng(1);
        Tensor x = Tensor.randn(rng, 64, 3);
        Tensor wanted = new MatMul(Tensor.randn(rng, 3, 2)).forward(x).copy();
        Network network = Network.builder(3, 2)
                .add(new MatMul("matmul", Initializer.XAVIER.weights(rng, 3, 16)))
                .sigmoid()
                .affine(2)
                .identityWithLoss();
        Targets t = Targets.of(wanted);
        double before = network.loss(x, t);
        for (int i = 0; i < 1000; i++) {
            network.computeGradients(x, t);
            new Sgd(0.3f).update(network.parameters(), 0);
        }
        double after = network.loss(x, t);
        assertTrue(after < before / 50, before + " → " + after);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertMessage("at least the numbers of inputs and classes needed: [784]", () -> Network.of(new int[] {784}, 1));
        assertMessage("the number of inputs must be at least 1: 0", () -> Network.of(new int[] {0, 10}, 1));
        assertMessage("sizes must be at least 1: inputs 4, outputs 0", () -> Network.of(new int[] {4, 0, 10}, 1));
        assertMessage("it has no layers", () -> Network.builder(4, 1).softmaxWithLoss());
        assertMessage("inner dimensions differ", () -> Network.builder(4, 1).add(affine("affine1", 3, 2)));
        assertMessage(
                "two layers of one name: affine1 at 0 and 1",
                () -> Network.builder(4, 1)
                        .add(affine("affine1", 4, 4))
                        .add(affine("affine1", 4, 4))
                        .build(new IdentityWithLoss()));
    }

    /** Layers of any names but the same one can be stacked, with numbers in them or without. */
    @Test
    void parametersAreNamedAfterTheirLayers() {
        Network network = Network.builder(4, 1)
                .affine(3)
                .add(new MatMul("matmul1", Tensor.zeros(3, 3)))
                .add(affine("left", 3, 3))
                .add(affine("right", 3, 3))
                .add(new Affine("affine2", Tensor.zeros(3, 2), Tensor.zeros(2)))
                .softmaxWithLoss();
        assertEquals(
                List.of("W1", "b1", "matmul1.W", "left.W", "left.b", "right.W", "right.b", "W2", "b2"),
                List.copyOf(network.params().keySet()));
    }

    /** Two networks of the same layers would overwrite each other's gradients and train each other's weights. */
    @Test
    void aBuilderBuildsOnce() {
        NetworkBuilder builder = Network.builder(4, 1);
        assertThrows(IllegalArgumentException.class, builder::softmaxWithLoss, "no layers yet");
        builder.affine(3);
        assertThrows(NullPointerException.class, () -> builder.build(null));
        Network network = builder.softmaxWithLoss();
        String message = assertThrows(IllegalStateException.class, builder::softmaxWithLoss)
                .getMessage();
        assertEquals("network: built already: two networks cannot share layers; start another builder", message);
        assertThrows(IllegalStateException.class, () -> builder.affine(2));
        assertEquals(1, network.layers().size());
        assertThrows(NullPointerException.class, () -> new Network(List.of(new Relu()), null));
    }

    /** Folds each sample into two rows. */
    private static final class Folded extends Layer {
        Folded(String name) {
            super(name);
        }

        @Override
        public OptionalInt inputs() {
            return OptionalInt.of(6);
        }

        @Override
        public Shape outputShape(Shape x) {
            return Shape.of(x.dim(0), 2, x.dim(1) / 2);
        }

        @Override
        public void forward(Tensor x, Tensor y) {
            y.copyFrom(x.reshape(x.dim(0), 2, x.dim(1) / 2));
        }

        @Override
        public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
            dx.copyFrom(dout.reshape(dout.dim(0), dout.dim(1) * dout.dim(2)));
        }
    }

    @Test
    void theBuilderFlattensSamples() {
        Network network =
                Network.builder(6, 1).add(new Folded("folded")).affine(5).softmaxWithLoss();
        assertEquals(Shape.of(6, 5), network.params().get("W1").shape());
        assertTrue(network.summary().contains("folded           [N, 2, 3]\n"), network.summary());
        assertEquals(Shape.of(4, 5), network.predict(Tensor.zeros(4, 6)).shape());
        GradientCheck.of(network)
                .on(Tensor.randn(new Rng(3), 4, 6), Targets.of(0, 4, 2, 2))
                .run()
                .assertPassed();
    }

    @Test
    void numbersThatAreTakenAreLeftOut() {
        Network network = Network.builder(3, 1)
                .add(affine("affine2", 3, 3))
                .affine(3)
                .add(new Named("RELU1"))
                .relu()
                .affine(2)
                .softmaxWithLoss();
        assertEquals(
                List.of("affine2", "affine3", "RELU1", "relu2", "affine4"),
                List.copyOf(network.layers().keySet()));
    }

    @Test
    void layersWithoutANameAreRefused() {
        assertMessage(
                "network: a layer has no name: the one at 1 is named ''", () -> network(new Relu(), new Relu("")));
        assertMessage("the one at 0 is named '  '", () -> network(new Relu("  ")));
        assertThrows(NullPointerException.class, () -> new Named(null));
        assertMessage("the loss is named ''", () -> new Network(List.of(new Relu()), new SoftmaxWithLoss("")));
    }

    /** A layer called total is one like any other. */
    @Test
    void theTotalIsTheLastRow() {
        String summary = network(affine("total", 2, 3)).summary();
        assertTrue(summary.contains("total            [N, 3]           9  total.W [2, 3], total.b [3]\n"), summary);
        assertTrue(summary.endsWith("\ntotal                             9\n"), summary);
    }

    private static void assertMessage(String part, org.junit.jupiter.api.function.Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(part), message);
    }
}
