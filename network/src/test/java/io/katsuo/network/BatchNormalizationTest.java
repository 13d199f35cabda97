package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.BatchNormalization;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A layer with statistics of the batch fits the seam: its batches are not cut in training, its state is saved. */
class BatchNormalizationTest {
    private static final int UNITS = 200;
    private final Tensor x = Tensor.normal(new Rng(5), 1, 2, Shape.of(120, UNITS));
    private final Targets t = Targets.of(new int[120]);

    private static Network network(long seed) {
        return Network.builder(UNITS, seed)
                .affine(80)
                .batchNormalization()
                .relu()
                .affine(7)
                .softmaxWithLoss();
    }

    @Test
    void trainingDoesNotCutItsBatches() {
        Network network = network(3);
        Pass pass = Pass.of(network);
        double loss = Threads.call(1, () -> pass.gradients(x, t, 0));
        float[] expected = network.parameters().getFirst().gradient().toArray();
        assertEquals(loss, Threads.call(4, () -> pass.gradients(x, t, 0)));
        assertEquals(1, pass.parts());
        assertArrayEquals(expected, network.parameters().getFirst().gradient().toArray());
        Threads.with(4, () -> pass.scores(x));
        assertTrue(pass.parts() > 1);
    }

    /** Forward and backward against the formula and its differences in double. */
    @Test
    void derivativesAreThoseOfTheFormula() {
        Rng rng = new Rng(8);
        BatchNormalization layer = new BatchNormalization("norm1", 3);
        layer.parameters().get(0).value().copyFrom(Tensor.normal(rng, 1, 0.3, Shape.of(3)));
        layer.parameters().get(1).value().copyFrom(Tensor.normal(rng, 0, 0.3, Shape.of(3)));
        Tensor batch = Tensor.normal(rng, 2, 1, Shape.of(5, 3));
        Formula formula = layer.formula().orElseThrow();
        double[][] arguments = {
            doubles(batch),
            doubles(layer.parameters().get(0).value()),
            doubles(layer.parameters().get(1).value())
        };
        float[] y = layer.forward(batch).toArray();
        double[] outputs = formula.forward64(arguments[0], 5, arguments[1], arguments[2]);
        Tensor dout = Tensor.normal(rng, 0, 1, Shape.of(5, 3));
        float[][] got = {
            layer.backward(dout).toArray(),
            layer.parameters().get(0).gradient().toArray(),
            layer.parameters().get(1).gradient().toArray()
        };
        for (int i = 0; i < y.length; i++) {
            assertEquals(outputs[i], y[i], 1e-6);
        }
        for (int a = 0; a < arguments.length; a++) {
            for (int i = 0; i < arguments[a].length; i++) {
                double kept = arguments[a][i];
                arguments[a][i] = kept + 1e-6;
                double[] above = formula.forward64(arguments[0], 5, arguments[1], arguments[2]);
                arguments[a][i] = kept - 1e-6;
                double[] below = formula.forward64(arguments[0], 5, arguments[1], arguments[2]);
                arguments[a][i] = kept;
                double slope = 0;
                for (int k = 0; k < above.length; k++) {
                    slope += dout.array()[k] * (above[k] - below[k]) / 2e-6;
                }
                assertEquals(slope, got[a][i], 2e-6, a + ", " + i);
            }
        }
    }

    private static double[] doubles(Tensor t) {
        double[] result = new double[t.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = t.array()[i];
        }
        return result;
    }

    /** Running means after some batches, and what is predicted with them, in double. */
    @Test
    void predictionsUseTheRunningMeans() {
        Rng rng = new Rng(9);
        BatchNormalization layer = new BatchNormalization("norm1", 3, 0.25, 0.5);
        layer.parameters().get(0).value().copyFrom(Tensor.normal(rng, 1, 0.3, Shape.of(3)));
        layer.parameters().get(1).value().copyFrom(Tensor.normal(rng, 0, 0.3, Shape.of(3)));
        double[] mean = new double[3];
        double[] variance = {1, 1, 1};
        for (int step = 0; step < 4; step++) {
            Tensor batch = Tensor.normal(rng, 2, 3, Shape.of(5, 3));
            layer.forward(batch);
            for (int k = 0; k < 3; k++) {
                int unit = k;
                double[] values = IntStream.range(0, 5)
                        .mapToDouble(i -> batch.get(i, unit))
                        .toArray();
                double mu = DoubleStream.of(values).average().orElseThrow();
                double squares =
                        DoubleStream.of(values).map(v -> (v - mu) * (v - mu)).sum();
                mean[k] += 0.25 * (mu - mean[k]);
                variance[k] += 0.25 * (squares / 5 - variance[k]);
                assertEquals(mean[k], layer.state().get(0).value().get(k), 1e-5);
                assertEquals(variance[k], layer.state().get(1).value().get(k), 1e-5);
            }
        }
        Tensor sample = Tensor.of(3, -2, 0.5);
        Tensor y = Tensor.zeros(1, 3);
        layer.forward(sample.reshape(1, 3), y);
        for (int k = 0; k < 3; k++) {
            double normalized = (sample.get(k) - mean[k]) / Math.sqrt(variance[k] + 0.5);
            double expected = layer.parameters().get(0).value().get(k) * normalized
                    + layer.parameters().get(1).value().get(k);
            assertEquals(expected, y.get(0, k), 1e-5);
        }
    }

    @Test
    void samplesOfAnotherSizeAreRefused() {
        assertThrows(ShapeException.class, () -> new BatchNormalization("norm1", 3).outputShape(Shape.of(5, 4)));
    }

    @Test
    void derivativesBelongToTheBatchThatIsGiven() {
        Rng rng = new Rng(10);
        BatchNormalization layer = new BatchNormalization("norm1", 3);
        Tensor batch = Tensor.normal(rng, 2, 1, Shape.of(5, 3));
        Tensor dout = Tensor.normal(rng, 0, 1, Shape.of(5, 3));
        Tensor y = layer.forward(batch);
        Tensor expected = layer.backward(dout).copy();
        layer.forward(Tensor.normal(rng, 7, 4, Shape.of(5, 3)));
        Tensor dx = Tensor.zeros(5, 3);
        layer.backward(batch, y, dout, dx);
        assertTrue(expected.sameBits(dx));
    }

    /** Running means change in training only, and are saved with the parameters. */
    @Test
    void runningMeansAreSaved(@TempDir Path directory) throws IOException {
        Network network = network(3);
        Tensor before = network.predict(x);
        network.loss(x, t);
        assertTrue(before.sameBits(network.predict(x)));
        network.computeGradients(x, t);
        Tensor after = network.predict(x);
        assertFalse(before.sameBits(after));
        Path file = directory.resolve("parameters.npz");
        network.save(file);
        Network loaded = network(4);
        loaded.loadParameters(file);
        assertTrue(after.sameBits(loaded.predict(x)));
        assertEquals(network.parameterHash(), loaded.parameterHash());
    }
}
