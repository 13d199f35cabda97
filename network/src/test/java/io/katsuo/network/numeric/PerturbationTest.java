package io.katsuo.network.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.BatchNormalization;
import io.katsuo.layers.Huber;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Reduction;
import io.katsuo.layers.Relu;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A difference of one entry has the value of the whole network's, and says whether it was taken across a kink. */
class PerturbationTest {
    private static final double STEP = 0.2;
    private static final double DELTA = 0.6;
    private static final int ROWS = 4;

    @Test
    void kinksOfUnitsAndLossesAreNoticedWhereTheyAre() {
        kinks(false, false);
        kinks(false, true);
    }

    /** With batch normalization every sample depends on every other. */
    @Test
    void kinksAreNoticedInBatches() {
        kinks(true, false);
        kinks(true, true);
    }

    private static void kinks(boolean wholeBatch, boolean huber) {
        int[] found = new int[2];
        for (int seed = 1; seed <= 10; seed++) {
            Rng rng = new Rng(seed);
            List<Layer> layers = new ArrayList<>(List.of(affine("affine1", rng, 3, 4), new Relu("relu1")));
            if (wholeBatch) {
                layers.add(1, new BatchNormalization("norm", 4));
            }
            layers.add(affine("affine2", rng, 4, 2));
            if (seed % 2 == 0) {
                layers.addFirst(new Relu("relu0"));
            }
            LossLayer loss = huber ? new Huber("loss", DELTA, Reduction.MEAN) : new SoftmaxWithLoss();
            Targets t = huber ? Targets.of(Tensor.randn(rng, ROWS, 2)) : Targets.of(0, 1, 1, 0);
            DoubleNetwork network = DoubleNetwork.of(layers, loss, Tensor.randn(rng, ROWS, 3), t);
            int number = 0;
            for (int l = 0; l < layers.size(); l++) {
                for (int p = 0; p < network.parameters[l].length; p++, number++) {
                    check(network, number, network.parameters[l][p], l, huber, found);
                }
            }
            check(network, number, network.values[0], 0, huber, found);
        }
        // Both answers occur often, or the test would show little.
        assertTrue(found[0] > 30 && found[1] > 30, found[0] + " smooth, " + found[1] + " kinked");
    }

    private static void check(
            DoubleNetwork network, int number, double[] values, int layer, boolean huber, int[] found) {
        boolean input = values == network.values[0];
        Stencil stencil = Stencil.central(STEP);
        Differences fast = input
                ? network.inputDifferences(stencil, EntryChoice.ALL, new CheckProgress())
                : network.differences(STEP).get(number);
        assertEquals(values.length, fast.values().length);
        double[][] base = forward(network);
        for (int i = 0; i < values.length; i++) {
            double original = values[i];
            double[] losses = new double[2];
            boolean kinked = false;
            for (int side = 0; side < 2; side++) {
                values[i] = original + (side == 0 ? STEP : -STEP);
                double[][] now = forward(network);
                losses[side] = meanLoss(network, now[now.length - 1]);
                kinked |= kinked(network, base, now, layer, huber);
            }
            values[i] = original;
            double expected = (losses[0] - losses[1]) / ((original + STEP) - (original - STEP));
            String what = "parameter " + number + ", entry " + i + (input ? " of the input" : "");
            assertEquals(expected, fast.values()[i], what);
            assertEquals(kinked, fast.kinked()[i], what);
            found[kinked ? 1 : 0]++;
        }
    }

    /** All layers computed anew; the last element is the scores. */
    static double[][] forward(DoubleNetwork network) {
        double[][] now = new double[network.formulas.length + 1][];
        now[0] = network.values[0].clone();
        for (int l = 0; l < network.formulas.length; l++) {
            now[l + 1] = network.formulas[l].forward64(now[l], network.rows, network.parameters[l]);
        }
        return now;
    }

    static double meanLoss(DoubleNetwork network, double[] scores) {
        double[] losses = new double[network.rows];
        for (int row = 0; row < network.rows; row++) {
            losses[row] =
                    network.loss.loss(scores, row * network.widths[network.formulas.length], network.targets[row]);
        }
        return network.mean(losses);
    }

    /** Whether the input of a ReLU changed its sign, or a residual went through ±δ. */
    private static boolean kinked(DoubleNetwork network, double[][] base, double[][] now, int layer, boolean huber) {
        int depth = network.formulas.length;
        boolean kinked = false;
        for (int l = layer; l < depth; l++) {
            for (int i = 0; network.formulas[l].elementwise() && i < now[l].length; i++) {
                kinked |= now[l][i] > 0 != base[l][i] > 0;
            }
        }
        for (int i = 0; huber && i < now[depth].length; i++) {
            double t = network.targets[i / 2][i % 2];
            double before = base[depth][i] - t;
            double after = now[depth][i] - t;
            kinked |= Math.abs(before) > DELTA != Math.abs(after) > DELTA
                    || before * after < 0 && Math.abs(after) > DELTA;
        }
        return kinked;
    }

    @Test
    void meansAreCompensated() {
        DoubleNetwork network = oneLayer();
        assertEquals(2.0 / ROWS, network.mean(new double[] {1, 1e100, 1, -1e100}));
        assertEquals(2.0 / ROWS, network.mean(new double[] {1e100, 1, -1e100, 1}));
        assertEquals(3.0 / ROWS, network.mean(new double[] {3, 1e-30, 0, -1e-30}));
        assertEquals(Double.POSITIVE_INFINITY, network.mean(new double[] {1, Double.POSITIVE_INFINITY, 1}));
        assertEquals(Double.NaN, network.mean(new double[] {1, Double.NaN}));
        assertEquals(1, network.depth());
        assertEquals(ROWS, network.rows());
    }

    @Test
    void evaluationsReuseWhatDidNotChange() {
        DoubleNetwork network = DoubleNetwork.of(
                List.of(affine("affine1", new Rng(1), 3, 2), new Relu("relu1")),
                new Huber("loss", DELTA, Reduction.MEAN),
                Tensor.randn(new Rng(2), ROWS, 3),
                Targets.of(Tensor.randn(new Rng(3), ROWS, 2)));
        DoubleNetwork.Evaluation same = network.evaluate(0, network.values[0], network.parameters.clone());
        assertEquals(new DoubleNetwork.Evaluation(network.meanLoss(), false), same);
        // An affine layer is not elementwise, so its outputs may have any values.
        double[] moved = network.values[1].clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] = -moved[i];
        }
        assertTrue(network.evaluate(1, moved, network.parameters).kinked());
    }

    @Test
    void targetsThatDoNotFitAreRefused() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> DoubleNetwork.targets("op", new SoftmaxWithLoss(), Shape.of(2, 3), Targets.of(0, 3)))
                .getMessage();
        assertTrue(message.startsWith("op: "), message);
    }

    @Test
    void progressOfTheInputIsTold() {
        long[] total = new long[1];
        DoubleNetwork network = oneLayer();
        network.inputDifferences(
                Stencil.central(1e-3), EntryChoice.ALL, new CheckProgress((done, all) -> total[0] = all));
        assertEquals(3 * ROWS, total[0]);
    }

    private static DoubleNetwork oneLayer() {
        return DoubleNetwork.of(
                List.of(affine("affine1", new Rng(1), 3, 2)),
                new SoftmaxWithLoss(),
                Tensor.zeros(ROWS, 3),
                Targets.of(0, 1, 1, 0));
    }

    static Layer affine(String name, Rng rng, int inputs, int outputs) {
        return new Affine(name, Tensor.randn(rng, inputs, outputs), Tensor.randn(rng, outputs));
    }
}
