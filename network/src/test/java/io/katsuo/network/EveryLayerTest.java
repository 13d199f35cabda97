package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Targets;
import io.katsuo.network.gradcheck.GradientCheck;
import io.katsuo.network.gradcheck.GradientReport;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of layer in a network: right gradients, the same bits on any number of threads, no garbage. */
class EveryLayerTest {
    private static final int SAMPLES = 130;

    record Kind(String name, UnaryOperator<NetworkBuilder> add) {
        Network network(int inputs, int units, int classes) {
            Network network = add.apply(Network.builder(inputs, 3).affine(units))
                    .affine(classes)
                    .softmaxWithLoss();
            Rng rng = new Rng(4);
            Layer layer = network.layerList().get(1);
            layer.parameters()
                    .forEach(p -> p.value()
                            .copyFrom(Tensor.normal(rng, 0.5, 0.5, p.value().shape())));
            return network;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Kind> kinds() {
        return List.of(
                new Kind("relu", NetworkBuilder::relu),
                new Kind("sigmoid", NetworkBuilder::sigmoid),
                new Kind("tanh", NetworkBuilder::tanh),
                new Kind("leakyRelu", NetworkBuilder::leakyRelu),
                new Kind("elu", NetworkBuilder::elu),
                new Kind("softplus", NetworkBuilder::softplus),
                new Kind("gelu", NetworkBuilder::gelu),
                new Kind("gelu by tanh", b -> b.add(io.katsuo.layers.Gelu.byTanh("gelu1"))),
                new Kind("dropout", b -> b.dropout(0.3, 7)),
                new Kind("batchNormalization", NetworkBuilder::batchNormalization),
                new Kind("layerNormalization", NetworkBuilder::layerNormalization));
    }

    private static Targets labels(int samples) {
        int[] labels = new int[samples];
        for (int i = 0; i < samples; i++) {
            labels[i] = i % 4;
        }
        return Targets.of(labels);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void gradientsAreRight(Kind kind) {
        Tensor x = Tensor.normal(new Rng(5), 0, 1, Shape.of(6, 8));
        Network network = kind.network(8, 5, 4);
        GradientReport report =
                GradientCheck.of(network).on(x, labels(6)).inputs().run();
        assertEquals(List.of(), report.findings(), report::toString);
        // A normalization subtracts what the bias before it adds.
        report.entries()
                .forEach(entry -> assertTrue(entry.passed() || entry.name().equals("b1"), report::toString));
        GradientReport alone = GradientCheck.of(network.layerList().get(1))
                .on(Tensor.normal(new Rng(6), 0, 2, Shape.of(6, 5)))
                .run();
        assertTrue(alone.passed(), () -> alone + "\n" + alone.findings());
        assertTrue(alone.notes().stream().noneMatch(note -> note.contains("does not say so")), alone::toString);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theSameBitsOnAnyNumberOfThreads(Kind kind) {
        Tensor x = Tensor.normal(new Rng(5), 0, 1, Shape.of(SAMPLES, 300));
        float[][] expected = null;
        for (int threads = 1; threads <= 3; threads++) {
            Network network = kind.network(300, 80, 4);
            float[][] actual = Threads.call(threads, () -> {
                network.computeGradients(x, labels(SAMPLES), 5);
                float[][] result = new float[network.parameters().size() + 1][];
                for (int i = 0; i + 1 < result.length; i++) {
                    result[i] = network.parameters().get(i).gradient().toArray();
                }
                result[result.length - 1] = network.predict(x).toArray();
                return result;
            });
            expected = expected == null ? actual : expected;
            for (int i = 0; i < expected.length; i++) {
                assertArrayEquals(expected[i], actual[i], threads + " threads, " + i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nothingIsAllocated(Kind kind) {
        Network network = kind.network(20, 30, 4);
        Tensor x = Tensor.normal(new Rng(5), 0, 1, Shape.of(40, 20));
        Targets t = labels(40);
        AllocationMeter.assertNothing(100, () -> network.computeGradients(x, t, 1), kind.name);
    }

    /** A prediction does not depend on the other samples, whatever training does. */
    @ParameterizedTest
    @MethodSource("kinds")
    void predictionsAreIndependent(Kind kind) {
        Network network = kind.network(8, 5, 4);
        Tensor x = Tensor.normal(new Rng(5), 0, 1, Shape.of(6, 8));
        network.computeGradients(x, labels(6));
        Tensor scores = network.predict(x);
        for (int i = 0; i < 6; i++) {
            assertTrue(scores.row(i).sameBits(network.predict(x.row(i))), "sample " + i);
        }
        assertEquals(4, scores.dim(1));
    }
}
