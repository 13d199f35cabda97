package io.katsuo.network.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Relu;
import io.katsuo.layers.Sigmoid;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shortcuts of the numerical derivative change no bit of it. */
class DoubleNetworkTest {
    /** Re-using what a changed entry does not touch gives the very double that computing everything gives. */
    @Test
    void incrementalDifferencesAreThoseOfTheWholeNetwork() {
        Rng rng = new Rng(3);
        List<Layer> layers = List.of(
                affine("affine1", rng, 6, 5),
                new Relu("relu1"),
                new Sigmoid("sigmoid1"),
                affine("affine2", rng, 5, 4),
                new Relu("relu2"),
                affine("affine3", rng, 4, 3));
        Tensor x = Tensor.normal(rng, 0, 1, 4, 6);
        x.set(0, 1, 2);
        x.set(0, 2, 2);
        Targets t = Targets.of(0, 2, 1, 2);
        DoubleNetwork formulas = DoubleNetwork.of(layers, new SoftmaxWithLoss(), x, t);
        for (int p = 0; p < 6; p++) {
            double[] fast = formulas.differences(1e-3).get(p).values();
            double[] values = formulas.parameters[p / 2 == 0 ? 0 : p / 2 == 1 ? 3 : 5][p % 2];
            for (int i = 0; i < values.length; i++) {
                double w = values[i];
                values[i] = w + 1e-3;
                double high = wholeLoss(formulas);
                values[i] = w - 1e-3;
                double low = wholeLoss(formulas);
                values[i] = w;
                assertEquals((high - low) / ((w + 1e-3) - (w - 1e-3)), fast[i], p + ", " + i);
            }
        }
    }

    private static Layer affine(String name, Rng rng, int inputs, int outputs) {
        return new Affine(name, Tensor.normal(rng, 0, 1, inputs, outputs), Tensor.normal(rng, 0, 1, outputs));
    }

    private static double wholeLoss(DoubleNetwork network) {
        double[] values = network.values[0];
        for (int i = 0; i < network.formulas.length; i++) {
            Formula formula = network.formulas[i];
            values = formula.forward64(values, network.rows, network.parameters[i]);
        }
        double[] losses = new double[network.rows];
        int width = values.length / network.rows;
        for (int row = 0; row < network.rows; row++) {
            losses[row] = network.loss.loss(values, row * width, network.targets[row]);
        }
        return DoubleNetwork.mean(losses);
    }
}
