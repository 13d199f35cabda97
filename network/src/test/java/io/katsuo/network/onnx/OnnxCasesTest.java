package io.katsuo.network.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.BatchNormalization;
import io.katsuo.layers.CrossEntropyOptions;
import io.katsuo.layers.Dropout;
import io.katsuo.layers.Elu;
import io.katsuo.layers.Gelu;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LayerNormalization;
import io.katsuo.layers.LeakyRelu;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.NegativeLogLikelihood;
import io.katsuo.layers.Param;
import io.katsuo.layers.Relu;
import io.katsuo.layers.Sigmoid;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Softplus;
import io.katsuo.layers.Tanh;
import io.katsuo.layers.Targets;
import io.katsuo.network.optimizer.AdaGrad;
import io.katsuo.network.optimizer.Adam;
import io.katsuo.network.optimizer.Momentum;
import io.katsuo.network.optimizer.Nesterov;
import io.katsuo.network.optimizer.Optimizer;
import io.katsuo.network.optimizer.Schedule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The operator tests of the ONNX project for layers, losses and optimizers. They run where the environment variable
 * ONNX_CASES names the file of cases.
 */
class OnnxCasesTest {
    private static final double RELATIVE = 1e-5;
    private static final double ABSOLUTE = 2e-6;

    private static Path file;
    private double worst;

    @BeforeAll
    static void findCases() {
        String name = System.getenv("ONNX_CASES");
        if (name == null) {
            System.err.println("SKIPPED: ONNX's operator tests; set ONNX_CASES to the file of their cases");
        }
        assumeTrue(name != null, "ONNX_CASES names no file: ONNX's operator tests skipped");
        file = Path.of(name);
    }

    @ParameterizedTest
    @CsvSource({
        "Relu, 3",
        "Sigmoid, 3",
        "Tanh, 3",
        "Elu, 4",
        "LeakyRelu, 5",
        "Softplus, 3",
        "Gelu, 4",
        "Dropout, 8",
        "BatchNormalization, 9",
        "LayerNormalization, 19",
        "NegativeLogLikelihoodLoss, 18",
        "SoftmaxCrossEntropyLoss, 34",
        "Adam, 2",
        "Adagrad, 2",
        "Momentum, 3"
    })
    void cases(String op, int count) throws IOException {
        int run = 0;
        for (OnnxCase c : OnnxCase.read(file, op)) {
            // The masks of these come from another generator.
            if (!c.name().matches("test_training_dropout(_default)?(_mask)?")) {
                run(c);
                run++;
            }
        }
        assertEquals(count, run, op);
        System.out.printf("ONNX %s: %d cases, largest error %.1e%n", op, run, worst);
    }

    private void run(OnnxCase c) {
        switch (c.op()) {
            case "Dropout" -> dropout(c);
            case "BatchNormalization" -> batchNormalization(c);
            case "LayerNormalization" -> layerNormalization(c);
            case "NegativeLogLikelihoodLoss", "SoftmaxCrossEntropyLoss" -> loss(c);
            case "Adam", "Adagrad", "Momentum" -> optimizer(c);
            default ->
                assertClose(c, 0, activation(c).forward(c.inputs().getFirst().tensor()));
        }
    }

    private static Layer activation(OnnxCase c) {
        return switch (c.op()) {
            case "Relu" -> new Relu();
            case "Sigmoid" -> new Sigmoid();
            case "Tanh" -> new Tanh();
            case "Elu" -> new Elu("elu", c.number("alpha", 1));
            case "LeakyRelu" -> new LeakyRelu("leakyRelu", c.number("alpha", 0.01));
            case "Softplus" -> new Softplus("softplus");
            default -> "tanh".equals(c.attributes().get("approximate")) ? Gelu.byTanh("gelu") : new Gelu("gelu");
        };
    }

    /** Predictions, and training at rate 0. */
    private void dropout(OnnxCase c) {
        boolean training = c.inputs().size() == 3;
        Layer dropout = new Dropout("dropout", training ? 0 : 0.5, 1);
        Tensor x = c.inputs().getFirst().tensor();
        Tensor y = Tensor.zeros(x.shape());
        if (training) {
            y = dropout.forward(x);
        } else {
            dropout.forward(x, y);
        }
        assertClose(c, 0, y);
    }

    private void batchNormalization(OnnxCase c) {
        double momentum = 1 - c.number("momentum", 0.9);
        int channels = c.inputs().get(1).shape()[0];
        var layer = new BatchNormalization("norm", channels, momentum, c.number("epsilon", 1e-5));
        List<Param> all = List.of(
                layer.parameters().get(0),
                layer.parameters().get(1),
                layer.state().get(0),
                layer.state().get(1));
        for (int i = 0; i < 4; i++) {
            all.get(i).value().copyFrom(c.inputs().get(i + 1).tensor());
        }
        Tensor x = channelsLast(c.inputs().getFirst().tensor());
        Tensor y = Tensor.zeros(x.shape());
        if (c.number("training_mode", 0) == 1) {
            y = layer.forward(x);
            assertClose(c, 1, layer.state().get(0).value());
            assertClose(c, 2, layer.state().get(1).value());
        } else {
            layer.forward(x, y);
        }
        assertClose(c, channelsLast(c.outputs().getFirst().tensor()), y);
    }

    /** [N, C, …] as a matrix with one row for each position, [N·…, C]. */
    private static Tensor channelsLast(Tensor x) {
        int[] axes = new int[x.rank()];
        for (int i = 1; i + 1 < axes.length; i++) {
            axes[i] = i + 1;
        }
        axes[axes.length - 1] = 1;
        return x.permute(axes).copy().reshape(-1, x.dim(1));
    }

    private void layerNormalization(OnnxCase c) {
        Tensor x = c.inputs().getFirst().tensor();
        int axis = (int) c.number("axis", -1);
        int units = 1;
        for (int i = axis < 0 ? axis + x.rank() : axis; i < x.rank(); i++) {
            units *= x.dim(i);
        }
        var layer = new LayerNormalization("norm", units, c.number("epsilon", 1e-5));
        for (int i = 0; i < 2; i++) {
            layer.parameters()
                    .get(i)
                    .value()
                    .copyFrom(c.inputs().get(i + 1).tensor().reshape(units));
        }
        assertClose(c, 0, layer.forward(x.reshape(-1, units)));
    }

    private void loss(OnnxCase c) {
        String reduction = c.attributes().getOrDefault("reduction", "mean");
        CrossEntropyOptions options = reduction.equals("sum") ? CrossEntropyOptions.SUM : CrossEntropyOptions.MEAN;
        if (c.attributes().containsKey("ignore_index")) {
            options = options.ignoredLabel((int) c.number("ignore_index", 0));
        }
        if (c.inputs().size() > 2) {
            options = options.classWeights(c.inputs().get(2).tensor().toDoubles());
        }
        boolean softmax = c.op().equals("SoftmaxCrossEntropyLoss");
        LossLayer loss = softmax ? new SoftmaxWithLoss("loss", options) : new NegativeLogLikelihood("loss", options);
        Tensor x = channelsLast(c.inputs().getFirst().tensor());
        double value = loss.forward(x, Targets.of(c.inputs().get(1).labels()));
        double[] values = reduction.equals("none") ? loss.sampleLosses() : new double[] {value};
        assertClose(c, c.outputs().getFirst().tensor().toDoubles(), values);
        if (c.outputs().size() > 1) {
            Tensor logs = channelsLast(c.outputs().get(1).tensor());
            assertClose(
                    c,
                    logs.toDoubles(),
                    Arrays.stream(loss.y().toDoubles()).map(Math::log).toArray());
        }
    }

    /**
     * The options of ONNX: norm_coefficient is {@link Optimizer#weightDecay}; Adagrad's decay_factor is a schedule; T = 0
     * is step 0 of Adagrad and Momentum, but in Adam it turns the corrections off, as a very late step does. Momentum
     * of ONNX remembers {@code V = -v/R}, and scales the gradient by beta, except where T = 0.
     */
    private void optimizer(OnnxCase c) {
        double rate = c.inputs().getFirst().item();
        double t = c.inputs().get(1).item();
        double alpha = c.number("alpha", 0.9);
        double epsilon = c.number("epsilon", 1e-6);
        assertEquals(0, t, c.name());
        boolean momentum = c.op().equals("Momentum");
        Optimizer plain = switch (c.op()) {
            case "Adam" -> new Adam(Schedule.constant(rate), alpha, c.number("beta", 0.999), epsilon);
            case "Adagrad" -> new AdaGrad(step -> rate / (1 + step * c.number("decay_factor", 0)), epsilon);
            default ->
                c.attributes().get("mode").equals("nesterov")
                        ? new Nesterov(Schedule.constant(rate), alpha)
                        : new Momentum(Schedule.constant(rate), alpha);
        };
        int memories = c.op().equals("Adam") ? 2 : 1;
        int n = (c.inputs().size() - 2) / (2 + memories);
        List<Param> parameters = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            parameters.add(new Param("X" + i, c.inputs().get(2 + i).tensor()));
            parameters.get(i).gradient().copyFrom(c.inputs().get(2 + n + i).tensor());
        }
        List<Tensor> state = List.copyOf(plain.state(parameters).sequencedValues());
        for (int i = 0; i < state.size(); i++) {
            state.get(i).copyFrom(c.inputs().get(2 + 2 * n + i).tensor());
            scale(state.get(i), momentum ? -rate : 1);
        }
        Optimizer optimizer = plain.weightDecay(c.number("norm_coefficient", 0));
        optimizer.update(parameters, c.op().equals("Adam") ? 1_000_000_000 : (long) t);
        for (int i = 0; i < n; i++) {
            assertClose(c, i, parameters.get(i).value());
        }
        for (int i = 0; i < state.size(); i++) {
            scale(state.get(i), momentum ? -1 / rate : 1);
            assertClose(c, n + i, state.get(i));
        }
    }

    private static void scale(Tensor t, double factor) {
        for (int i = 0; i < t.size(); i++) {
            t.set(i, t.get(i) * factor);
        }
    }

    private void assertClose(OnnxCase c, int output, Tensor actual) {
        assertClose(c, c.outputs().get(output).tensor(), actual);
    }

    private void assertClose(OnnxCase c, Tensor expected, Tensor actual) {
        assertClose(c, expected.toDoubles(), actual.toDoubles());
    }

    private void assertClose(OnnxCase c, double[] expected, double[] actual) {
        assertEquals(expected.length, actual.length, c.name());
        for (int i = 0; i < expected.length; i++) {
            worst = Math.max(worst, Math.abs(expected[i] - actual[i]) / (1 + Math.abs(expected[i])));
            assertEquals(expected[i], actual[i], ABSOLUTE + RELATIVE * Math.abs(expected[i]), c.name() + " at " + i);
        }
    }
}
