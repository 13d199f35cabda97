package io.katsuo.bench.peers.training;

import io.katsuo.bench.peers.training.Start.Images;
import java.util.Arrays;
import org.apache.commons.math3.linear.BlockRealMatrix;
import org.apache.commons.math3.linear.DefaultRealMatrixChangingVisitor;
import org.apache.commons.math3.linear.RealMatrix;

/** The scores, the first loss and the first step in double, with which the systems are compared. */
final class Reference {
    /** For float32 sums of a thousand terms; a wrong gradient differs by far more. */
    private static final double TOLERANCE = 1e-3;

    /**
     * For the first step. One ReLU of 256,000 whose input is 0 but for rounding changes a thousandth of it: the tolerance allows
     * some of them, and no wrong factor, sign or missing term.
     */
    private static final double STEP_TOLERANCE = 0.01;

    private final Start start;
    private final RealMatrix scores;
    private final double loss;

    /** By layer, times the learning rate. */
    private final RealMatrix[] weightSteps;

    private final double[][] biasSteps;

    Reference(Start start) {
        this.start = start;
        int layers = start.layers();
        int[] batch = start.batches()[0];
        RealMatrix[] values = forward(batch);
        RealMatrix slope = values[layers].copy();
        loss = softmax(slope, batch);
        weightSteps = new RealMatrix[layers];
        biasSteps = new double[layers][];
        for (int i = layers - 1; i >= 0; i--) {
            RealMatrix x = values[i];
            weightSteps[i] = x.transpose().multiply(slope).scalarMultiply(-start.rate());
            biasSteps[i] = slope.preMultiply(filled(batch.length, -start.rate()));
            slope = slope.multiply(weights(i).transpose());
            slope.walkInOptimizedOrder(new Elements((r, c, value) -> x.getEntry(r, c) > 0 ? value : 0));
        }
        int[] first = new int[Math.min(start.predicted(), 100)];
        for (int i = 0; i < first.length; i++) {
            first[i] = i;
        }
        scores = forward(first)[layers];
    }

    /** Replaces each element by a function of its place and value. */
    private static final class Elements extends DefaultRealMatrixChangingVisitor {
        private interface Function {
            double of(int row, int column, double value);
        }

        private final Function function;

        Elements(Function function) {
            this.function = function;
        }

        @Override
        public double visit(int row, int column, double value) {
            return function.of(row, column, value);
        }
    }

    private static double[] filled(int count, double value) {
        double[] result = new double[count];
        Arrays.fill(result, value);
        return result;
    }

    private static RealMatrix matrix(int rows, int columns, Elements.Function element) {
        RealMatrix matrix = new BlockRealMatrix(rows, columns);
        matrix.walkInOptimizedOrder(new Elements(element));
        return matrix;
    }

    private RealMatrix weights(int layer) {
        float[] values = start.parameters()[2 * layer];
        int columns = start.sizes()[layer + 1];
        return matrix(start.sizes()[layer], columns, (r, c, none) -> values[r * columns + c]);
    }

    /** The values before each layer, and the scores. */
    private RealMatrix[] forward(int[] rows) {
        int layers = start.layers();
        RealMatrix[] values = new RealMatrix[layers + 1];
        values[0] = matrix(rows.length, Start.PIXELS, (r, c, none) -> Images.VALUES[rows[r] * Start.PIXELS + c]);
        for (int i = 0; i < layers; i++) {
            float[] bias = start.parameters()[2 * i + 1];
            double least = i < layers - 1 ? 0 : Double.NEGATIVE_INFINITY;
            values[i + 1] = values[i].multiply(weights(i));
            values[i + 1].walkInOptimizedOrder(new Elements((r, c, value) -> Math.max(value + bias[c], least)));
        }
        return values;
    }

    /** Returns the mean loss of the scores, and replaces them by its derivatives. */
    private static double softmax(RealMatrix scores, int[] batch) {
        double loss = 0;
        for (int i = 0; i < batch.length; i++) {
            double[] row = scores.getRow(i);
            int label = Images.LABELS[batch[i]];
            double sum = 0;
            for (double score : row) {
                sum += Math.exp(score);
            }
            loss += Math.log(sum) - row[label];
            for (int j = 0; j < row.length; j++) {
                row[j] = (Math.exp(row[j]) / sum - (j == label ? 1 : 0)) / batch.length;
            }
            scores.setRow(i, row);
        }
        return loss / batch.length;
    }

    /** Fails, naming the system, unless its scores, its first loss and its parameters after the first step are right. */
    void check(String system, Learner learner) {
        learner.predict();
        compare(system, "scores", learner.scores(), null, flat(scores), TOLERANCE);
        compare(system, "loss", new float[] {(float) learner.step(0)}, null, new double[] {loss}, TOLERANCE);
        float[][] old = start.parameters();
        float[][] now = learner.parameters();
        for (int i = 0; i < old.length; i++) {
            double[] expected = i % 2 == 0 ? flat(weightSteps[i / 2]) : biasSteps[i / 2];
            compare(system, "change of parameter " + (i + 1), now[i], old[i], expected, STEP_TOLERANCE);
        }
    }

    private static double[] flat(RealMatrix matrix) {
        return Arrays.stream(matrix.getData())
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    /** Compares the change from {@code old}, or the values if it is null, by the length of the difference. */
    private static void compare(
            String system, String what, float[] actual, float[] old, double[] expected, double tolerance) {
        double difference = 0;
        double length = 0;
        for (int i = 0; i < expected.length; i++) {
            double value = old == null ? actual[i] : (double) actual[i] - old[i];
            difference += (value - expected[i]) * (value - expected[i]);
            length += expected[i] * expected[i];
        }
        if (!(Math.sqrt(difference) <= tolerance * Math.sqrt(length))) {
            throw new IllegalStateException("the " + what + " of " + system + " is wrong: it differs by "
                    + Math.sqrt(difference / length) + " of its length");
        }
    }
}
