package io.katsuo.network.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.network.Network;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    private static final double EXACT = 1e-15;
    private static final float NAN = Float.NaN;

    /** The example of scikit-learn's {@code confusion_matrix}. */
    @Test
    void rowsAreClassesAndColumnsPredictions() {
        ConfusionMatrix matrix = ConfusionMatrix.of(3, new int[] {2, 0, 2, 2, 0, 1}, new int[] {0, 0, 2, 2, 0, 2});
        int[][] expected = {{2, 0, 0}, {0, 0, 1}, {1, 0, 2}};
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertEquals(expected[i][j], matrix.count(i, j), i + ", " + j);
            }
        }
        assertEquals(4.0 / 6, matrix.accuracy(), EXACT);
    }

    /** The example of scikit-learn's {@code precision_score}, {@code recall_score} and {@code f1_score}, by hand. */
    @Test
    void precisionRecallAndF1() {
        ConfusionMatrix matrix = ConfusionMatrix.of(3, new int[] {0, 1, 2, 0, 1, 2}, new int[] {0, 2, 1, 0, 0, 1});
        double[] precision = {2.0 / 3, 0, 0};
        double[] recall = {1, 0, 0};
        double[] f1 = {0.8, 0, 0};
        for (int k = 0; k < 3; k++) {
            assertEquals(precision[k], matrix.precision(k), EXACT);
            assertEquals(recall[k], matrix.recall(k), EXACT);
            assertEquals(f1[k], matrix.f1(k), EXACT);
        }
        assertEquals(2.0 / 9, matrix.macroPrecision(), EXACT);
        assertEquals(1.0 / 3, matrix.macroRecall(), EXACT);
        assertEquals(0.8 / 3, matrix.macroF1(), EXACT);
    }

    /** Class 1 never occurs but is predicted, class 2 occurs and is never predicted, class 3 neither. */
    @Test
    void whatIsUndefinedIsNanAndInNoMean() {
        ConfusionMatrix matrix = ConfusionMatrix.of(4, new int[] {0, 0, 2}, new int[] {0, 1, 0});
        assertEquals(NAN, matrix.recall(1));
        assertEquals(0, matrix.precision(1));
        assertEquals(0, matrix.f1(1));
        assertEquals(0, matrix.recall(2));
        assertEquals(NAN, matrix.precision(2));
        assertEquals(0, matrix.f1(2));
        assertEquals(NAN, matrix.recall(3));
        assertEquals(NAN, matrix.f1(3));
        assertEquals(0.25, matrix.macroPrecision(), "of 1/2 and 0");
        assertEquals(0.25, matrix.macroRecall(), "of 1/2 and 0");
        assertEquals(0.5 / 3, matrix.macroF1(), EXACT, "of 2·1/(2 + 2), 0 and 0");
        assertEquals(NAN, ConfusionMatrix.of(2, new int[0], new int[0]).accuracy());
    }

    @Test
    void aSampleWithNanHasNoPredictionAndIsWrong() {
        Tensor scores = Tensor.of(new float[][] {{1, 0}, {NAN, 5}, {1, NAN}, {0, 1}});
        ConfusionMatrix matrix = ConfusionMatrix.of(scores, Targets.of(0, 1, 0, 1));
        assertEquals(2, matrix.unanswered());
        assertEquals(0.5, matrix.accuracy());
        assertEquals(0.5, matrix.recall(0));
        assertEquals(1, matrix.precision(0), "in no column");
        assertEquals(2, matrix.support(1));
        assertTrue(matrix.toString().contains("none"), matrix::toString);
    }

    /** Infinities are scores like others; of equal scores the first is the answer, as accuracy has it. */
    @Test
    void itsAccuracyIsThatOfTheNetwork() {
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            var network = Network.builder(5, round).affine(4).softmaxWithLoss();
            Tensor x = Tensor.randn(new Rng(round), 50, 5);
            int[] labels = random.ints(50, 0, 4).toArray();
            x.array()[round] = round % 2 == 0 ? NAN : Float.POSITIVE_INFINITY;
            network.params().get("W1").array()[1] = network.params().get("W1").array()[0];
            ConfusionMatrix matrix = ConfusionMatrix.of(network.predict(x), Targets.of(labels));
            assertEquals(network.accuracy(x, labels), matrix.accuracy(), "seed " + round);
            assertEquals(50, matrix.samples());
        }
        Tensor ties = Tensor.of(new float[][] {{2, 2, 1}, {1, 3, 3}, {-0f, 0f, 0f}});
        assertEquals(1, ConfusionMatrix.of(ties, Targets.of(0, 1, 0)).accuracy());
    }

    /** A column of another matrix, read by its strides. */
    @Test
    void viewsAreRead() {
        Tensor scores = Tensor.of(new float[][] {{1, 9, 9}, {2, 8, 0}}).transpose();
        ConfusionMatrix matrix = ConfusionMatrix.of(scores, Targets.of(1, 0, 0));
        assertEquals(1, matrix.accuracy());
    }

    @Test
    void itsTextShowsEveryFigure() {
        ConfusionMatrix matrix = ConfusionMatrix.of(3, new int[] {2, 0, 2, 2, 0, 1}, new int[] {0, 0, 2, 2, 0, 2});
        assertEquals("""
                actual \\ predicted
                              0     1     2   recall
                        0     2     .     .    100.0
                        1     .     .     1      0.0
                        2     1     .     2     66.7
                precision  66.7     -  66.7
                       F1  80.0   0.0  66.7
                accuracy 66.67 % of 6""", matrix.toString());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Tensor scores = Tensor.zeros(2, 3);
        assertThrows(IllegalArgumentException.class, () -> ConfusionMatrix.of(scores, Targets.of(0, 3)));
        assertThrows(IllegalArgumentException.class, () -> ConfusionMatrix.of(scores, Targets.of(0)));
        assertThrows(IllegalArgumentException.class, () -> ConfusionMatrix.of(Tensor.zeros(3), Targets.of(0)));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> ConfusionMatrix.of(3, new int[] {0, 1}, new int[] {0, 3}))
                .getMessage();
        assertEquals("confusionMatrix: not a class of 0..2: sample 1 has class 1, prediction 3", message);
        assertThrows(IllegalArgumentException.class, () -> ConfusionMatrix.of(3, new int[2], new int[1]));
    }
}
