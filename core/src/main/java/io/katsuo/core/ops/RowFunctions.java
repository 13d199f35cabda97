package io.katsuo.core.ops;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.util.Arrays;

/** Softmax, its relatives and running sums along one axis; {@link Reductions} inherits them. */
abstract class RowFunctions {
    RowFunctions() {}

    /**
     * {@code ln Σ_j e^(x_j)} of all elements, as {@code m + ln Σ_j e^(x_j - m)} with their maximum m, which does not
     * overflow. Infinite if m is; NaN if one element is.
     */
    public static float logSumExp(Tensor x) {
        return RowPlan.logSumExp(x.flatten(), 0, Tensor.zeros()).item();
    }

    /** {@return {@code ln Σ_j e^(x_j)} along one axis, which is dropped} */
    public static Tensor logSumExp(Tensor x, int axis) {
        return logSumExp(x, axis, false);
    }

    /** {@return {@code ln Σ_j e^(x_j)} along one axis} */
    public static Tensor logSumExp(Tensor x, int axis, boolean keepDims) {
        return logSumExp(x, axis, Tensor.zeros(Axes.reduced(x.shape(), Axes.of("logSumExp", x, axis), keepDims)));
    }

    /** {@return {@code ln Σ_j e^(x_j)} along several axes} */
    public static Tensor logSumExp(Tensor x, int[] axes, boolean keepDims) {
        long set = Axes.of("logSumExp", x, axes);
        Axes.checkNotEmpty("logSumExp", x, set);
        Shape kept = Axes.reduced(x.shape(), set, false);
        int[] lines = Arrays.copyOf(kept.dims(), kept.rank() + 1);
        lines[kept.rank()] = Axes.extent(x, set);
        Tensor sums = logSumExp(Axes.last(x, set).copy().reshape(lines), -1);
        return sums.reshape(Axes.reduced(x.shape(), set, keepDims).dims());
    }

    /** {@return {@code out}, with {@code ln Σ_j e^(x_j)} along one axis} */
    public static Tensor logSumExp(Tensor x, int axis, Tensor out) {
        return RowPlan.logSumExp(x, axis, out);
    }

    /**
     * {@code softmax(x)_i = e^(x_i - m) / Σ_j e^(x_j - m)} along the last axis, {@code m} being the row's maximum. If
     * all entries are equal, each result is exactly {@code 1/n}; a row with NaN, with +Infinity, or of -Infinity only
     * gives NaN. The bits of a row depend on that row alone, not on the other rows of a batch.
     *
     * @param x the logits, of rank at least 1
     */
    public static Tensor softmax(Tensor x) {
        return softmax(x, -1);
    }

    /** {@return {@code out}, with softmax along the last axis; out may be x} */
    public static Tensor softmax(Tensor x, Tensor out) {
        return softmax(x, -1, out);
    }

    /** {@return softmax along one axis, in a new tensor of the shape of x} */
    public static Tensor softmax(Tensor x, int axis) {
        return softmax(x, axis, Tensor.zeros(x.shape()));
    }

    /** {@return {@code out}, with softmax along one axis; out may be x} */
    public static Tensor softmax(Tensor x, int axis, Tensor out) {
        return RowPlan.softmax(x, axis, out);
    }

    /** {@return {@code ln softmax(x)} along the last axis, as {@link #logSoftmax(Tensor, int)}} */
    public static Tensor logSoftmax(Tensor x) {
        return logSoftmax(x, -1);
    }

    /**
     * {@code ln softmax(x)_i = (x_i - m) - ln Σ_j e^(x_j - m)} along one axis, {@code m} being the maximum along it.
     * Finite even where softmax itself is 0.
     */
    public static Tensor logSoftmax(Tensor x, int axis) {
        return logSoftmax(x, axis, Tensor.zeros(x.shape()));
    }

    /** {@return {@code out}, with the logarithm of softmax along one axis; out may be x} */
    public static Tensor logSoftmax(Tensor x, int axis, Tensor out) {
        return RowPlan.logSoftmax(x, axis, out);
    }

    /**
     * {@code y_i = x_0 + … + x_i} along one axis, added in order, as NumPy's {@code cumsum}. For sums from the end use
     * {@code x.flip(axis)}.
     */
    public static Tensor cumSum(Tensor x, int axis) {
        int at = Check.axis("cumSum", x, axis);
        Tensor y = x.copy();
        float[] sums = y.array();
        int step =
                Shape.of(Arrays.copyOfRange(x.shape().dims(), at + 1, x.rank())).size();
        int line = step * x.dim(at);
        for (int from = 0; from < y.size(); from += line) {
            for (int i = from + step; i < from + line; i++) {
                sums[i] += sums[i - step];
            }
        }
        return y;
    }
}
