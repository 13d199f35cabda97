package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.Param;
import io.katsuo.layers.Relu;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import io.katsuo.network.gradcheck.GradientCheck;
import io.katsuo.network.gradcheck.GradientReport;
import io.katsuo.network.optimizer.Sgd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The book's network: tables 5.1 and 5.2, items 59 to 64, and traps T8, T9, T17 and T23. */
class TwoLayerNetTest {
    private final TwoLayerNet net = new TwoLayerNet(784, 50, 10, 1);

    /** Items 59, 61 and 64. */
    @Test
    void paramsAndLayers() {
        assertEquals(List.of("W1", "b1", "W2", "b2"), List.copyOf(net.params().keySet()));
        assertEquals(Shape.of(784, 50), net.params().get("W1").shape());
        assertEquals(Shape.of(50), net.params().get("b1").shape());
        assertEquals(Shape.of(50, 10), net.params().get("W2").shape());
        assertEquals(Shape.of(10), net.params().get("b2").shape());
        assertEquals(
                39_760, net.params().values().stream().mapToInt(Tensor::size).sum());
        assertEquals(
                List.of("affine1", "relu1", "affine2"), List.copyOf(net.layers().keySet()));
        assertInstanceOf(Relu.class, net.layer("ReLu1"));
        assertSame(net.layer("relu1"), net.layers().get("ReLu1"));
        assertInstanceOf(SoftmaxWithLoss.class, net.lastLayer());
        assertSame(net.params().get("W2"), ((Affine) net.layer("Affine2")).W());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> net.layer("Affine3"))
                .getMessage()
                .contains("[affine1, relu1, affine2]"));
        assertThrows(UnsupportedOperationException.class, () -> net.params().put("W1", Tensor.zeros(784, 50)));
    }

    /** Item 61 and trap T16. */
    @Test
    void initialWeights() {
        float[] w1 = net.params().get("W1").toArray();
        double sum = 0;
        double squares = 0;
        for (float w : w1) {
            sum += w;
            squares += (double) w * w;
        }
        assertEquals(0, sum / w1.length, 3e-4);
        assertEquals(0.01, Math.sqrt(squares / w1.length), 2e-4);
        assertArrayEquals(new float[50], net.params().get("b1").toArray());
        assertArrayEquals(new float[10], net.params().get("b2").toArray());
        assertEquals(net.parameterHash(), new TwoLayerNet(784, 50, 10, 0.01, 1).parameterHash());
        assertNotEquals(net.parameterHash(), new TwoLayerNet(784, 50, 10, 2).parameterHash());
        assertThrows(IllegalArgumentException.class, () -> new TwoLayerNet(0, 50, 10, 1));
        assertThrows(IllegalArgumentException.class, () -> new TwoLayerNet(784, 50, 10, Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new TwoLayerNet(784, 50, 10, -1, 1));
    }

    /** Items 43 and 62: scores, not probabilities, by an independent oracle. */
    @Test
    void predictsScores() {
        Digits digits = Digits.random(7, 3);
        Tensor scores = net.predict(digits.images());
        Oracle oracle = new Oracle(net, digits.images(), digits.targets());
        for (int i = 0; i < 7; i++) {
            for (int k = 0; k < 10; k++) {
                assertEquals(oracle.scores.getEntry(i, k), scores.get(i, k), 1e-6);
            }
        }
        assertTrue(scores.row(2).sameBits(net.predict(digits.images().row(2))));
    }

    /** Trap T9: a step in place is seen by the layers, and the loss falls. */
    @Test
    void aStepIsSeenByTheLayers() {
        Digits digits = Digits.learnable(50, 4);
        double before = net.loss(digits.images(), digits.labels());
        assertEquals(Math.log(10), before, 0.1);
        for (int i = 0; i < 20; i++) {
            net.computeGradients(digits.images(), digits.targets());
            new Sgd(0.1f).update(net.parameters(), 0);
        }
        double after = net.loss(digits.images(), digits.labels());
        assertTrue(after < before - 0.05, before + " → " + after);
        Tensor w2 = net.params().get("W2");
        w2.fill(0);
        net.params().get("b2").fill(0);
        assertEquals(Math.log(10), net.loss(digits.images(), digits.labels()), 1e-12);
    }

    /** Item 63, also at sizes about the block size, for all kinds of targets, against argmax of the scores. */
    @Test
    void accuracyCountsTheLargestScore() {
        for (int n : new int[] {1, 999, 1000, 1001, 2300}) {
            Digits digits = Digits.random(n, n);
            Tensor scores = net.predict(digits.images());
            Tensor oneHot = Tensor.zeros(n, 10);
            int[] labels = new int[n];
            int hits = 0;
            for (int i = 0; i < n; i++) {
                int best = 0;
                for (int k = 1; k < 10; k++) {
                    best = scores.get(i, k) > scores.get(i, best) ? k : best;
                }
                labels[i] = i % 3 == 0 ? best : digits.labels()[i];
                hits += labels[i] == best ? 1 : 0;
                oneHot.set(i, labels[i], 1);
            }
            assertEquals((double) hits / n, net.accuracy(digits.images(), labels));
            assertEquals((double) hits / n, net.accuracy(digits.images(), oneHot));
            byte[] bytes = new byte[n];
            for (int i = 0; i < n; i++) {
                bytes[i] = (byte) labels[i];
            }
            assertEquals((double) hits / n, net.accuracy(digits.images(), bytes));
            if (n == 1) {
                assertEquals(hits, net.accuracy(digits.images().row(0), labels));
                assertEquals(hits, net.accuracy(digits.images().row(0), oneHot.row(0)));
            }
        }
    }

    /** Trap T17: a row with NaN is wrong even where argmax would point at its class; equal scores mean the first. */
    @Test
    void accuracyOfNanAndOfTies() {
        Digits digits = Digits.random(20, 1);
        int[] zeros = new int[20];
        int[] nines = new int[20];
        java.util.Arrays.fill(nines, 9);
        net.params().get("W2").fill(0);
        assertEquals(1, net.accuracy(digits.images(), zeros));
        assertEquals(0, net.accuracy(digits.images(), nines));
        for (int k : new int[] {0, 9}) {
            net.params().get("b2").fill(0);
            net.params().get("b2").set(k, Float.NaN);
            assertEquals(0, net.accuracy(digits.images(), zeros));
            assertEquals(0, net.accuracy(digits.images(), nines));
        }
    }

    /** Traps T8, T22 and T23. */
    @Test
    void accuracyRefusesWhatDoesNotFit() {
        Tensor x = Tensor.zeros(2, 784);
        assertThrows(IllegalArgumentException.class, () -> net.accuracy(x, new int[] {1, -1}));
        assertThrows(IllegalArgumentException.class, () -> net.accuracy(x, new int[] {1, 10}));
        assertThrows(IllegalArgumentException.class, () -> net.accuracy(x, new int[] {1}));
        assertThrows(IllegalArgumentException.class, () -> net.accuracy(Tensor.zeros(0, 784), new int[0]));
        assertThrows(IllegalArgumentException.class, () -> net.accuracy(Tensor.scalar(1), new int[1]));
        assertThrows(IllegalArgumentException.class, () -> net.accuracy(Tensor.zeros(784), new int[784]));
        assertThrows(IllegalArgumentException.class, () -> net.predict(Tensor.zeros(2, 783)));
    }

    /** Images need not be flattened. */
    @Test
    void imagesOfHigherRank() {
        Digits digits = Digits.random(5, 2);
        Tensor images = digits.images().reshape(5, 28, 28);
        assertTrue(net.predict(images).sameBits(net.predict(digits.images())));
        assertEquals(net.loss(digits.images(), digits.labels()), net.loss(images, digits.labels()));
        assertEquals(net.accuracy(digits.images(), digits.labels()), net.accuracy(images, digits.labels()));
    }

    @Test
    void theHashIsOverLittleEndianFloatsInOrder() throws Exception {
        TwoLayerNet small = new TwoLayerNet(2, 3, 2, 7);
        small.params().get("b1").set(1, Float.intBitsToFloat(0xffc00001));
        ByteBuffer bytes = ByteBuffer.allocate(4 * 17).order(ByteOrder.LITTLE_ENDIAN);
        for (String name : List.of("W1", "b1", "W2", "b2")) {
            for (float value : small.params().get(name).toArray()) {
                bytes.putInt(Float.isNaN(value) ? 0x7fc00000 : Float.floatToRawIntBits(value));
            }
        }
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(bytes.array());
        assertEquals(HexFormat.of().formatHex(expected), small.parameterHash());
    }

    @Test
    void parametersAreSavedAndLoaded(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("net.npz");
        net.save(file);
        TwoLayerNet loaded = TwoLayerNet.fromFile(file);
        assertEquals(net.parameterHash(), loaded.parameterHash());
        TwoLayerNet other = new TwoLayerNet(784, 50, 10, 2);
        other.loadParameters(file);
        assertEquals(net.parameterHash(), other.parameterHash());

        TwoLayerNet narrow = new TwoLayerNet(784, 20, 10, 2);
        String before = narrow.parameterHash();
        String message = assertThrows(IOException.class, () -> narrow.loadParameters(file))
                .getMessage();
        assertTrue(message.contains("W1 [784, 20] needed, found W1 [784, 50]"), message);
        assertEquals(before, narrow.parameterHash());

        io.katsuo.network.format.Npz.write(file, Map.of("W1", Tensor.zeros(2, 2)));
        assertThrows(IOException.class, () -> TwoLayerNet.fromFile(file));
        assertThrows(IOException.class, () -> narrow.loadParameters(file));
    }

    /** A layer or parameter used twice is refused: backward overwrites (trap T12). */
    @Test
    void sharingIsRefused() {
        Rng rng = new Rng(1);
        Tensor w = Tensor.randn(rng, 4, 4);
        Affine affine = new Affine("affine1", w, Tensor.zeros(4));
        assertRefused("one layer used twice: affine1 at 0 and 2", affine, new Relu(), affine);
        assertRefused(
                "two layers share a parameter: W1 [4, 4] and W2 [4, 4]",
                affine,
                new Affine("affine2", w, Tensor.zeros(4)));
        assertRefused("two layers of one name: relu at 0 and 1", new Relu(), new Relu());
        assertRefused(
                "two parameters of one name: W1 [4, 4] and W1 [4, 4]",
                affine,
                new Named("own", List.of(new Param("W1", Tensor.zeros(4, 4)))));
        assertRefused("it has no layers");
        Tensor both = Tensor.randn(rng, 4, 8);
        Affine left = new Affine("affine1", both.slice(1, 0, 4), Tensor.zeros(4));
        assertRefused(
                "two layers share a parameter", left, new Affine("affine2", both.slice(1, 3, 7), Tensor.zeros(4)));
        // Columns side by side share nothing.
        new Network(List.of(left, new Affine("affine2", both.slice(1, 4, 8), Tensor.zeros(4))), new SoftmaxWithLoss());
    }

    @Test
    void aLayerThatIsNullIsSaidSo() {
        NetworkBuilder builder = Network.builder(4, 1).affine(3).relu();
        NullPointerException e = assertThrows(NullPointerException.class, () -> builder.add(null));
        assertEquals("network: the layer to add after 2 others is null", e.getMessage());
    }

    /** After hours of training it would be too late. */
    @Test
    void namesThatNoFileCanHoldAreRefused() {
        for (String name : new String[] {"a//b", "..", "tab\t", "x".repeat(2000)}) {
            assertRefused(
                    "a parameter has a name that no file can hold",
                    new Named("own", List.of(new Param(name, Tensor.zeros(4, 4)))));
        }
        new Network(
                List.of(new Named("own", List.of(new Param("dense/kernel:0", Tensor.zeros(4))))),
                new SoftmaxWithLoss());
    }

    /** A gradient belongs to the last network that computed it; steps of the two by turns are right. */
    @Test
    void networksMayShareALayer() {
        Affine shared = new Affine("affine1", Tensor.randn(new Rng(3), 4, 4), Tensor.zeros(4));
        Network short1 = new Network(List.of(shared), new SoftmaxWithLoss());
        Network long2 = new Network(List.of(shared, new Relu()), new SoftmaxWithLoss());
        Tensor x = Tensor.randn(new Rng(4), 3, 4);
        for (Network network : List.of(short1, long2, short1)) {
            float[] expected =
                    network.numericalGradient(x, Targets.of(0, 1, 2)).get("W1").toArray();
            network.computeGradients(x, Targets.of(0, 1, 2));
            assertArrayEquals(
                    expected, shared.parameters().getFirst().gradient().toArray(), 1e-5f);
        }
    }

    private static void assertRefused(String part, io.katsuo.layers.Layer... layers) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new Network(List.of(layers), new SoftmaxWithLoss()))
                .getMessage();
        assertTrue(message.contains(part), message);
    }

    /** Whatever is in one column of scores, it is the largest: a share of right answers would be 1 of no merit. */
    @Test
    void oneColumnHasNoAccuracy() {
        TwoLayerNet net = new TwoLayerNet(4, 3, 1, 1);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> net.accuracy(Tensor.zeros(5, 4), new int[5]))
                .getMessage();
        assertEquals(
                "accuracy: one column of scores, in which the largest says nothing: scores [5, 1]; a network that tells"
                        + " two classes apart needs two",
                message);
        assertThrows(IllegalArgumentException.class, () -> net.accuracy(Tensor.zeros(4), new int[1]));
        assertEquals(0, net.loss(Tensor.zeros(5, 4), new int[5]), "the loss is as meaningful as ever");
    }

    /** Item 65: like Lego. */
    @Test
    void deeperStacksWorkToo() {
        Rng rng = new Rng(2);
        List<io.katsuo.layers.Layer> layers = new java.util.ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            layers.add(new Affine(
                    "affine" + i, Tensor.normal(rng, 0, 0.5, Shape.of(8, 8)), Tensor.normal(rng, 0, 0.1, Shape.of(8))));
            layers.add(i % 2 == 0 ? new Relu("relu" + i) : new io.katsuo.layers.Sigmoid("sigmoid" + i));
        }
        Network deep = new Network(layers, new SoftmaxWithLoss());
        GradientReport report = GradientCheck.of(deep)
                .on(Tensor.randn(rng, 5, 8), Targets.of(1, 2, 3, 4, 5))
                .run();
        // How much error ten layers may add up is for a fuller check to say; here the formulas must hold.
        report.entries().forEach(entry -> assertTrue(entry.errors().maxRelative() < 2e-5, report.toString()));
    }
}
