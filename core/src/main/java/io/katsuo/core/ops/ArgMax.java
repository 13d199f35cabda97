package io.katsuo.core.ops;

import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;

/** Where the greatest element is: the first of several, and the first NaN if there is one. */
final class ArgMax {
    private ArgMax() {}

    static int all(Tensor x) {
        AxisReduction.checkNotEmpty("argMax", x);
        Tensor dense = x.contiguous();
        return line(dense.array(), dense.layout().offset(), x.size(), 1);
    }

    static int[] along(Tensor x, int axis) {
        AxisReduction.checkAxis("argMax", x, axis);
        int at = x.shape().axis(axis);
        int n = x.dim(at);
        if (n == 0) {
            throw new ShapeException("argMax: no elements along axis " + at + ": x " + x.shape());
        }
        Tensor dense = x.contiguous();
        int outer = AxisReduction.extent(x.shape(), 0, at);
        int inner = AxisReduction.extent(x.shape(), at + 1, x.rank());
        int[] result = new int[outer * inner];
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < inner; i++) {
                result[o * inner + i] = line(dense.array(), dense.layout().offset() + o * n * inner + i, n, inner);
            }
        }
        return result;
    }

    private static int line(float[] x, int from, int n, int stride) {
        int best = 0;
        float max = x[from];
        for (int i = 1; i < n && max == max; i++) {
            float value = x[from + i * stride];
            // The negation lets a NaN win, which then ends the search.
            if (!(value <= max)) {
                best = i;
                max = value;
            }
        }
        return best;
    }
}
