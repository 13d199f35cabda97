package io.katsuo.core.ops;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;

/**
 * Operations on rows, which are lines along the last axis (positions along the first, for {@code gatherRows}). The bits
 * of a row's result depend on that row alone, not on which others are in the batch.
 *
 * @since 0.1
 */
public final class Rows {
    private Rows() {}

    /**
     * {@code softmax(x)_i = e^(x_i - m) / Σ_j e^(x_j - m)} along the last axis, {@code m} being the row's maximum. All
     * equal entries of any size give exactly {@code 1/n}; a row with NaN, with +Infinity, or of -Infinity only gives NaN.
     *
     * @param x the logits, of rank at least 1
     * @return a new tensor of the shape of x
     * @throws ShapeException if x is a scalar or its rows are empty
     */
    public static Tensor softmax(Tensor x) {
        return softmax(x, Tensor.zeros(x.shape()));
    }

    /**
     * Softmax along the last axis, as {@link #softmax(Tensor)}.
     *
     * @param x the logits, of rank at least 1
     * @param out receives the result; may be x
     * @return {@code out}
     * @throws ShapeException if x is a scalar, its rows are empty, or shapes differ
     */
    public static Tensor softmax(Tensor x, Tensor out) {
        RowFunctions.checkRows("softmax", x);
        if (!x.shape().equals(out.shape())) {
            throw new ShapeException("softmax: out has another shape: x " + x.shape() + ", out " + out.shape());
        }
        Aliasing.checkOutput("softmax", out);
        Aliasing.checkInPlace("softmax", x, out);
        return RowFunctions.softmax(x, out);
    }

    /**
     * {@code ln Σ_j e^(x_j)} along the last axis, as {@code m + ln Σ_j e^(x_j - m)}, which does not overflow. Infinite if
     * the row's maximum m is; NaN if one entry is.
     *
     * @param x the logits, of rank at least 1
     * @return a new tensor of the shape of x without its last axis
     * @throws ShapeException if x is a scalar or its rows are empty
     */
    public static Tensor logSumExp(Tensor x) {
        RowFunctions.checkRows("logSumExp", x);
        return logSumExp(x, Tensor.zeros(x.shape().without(-1)));
    }

    /**
     * {@code ln Σ_j e^(x_j)} along the last axis, as {@link #logSumExp(Tensor)}.
     *
     * @param x the logits, of rank at least 1
     * @param out receives the result; must not overlap x
     * @return {@code out}
     * @throws ShapeException if x is a scalar, its rows are empty, or out has another shape than the result
     */
    public static Tensor logSumExp(Tensor x, Tensor out) {
        RowFunctions.checkRows("logSumExp", x);
        boolean fits = out.rank() == x.rank() - 1;
        for (int axis = 0; fits && axis < out.rank(); axis++) {
            fits = out.dim(axis) == x.dim(axis);
        }
        if (!fits) {
            throw new ShapeException("logSumExp: out has another shape than the result: x " + x.shape() + ", out "
                    + out.shape() + "; it must be " + x.shape().without(-1));
        }
        Aliasing.checkOutput("logSumExp", out);
        Aliasing.checkApart("logSumExp", x, out);
        return RowFunctions.logSumExp(x, out);
    }

    /**
     * Rows with 1 at the label's column and 0 elsewhere.
     *
     * @param labels class indices
     * @param classes the number of columns
     * @return a new {@code [labels, classes]} tensor
     * @throws IllegalArgumentException if a label is not in {@code [0, classes)}
     */
    public static Tensor oneHot(int[] labels, int classes) {
        if (classes < 0) {
            throw new IllegalArgumentException("oneHot: negative number of classes: " + classes);
        }
        return oneHot(labels, classes, Tensor.zeros(labels.length, classes));
    }

    /**
     * Rows with 1 at the label's column and 0 elsewhere.
     *
     * @param labels class indices
     * @param classes the number of columns
     * @param out a {@code [labels, classes]} tensor that receives the result
     * @return {@code out}
     * @throws IllegalArgumentException if a label is not in {@code [0, classes)}; nothing is written then
     */
    public static Tensor oneHot(int[] labels, int classes, Tensor out) {
        if (out.rank() != 2 || out.dim(0) != labels.length || out.dim(1) != classes) {
            throw new ShapeException("oneHot: out has another shape than the result: " + labels.length + " labels, "
                    + classes + " classes, out " + out.shape() + "; it must be "
                    + Shape.of(labels.length, Math.max(0, classes)));
        }
        Aliasing.checkOutput("oneHot", out);
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException(
                        "oneHot: label " + labels[i] + " at position " + i + " is not in [0, " + classes + ")");
            }
        }
        return RowFunctions.oneHot(labels, out);
    }

    /**
     * The positions named, along the first axis: {@code out[i] = x[rows[i]]}.
     *
     * @param x the source, of rank at least 1
     * @param rows which positions, in any order, also repeatedly
     * @return a new tensor
     * @throws IndexOutOfBoundsException if a position is out of range
     */
    public static Tensor gatherRows(Tensor x, int[] rows) {
        RowFunctions.checkGather(x, rows);
        return gatherRows(x, rows, Tensor.zeros(x.shape().with(0, rows.length)));
    }

    /**
     * The positions named, along the first axis: {@code out[i] = x[rows[i]]}.
     *
     * @param x the source, of rank at least 1
     * @param rows which positions, in any order, also repeatedly
     * @param out receives the result; must not overlap x
     * @return {@code out}
     * @throws IndexOutOfBoundsException if a position is out of range; nothing is written then
     */
    public static Tensor gatherRows(Tensor x, int[] rows, Tensor out) {
        RowFunctions.checkGather(x, rows);
        boolean fits = out.rank() == x.rank() && out.dim(0) == rows.length;
        for (int axis = 1; fits && axis < x.rank(); axis++) {
            fits = out.dim(axis) == x.dim(axis);
        }
        if (!fits) {
            throw new ShapeException("gatherRows: out has another shape than the result: x " + x.shape() + ", "
                    + rows.length + " rows, out " + out.shape() + "; it must be "
                    + x.shape().with(0, rows.length));
        }
        Aliasing.checkOutput("gatherRows", out);
        Aliasing.checkApart("gatherRows", x, out);
        return RowFunctions.gather(x, rows, out);
    }
}
