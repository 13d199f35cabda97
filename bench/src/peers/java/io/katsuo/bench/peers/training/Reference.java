package io.katsuo.bench.peers.training;

/** The scores, the first loss and the first step in double and plain loops, with which the systems are compared. */
final class Reference {
    /** Of float32 sums with a thousand terms; a wrong gradient is off by far more. */
    private static final double TOLERANCE = 1e-3;

    /**
     * Of the first step. One ReLU of 256,000 whose input is 0 but for rounding changes a thousandth of it: wide enough for
     * some, and far from a wrong factor, sign or missing term.
     */
    private static final double STEP_TOLERANCE = 0.01;

    private final Start start;
    private final double[][] values;
    private final double loss;
    private final double[][] changes;
    private final double[] scores;

    Reference(Start start) {
        this.start = start;
        this.values = new double[start.layers() + 1][];
        int[] batch = start.batches()[0];
        forward(batch);
        double[] slope = new double[batch.length * Images.CLASSES];
        loss = softmax(batch, slope);
        changes = new double[2 * start.layers()][];
        for (int layer = start.layers(); layer > 0; layer--) {
            slope = backward(layer, slope, batch.length);
        }
        int[] first = new int[Math.min(start.predicted(), 100)];
        for (int i = 0; i < first.length; i++) {
            first[i] = i;
        }
        forward(first);
        scores = values[start.layers()];
    }

    private void forward(int[] rows) {
        int[] sizes = start.sizes();
        float[][] parameters = start.parameters();
        values[0] = new double[rows.length * sizes[0]];
        for (int i = 0; i < rows.length; i++) {
            for (int p = 0; p < sizes[0]; p++) {
                values[0][i * sizes[0] + p] = start.images().pixels[rows[i] * sizes[0] + p];
            }
        }
        for (int layer = 1; layer < sizes.length; layer++) {
            double[] z = new double[rows.length * sizes[layer]];
            for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j < sizes[layer]; j++) {
                    z[i * sizes[layer] + j] = parameters[2 * layer - 1][j];
                }
                for (int p = 0; p < sizes[layer - 1]; p++) {
                    double x = values[layer - 1][i * sizes[layer - 1] + p];
                    addScaled(x, parameters[2 * layer - 2], p * sizes[layer], z, i * sizes[layer], sizes[layer]);
                }
                for (int j = 0; j < sizes[layer] && layer < start.layers(); j++) {
                    z[i * sizes[layer] + j] = Math.max(z[i * sizes[layer] + j], 0);
                }
            }
            values[layer] = z;
        }
    }

    private static void addScaled(double x, float[] row, int from, double[] sums, int to, int count) {
        for (int j = 0; j < count; j++) {
            sums[to + j] += x * row[from + j];
        }
    }

    private double softmax(int[] batch, double[] slope) {
        double[] z = values[start.layers()];
        double loss = 0;
        for (int i = 0; i < batch.length; i++) {
            int at = i * Images.CLASSES;
            int label = at + start.images().labels[batch[i]];
            double sum = 0;
            for (int j = 0; j < Images.CLASSES; j++) {
                sum += Math.exp(z[at + j]);
            }
            loss += Math.log(sum) - z[label];
            for (int j = 0; j < Images.CLASSES; j++) {
                slope[at + j] = Math.exp(z[at + j]) / sum / batch.length;
            }
            slope[label] -= 1.0 / batch.length;
        }
        return loss / batch.length;
    }

    private double[] backward(int layer, double[] slope, int rows) {
        int inputs = start.sizes()[layer - 1];
        int outputs = start.sizes()[layer];
        float[] weights = start.parameters()[2 * layer - 2];
        double[] weightChange = new double[inputs * outputs];
        double[] biasChange = new double[outputs];
        double[] before = new double[rows * inputs];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < outputs; j++) {
                biasChange[j] -= start.rate() * slope[i * outputs + j];
            }
            for (int p = 0; p < inputs; p++) {
                double x = values[layer - 1][i * inputs + p];
                double sum = 0;
                for (int j = 0; j < outputs; j++) {
                    double s = slope[i * outputs + j];
                    weightChange[p * outputs + j] -= start.rate() * x * s;
                    sum += s * weights[p * outputs + j];
                }
                before[i * inputs + p] = x > 0 ? sum : 0;
            }
        }
        changes[2 * layer - 2] = weightChange;
        changes[2 * layer - 1] = biasChange;
        return before;
    }

    /** Fails, naming the system, unless its scores, its first loss and its parameters after the first step are right. */
    void check(String system, Learner learner) {
        learner.predict();
        float[] actualScores = learner.scores();
        double[] actual = new double[scores.length];
        for (int i = 0; i < actual.length; i++) {
            actual[i] = actualScores[i];
        }
        compare(system, "scores", actual, scores, TOLERANCE);
        compare(system, "loss", new double[] {learner.step(0)}, new double[] {loss}, TOLERANCE);
        float[][] old = start.parameters();
        float[][] now = learner.parameters();
        for (int i = 0; i < old.length; i++) {
            double[] change = new double[old[i].length];
            for (int p = 0; p < change.length; p++) {
                change[p] = (double) now[i][p] - old[i][p];
            }
            compare(system, "change of parameter " + (i + 1), change, changes[i], STEP_TOLERANCE);
        }
    }

    /** By the length of the difference. */
    private static void compare(String system, String what, double[] actual, double[] expected, double tolerance) {
        double difference = 0;
        double length = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += (actual[i] - expected[i]) * (actual[i] - expected[i]);
            length += expected[i] * expected[i];
        }
        if (!(Math.sqrt(difference) <= tolerance * Math.sqrt(length))) {
            throw new IllegalStateException("the " + what + " of " + system + " is wrong: off by "
                    + Math.sqrt(difference / length) + " of its length");
        }
    }
}
