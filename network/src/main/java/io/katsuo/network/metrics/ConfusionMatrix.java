package io.katsuo.network.metrics;

import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Counts of predictions by actual and predicted class. With TP(k) samples of class k that were predicted as k, FN(k)
 * samples of class k that were not, and FP(k) samples of other classes that were predicted as k:
 *
 * <ul>
 * <li>precision(k) = TP / (TP + FP), NaN for a class that is never predicted;
 * <li>recall(k) = TP / (TP + FN), NaN for a class that never occurs;
 * <li>F1(k) = 2·TP / (2·TP + FP + FN), NaN for a class that neither occurs nor is predicted;
 * <li>a macro mean is the mean over the classes whose figure is not NaN.
 * </ul>
 *
 * <p>These are scikit-learn's definitions with {@code zero_division=nan}. A sample with NaN among its scores has no
 * prediction: it counts as wrong, in {@link #support} and recall, and in no column.
 */
public final class ConfusionMatrix {
    /** The prediction of a sample that has none. */
    public static final int NO_ANSWER = -1;

    private final int[][] counts;
    /** By class: the samples without prediction. */
    private final int[] unanswered;

    private ConfusionMatrix(int classes) {
        counts = new int[classes][classes];
        unanswered = new int[classes];
    }

    /**
     * Counts predictions by scores.
     *
     * @param scores [N, C]; the largest score names the class, the first of equal ones
     * @throws IllegalArgumentException if the targets do not fit
     */
    public static ConfusionMatrix of(Tensor scores, Targets t) {
        checkMatrix("confusionMatrix", scores);
        t.check("confusionMatrix", scores.shape());
        ConfusionMatrix matrix = new ConfusionMatrix(scores.dim(1));
        for (int i = 0; i < scores.dim(0); i++) {
            matrix.add(t.label(i), answer(scores, i));
        }
        return matrix;
    }

    /**
     * Counts predictions.
     *
     * @param predicted its prediction, or {@link #NO_ANSWER}
     * @throws IllegalArgumentException if the arrays differ in length or contain a number that is no class
     */
    public static ConfusionMatrix of(int classes, int[] actual, int[] predicted) {
        if (classes < 1) {
            throw new IllegalArgumentException("confusionMatrix: at least 1 class needed: " + classes);
        }
        if (actual.length != predicted.length) {
            throw new IllegalArgumentException("confusionMatrix: as many predictions as samples needed: actual ["
                    + actual.length + "], predicted [" + predicted.length + "]");
        }
        ConfusionMatrix matrix = new ConfusionMatrix(classes);
        for (int i = 0; i < actual.length; i++) {
            if (actual[i] < 0 || actual[i] >= classes || predicted[i] < NO_ANSWER || predicted[i] >= classes) {
                throw new IllegalArgumentException("confusionMatrix: not a class of 0.." + (classes - 1) + ": sample "
                        + i + " has class " + actual[i] + ", prediction " + predicted[i]);
            }
            matrix.add(actual[i], predicted[i]);
        }
        return matrix;
    }

    static void checkMatrix(String op, Tensor scores) {
        if (scores.rank() != 2) {
            throw new ShapeException(op + ": one row a sample needed: scores " + scores.shape());
        }
    }

    /**
     * {@return the column of the largest score of a row, the first of equal ones; {@link #NO_ANSWER} if there is a NaN}
     */
    public static int answer(Tensor scores, int row) {
        int best = 0;
        for (int k = 0; k < scores.dim(1); k++) {
            float score = scores.get(row, k);
            if (Float.isNaN(score)) {
                return NO_ANSWER;
            }
            best = score > scores.get(row, best) ? k : best;
        }
        return best;
    }

    private void add(int actual, int predicted) {
        if (predicted == NO_ANSWER) {
            unanswered[actual]++;
        } else {
            counts[actual][predicted]++;
        }
    }

    /** The number of classes. */
    public int classes() {
        return counts.length;
    }

    /** The number of samples of one class that were predicted as another. */
    public int count(int actual, int predicted) {
        return counts[actual][predicted];
    }

    /** The number of samples of a class. */
    public int support(int k) {
        return Arrays.stream(counts[k]).sum() + unanswered[k];
    }

    /** The number of samples that were predicted as a class. */
    public int predicted(int k) {
        return Arrays.stream(counts).mapToInt(row -> row[k]).sum();
    }

    /** The number of all samples. */
    public int samples() {
        return IntStream.range(0, classes()).map(this::support).sum();
    }

    /** The number of correct predictions. */
    public int hits() {
        return IntStream.range(0, classes()).map(k -> counts[k][k]).sum();
    }

    /** The number of samples without prediction. */
    public int unanswered() {
        return Arrays.stream(unanswered).sum();
    }

    /** The share of correct predictions; NaN without samples. */
    public double accuracy() {
        return (double) hits() / samples();
    }

    /** TP / (TP + FP): the share of a class's predictions that are right. */
    public double precision(int k) {
        return (double) counts[k][k] / predicted(k);
    }

    /** TP / (TP + FN): the share of a class's samples that are found. */
    public double recall(int k) {
        return (double) counts[k][k] / support(k);
    }

    /** 2·TP / (2·TP + FP + FN): the harmonic mean of precision and recall. */
    public double f1(int k) {
        return 2.0 * counts[k][k] / (predicted(k) + support(k));
    }

    /** The macro mean of the precisions. */
    public double macroPrecision() {
        return mean(this::precision);
    }

    /** The macro mean of the recalls. */
    public double macroRecall() {
        return mean(this::recall);
    }

    /** The macro mean of the F1 figures. */
    public double macroF1() {
        return mean(this::f1);
    }

    private double mean(IntToDoubleFunction figure) {
        return IntStream.range(0, classes())
                .mapToDouble(figure)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    /**
     * The matrix with a row for each class and a column for each prediction, the recall at the end of the rows, precision
     * and F1, in percent, below the columns.
     */
    @Override
    public String toString() {
        boolean gaps = unanswered() > 0;
        int most = Arrays.stream(counts).flatMapToInt(Arrays::stream).max().orElse(0);
        int width = Math.max(5, String.valueOf(most).length()) + 1;
        String head = "%9s";
        StringBuilder text = new StringBuilder("actual \\ predicted\n").append(String.format(head, ""));
        for (int k = 0; k < classes(); k++) {
            text.append(cell(width, String.valueOf(k)));
        }
        text.append(gaps ? cell(width, "none") : "").append(cell(9, "recall")).append('\n');
        for (int i = 0; i < classes(); i++) {
            text.append(String.format(head, i));
            for (int k = 0; k < classes(); k++) {
                text.append(cell(width, counts[i][k] == 0 ? "." : String.valueOf(counts[i][k])));
            }
            text.append(gaps ? cell(width, String.valueOf(unanswered[i])) : "")
                    .append(cell(9, percent(recall(i))))
                    .append('\n');
        }
        row(text, "precision", width, this::precision);
        row(text, "F1", width, this::f1);
        return text + String.format(Locale.ROOT, "accuracy %.2f %% of %,d", 100 * accuracy(), samples());
    }

    private void row(StringBuilder text, String name, int width, IntToDoubleFunction figure) {
        text.append(String.format("%9s", name));
        for (int k = 0; k < classes(); k++) {
            text.append(cell(width, percent(figure.applyAsDouble(k))));
        }
        text.append('\n');
    }

    private static String cell(int width, String text) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
