package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.BatchNormalization;
import io.katsuo.layers.BinaryCrossEntropy;
import io.katsuo.layers.CrossEntropyOptions;
import io.katsuo.layers.Dropout;
import io.katsuo.layers.Elu;
import io.katsuo.layers.Gelu;
import io.katsuo.layers.Huber;
import io.katsuo.layers.IdentityWithLoss;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LayerNormalization;
import io.katsuo.layers.LeakyRelu;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.MatMul;
import io.katsuo.layers.NegativeLogLikelihood;
import io.katsuo.layers.Relu;
import io.katsuo.layers.Sigmoid;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Softplus;
import io.katsuo.layers.Tanh;
import io.katsuo.layers.Targets;
import io.katsuo.network.gradcheck.CheckedParameter;
import io.katsuo.network.gradcheck.GradientCheck;
import io.katsuo.network.gradcheck.GradientReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The last column of the documentation's tables of layers and losses is what the gradient check measures. */
class LayerTableTest {
    private static final int BATCHES = 50;
    private static final Path PAGE = Path.of("../docs/layers-and-networks.md");

    private static double worst(IntFunction<GradientReport> check) {
        double worst = 0;
        for (int seed = 0; seed < BATCHES; seed++) {
            GradientReport report = check.apply(seed);
            assertTrue(report.findings().isEmpty(), report::toString);
            for (CheckedParameter entry : report.entries()) {
                worst = Math.max(worst, entry.errors().maxRelative());
            }
        }
        return worst;
    }

    private static double worst(Layer layer) {
        return worst(seed -> GradientCheck.of(layer)
                .on(Tensor.normal(new Rng(seed), 0, 1, Shape.of(6, 5)))
                .run());
    }

    private static double worst(LossLayer loss, boolean classes) {
        return worst(seed -> {
            Rng rng = new Rng(seed);
            Tensor scores = Tensor.normal(rng, 0, 1, Shape.of(6, 5));
            Tensor rows = Tensor.rand(rng, 6, 5);
            return GradientCheck.of(loss)
                    .on(scores, classes ? Targets.of(0, 1, 2, 3, 4, seed % 5) : Targets.of(rows))
                    .run();
        });
    }

    @Test
    void theFiguresOfTheTablesAreMeasured() throws IOException {
        Rng rng = new Rng(1);
        Tensor w = Tensor.normal(rng, 0, 0.5, Shape.of(5, 4));
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("Affine", worst(new Affine("affine1", w, Tensor.randn(rng, 4))));
        figures.put("MatMul", worst(new MatMul("matmul1", w.copy())));
        figures.put("Relu", worst(new Relu("relu1")));
        figures.put("Sigmoid", worst(new Sigmoid("sigmoid1")));
        figures.put("Tanh", worst(new Tanh("tanh1")));
        figures.put("LeakyRelu", worst(new LeakyRelu("leakyRelu1")));
        figures.put("Elu", worst(new Elu("elu1")));
        figures.put("Softplus", worst(new Softplus("softplus1")));
        figures.put("Gelu", Math.max(worst(new Gelu("gelu1")), worst(Gelu.byTanh("gelu1"))));
        figures.put("Dropout", worst(new Dropout("dropout1", 0.3, 1)));
        figures.put("BatchNormalization", worst(new BatchNormalization("batchNormalization1", 5)));
        figures.put("LayerNormalization", worst(new LayerNormalization("layerNormalization1", 5)));
        figures.put("SoftmaxWithLoss", worst(new SoftmaxWithLoss(), true));
        figures.put("NegativeLogLikelihood", worst(new NegativeLogLikelihood("loss", CrossEntropyOptions.MEAN), true));
        figures.put("BinaryCrossEntropy", worst(new BinaryCrossEntropy("loss"), false));
        figures.put("IdentityWithLoss", worst(new IdentityWithLoss(), false));
        figures.put("Huber", worst(new Huber("loss"), false));
        Map<String, String> printed = Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| `\\w+` \\|.*\\| \\de[-+]\\d+ \\|"))
                .collect(Collectors.toMap(
                        line -> line.split("`")[1],
                        line -> line.substring(line.lastIndexOf('|', line.length() - 2) + 2, line.length() - 2),
                        (first, again) -> again,
                        LinkedHashMap::new));
        Map<String, String> measured = new LinkedHashMap<>();
        figures.forEach((name, figure) -> measured.put(name, String.format(Locale.ROOT, "%.0e", figure)));
        assertEquals(measured, printed);
    }
}
