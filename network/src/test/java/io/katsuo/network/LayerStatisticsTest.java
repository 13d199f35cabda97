package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Initializer;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes through a network, in numbers. */
class LayerStatisticsTest {
    private static void assertMoments(Tensor expected, LayerStatistics.Moments actual, String what) {
        double[] values = new double[expected.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = expected.toArray()[i];
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        double square = Arrays.stream(values).map(v -> v * v).average().orElseThrow();
        assertEquals(mean, actual.mean(), 1e-12, what);
        assertEquals(Math.sqrt(square - mean * mean), actual.std(), 1e-9, what);
        assertEquals(Math.sqrt(square * values.length), actual.norm(), 1e-9, what);
        long zeros = Arrays.stream(values).filter(v -> v == 0).count();
        assertEquals((double) zeros / values.length, actual.zeros(), what);
    }

    @Test
    void theFiguresAreThoseOfOutputsAndGradients() {
        Network network = Network.builder(5, 1)
                .affine(6)
                .batchNormalization()
                .relu()
                .affine(3)
                .softmaxWithLoss();
        Tensor x = Tensor.randn(new Rng(2), 40, 5);
        int[] labels = new Rng(3).permutation(40);
        Arrays.setAll(labels, i -> labels[i] % 3);
        Targets t = Targets.of(labels);
        String before = network.parameterHash();
        LayerStatistics statistics = LayerStatistics.of(network, x, t);
        assertEquals(before, network.parameterHash(), "the running means too");

        var gradients = network.gradient(x, t);
        assertEquals(
                List.of("affine1", "batchNormalization1", "relu1", "affine2"),
                statistics.layers().stream().map(LayerStatistics.Entry::name).toList());
        // The layers once more, by hand.
        Tensor y = x;
        for (var layer : network.layers().values()) {
            y = layer.forward(y);
        }
        SoftmaxWithLoss loss = new SoftmaxWithLoss();
        loss.forward(y, t);
        Tensor dy = loss.backward();
        for (int i = 3; i >= 0; i--) {
            var layer = network.layerList().get(i);
            assertMoments(layer.y(), statistics.layers().get(i).value(), layer.name());
            assertMoments(dy, statistics.layers().get(i).gradient(), layer.name());
            dy = layer.backward(dy);
        }
        for (LayerStatistics.Entry entry : statistics.parameters()) {
            assertMoments(network.params().get(entry.name()), entry.value(), entry.name());
            assertMoments(gradients.get(entry.name()), entry.gradient(), entry.name());
        }
        assertEquals(6, statistics.parameters().size());
    }

    /** Book, chapter 6: with weights of 1 sigmoids are at their limits, with 0.01 they all say the same. */
    @Test
    void initialWeightsOfTheWrongSizeShow() {
        assertTrue(lastSigmoid(Initializer.normal(1)) > 0.4);
        assertTrue(lastSigmoid(Initializer.normal(0.01)) < 0.02);
        double xavier = lastSigmoid(Initializer.XAVIER);
        assertTrue(xavier > 0.1 && xavier < 0.3, "" + xavier);
    }

    private static double lastSigmoid(Initializer initializer) {
        NetworkBuilder builder = Network.builder(100, 1).initializer(initializer);
        for (int i = 0; i < 5; i++) {
            builder.affine(100).sigmoid();
        }
        LayerStatistics statistics = LayerStatistics.of(
                builder.softmaxWithLoss(), Tensor.randn(new Rng(1), 200, 100), Targets.of(new int[200]));
        return statistics.layers().getLast().value().std();
    }

    @Test
    void theTableHasALineForEachLayerAndEachParameter() {
        Network network = Network.builder(4, 1).affine(3).relu().affine(2).softmaxWithLoss();
        LayerStatistics statistics = LayerStatistics.of(network, Tensor.zeros(5, 4), Targets.of(0, 1, 0, 1, 0));
        List<String> lines = statistics.toString().lines().toList();
        assertEquals(1 + 3 + 1 + 4, lines.size(), statistics::toString);
        assertTrue(lines.get(0).matches("layer +output +std +zeros +norm +gradient +std +zeros +norm"), lines.get(0));
        assertTrue(lines.get(2).matches("relu1 +0\\.00 +0\\.00 +100 % +0\\.00 .*"), lines.get(2));
        assertTrue(lines.get(4).startsWith("parameter "), lines.get(4));
        assertTrue(lines.stream().allMatch(line -> line.length() <= 120));
    }
}
