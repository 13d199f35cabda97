package io.katsuo.layers;

import static io.katsuo.core.ops.Indexing.gatherRows;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The expected results of a network: class indices, or one row of values for each sample. The type of the argument
 * decides which, never its size: arrays of numbers are indices, a {@link Tensor} contains rows. The loss layer defines
 * which rows are allowed: probabilities, one-hot or soft, for {@link SoftmaxWithLoss}, any values for {@link
 * IdentityWithLoss}.
 *
 * <p>Nothing is copied: the caller's array or tensor is read whenever the targets are used. Concurrent use: reading is
 * safe while nobody writes.
 */
public final class Targets {
    /** How far a row of float probabilities may be from a sum of 1. */
    private static final double SUM_TOLERANCE = 1e-4;

    private final int[] indices;
    private final byte[] bytes;
    private final Tensor rows;

    private Targets(int[] indices, byte[] bytes, Tensor rows) {
        this.indices = indices;
        this.bytes = bytes;
        this.rows = rows;
    }

    /**
     * Class indices, one for each sample.
     *
     * @param labels the indices, from 0; not copied
     */
    public static Targets of(int... labels) {
        return new Targets(labels, null, null);
    }

    /** Class indices as unsigned bytes, as in MNIST. */
    public static Targets of(byte[] labels) {
        return new Targets(null, labels, null);
    }

    /**
     * Rows of values, one for each score. Probabilities, one-hot or soft, must not be negative and must sum to 1.
     *
     * @param rows a vector for one sample, or a matrix with one sample per row; not copied
     * @throws ShapeException if the rank is neither 1 nor 2
     */
    public static Targets of(Tensor rows) {
        if (rows.rank() != 1 && rows.rank() != 2) {
            throw new ShapeException("targets: one row of values a sample needed: " + rows.shape()
                    + "; class indices are given as int[] or byte[]");
        }
        return new Targets(null, null, rows);
    }

    /** {@return the number of samples} */
    public int size() {
        if (rows != null) {
            return rows.rank() == 1 ? 1 : rows.dim(0);
        }
        return indices != null ? indices.length : bytes.length;
    }

    /** {@return whether these are class indices and not rows of values} */
    public boolean areLabels() {
        return rows == null;
    }

    /** {@return the class of a sample: its index, or the position of the first largest value in its row} */
    public int label(int sample) {
        if (rows == null) {
            return indices != null ? indices[sample] : bytes[sample] & 0xFF;
        }
        int best = 0;
        for (int k = 1; k < rows.dim(-1); k++) {
            if (value(sample, k) > value(sample, best)) {
                best = k;
            }
        }
        return best;
    }

    /**
     * The target value of one score of a sample: the probability of the class, 1 or 0 for class indices, or with {@link
     * IdentityWithLoss} any value.
     */
    public float value(int sample, int k) {
        if (rows == null) {
            return label(sample) == k ? 1 : 0;
        }
        int row = rows.rank() == 1 ? 0 : sample * rows.layout().stride(0);
        return rows.array()[rows.layout().offset() + row + k * rows.layout().stride(-1)];
    }

    /**
     * The errors of outputs: {@code out = y - t}.
     *
     * @param y dense outputs [n, C]
     * @param out receives the errors; dense, of the same shape
     */
    public void subtractFrom(Tensor y, int first, Tensor out) {
        float[] outputs = y.array();
        float[] errors = out.array();
        int classes = y.dim(1);
        for (int i = 0; i < y.dim(0); i++) {
            int from = y.layout().offset() + i * classes;
            int to = out.layout().offset() + i * classes;
            int label = areLabels() ? label(first + i) : -1;
            for (int k = 0; k < classes; k++) {
                float target = areLabels() ? (k == label ? 1 : 0) : value(first + i, k);
                errors[to + k] = outputs[from + k] - target;
            }
        }
    }

    /**
     * As {@link #checkShape}; in addition every row must consist of probabilities.
     *
     * @param op what is being computed, to start the message with
     * @param scores the shape of the scores, [C] for one sample or [N, C]
     * @throws IllegalArgumentException if they do not fit
     */
    public void check(String op, Shape scores) {
        check(op, scores, CrossEntropyOptions.NONE);
    }

    /** As {@link #check(String, Shape)}, with one label that need not be a class. */
    void check(String op, Shape scores, long ignored) {
        checkShape(op, scores, ignored);
        for (int i = 0; rows != null && i < size(); i++) {
            checkDistribution(op, i);
        }
    }

    /**
     * Whether these targets fit scores of this shape: as many samples, every index a class, rows of the scores' shape.
     *
     * @throws IllegalArgumentException if they do not fit
     */
    public void checkShape(String op, Shape scores) {
        checkShape(op, scores, CrossEntropyOptions.NONE);
    }

    /** As {@link #checkShape(String, Shape)}, with one label that need not be a class. */
    void checkShape(String op, Shape scores, long ignored) {
        if (scores.rank() != 1 && scores.rank() != 2) {
            throw new ShapeException(op + ": scores must be [C] or [N, C]: scores " + scores);
        }
        int samples = scores.rank() == 1 ? 1 : scores.dim(0);
        int classes = scores.dim(-1);
        if (samples == 0 || classes == 0) {
            throw new ShapeException(op + ": undefined for an empty batch: scores " + scores);
        }
        if (rows != null) {
            if (!rows.shape().equals(scores)) {
                throw new ShapeException(op + ": targets have not the shape of the scores: targets " + rows.shape()
                        + ", scores " + scores + "; class indices are given as int[] or byte[]");
            }
            return;
        }
        if (size() != samples) {
            throw new ShapeException(op + ": " + size() + " labels for " + samples + " samples: scores " + scores);
        }
        for (int i = 0; i < samples; i++) {
            if ((label(i) < 0 || label(i) >= classes) && label(i) != ignored) {
                throw new IllegalArgumentException(op + ": label " + label(i) + " at " + i + " is not a class: scores "
                        + scores + " have classes 0.." + (classes - 1));
            }
        }
    }

    private void checkDistribution(String op, int sample) {
        double sum = 0;
        boolean negative = false;
        for (int k = 0; k < rows.dim(-1); k++) {
            float p = value(sample, k);
            negative |= p < 0;
            sum += p;
        }
        if (negative || !(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
            throw new IllegalArgumentException(op + ": target row " + sample + " is not a distribution: it sums to "
                    + (float) sum + (negative ? " and has negative entries" : "") + ": targets " + rows.shape());
        }
    }

    /** A copy of these targets: {@code reuse}, an earlier result of this method, if it fits. */
    Targets copy(Targets reuse) {
        if (rows != null) {
            boolean fits =
                    reuse != null && reuse.rows != null && reuse.rows.shape().equals(rows.shape());
            Targets result = fits ? reuse : of(Tensor.zeros(rows.shape()));
            result.rows.copyFrom(rows);
            return result;
        }
        boolean fits = reuse != null && reuse.indices != null && reuse.size() == size();
        Targets result = fits ? reuse : of(new int[size()]);
        for (int i = 0; i < size(); i++) {
            result.indices[i] = label(i);
        }
        return result;
    }

    /**
     * The targets of chosen samples, as {@link io.katsuo.core.ops.Indexing#gatherRows} chooses rows.
     *
     * @param samples which samples, in which order
     * @param reuse an earlier result of this method whose memory may be written again, or null
     * @return the chosen targets: {@code reuse} if it fits
     */
    public Targets gather(int[] samples, Targets reuse) {
        if (rows != null) {
            boolean fits = reuse != null && reuse.rows != null && reuse.size() == samples.length;
            Targets result = fits ? reuse : of(Tensor.zeros(samples.length, rows.dim(-1)));
            gatherRows(rows.rank() == 1 ? rows.unsqueeze(0) : rows, samples, result.rows);
            return result;
        }
        boolean fits = reuse != null && reuse.indices != null && reuse.size() == samples.length;
        Targets result = fits ? reuse : of(new int[samples.length]);
        for (int i = 0; i < samples.length; i++) {
            result.indices[i] = label(samples[i]);
        }
        return result;
    }

    /** The kind, the number and, of classes, the first: {@code 100 classes: 7 2 1 0 4 …}. */
    @Override
    public String toString() {
        if (rows != null) {
            return size() + " rows of values " + rows.shape();
        }
        int shown = Math.min(size(), 10);
        String classes = IntStream.range(0, shown)
                .mapToObj(i -> Integer.toString(label(i)))
                .collect(Collectors.joining(" "));
        return size() + " classes: " + classes + (shown < size() ? " …" : "");
    }
}
