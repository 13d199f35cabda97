package io.katsuo.core.ops;

import io.katsuo.core.ops.ReductionPlan.Kind;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;

/** Sums over the axes along which a shape would be broadcast. */
final class SumTo {
    private SumTo() {}

    static Tensor sumTo(Tensor x, Tensor out) {
        if (!Broadcasting.gives(x.shape(), out.shape(), x.shape())) {
            throw new ShapeException("sumTo: the result's shape does not broadcast to that of x: x " + x.shape()
                    + ", result " + out.shape());
        }
        Aliasing.checkOutput("sumTo", out);
        Aliasing.checkApart("sumTo", x, out);
        if (out.size() == 0) {
            return out;
        }
        if (!out.isContiguous()) {
            return out.copyFrom(sumTo(x, Tensor.zeros(out.shape())));
        }
        Tensor rest = x.contiguous();
        int lead = x.rank() - out.rank();
        while (true) {
            int from = firstSummed(rest, out, lead);
            if (from == rest.rank()) {
                // Nothing to sum: only extents of 1 are left over in front.
                return Elementwise.copy(rest, out);
            }
            int to = from;
            while (to < rest.rank() && isSummedOrOne(rest, out, lead, to)) {
                to++;
            }
            boolean last = isLast(rest, out, lead, to);
            Tensor sums = last ? out : Tensor.zeros(withOnes(rest.shape(), from, to));
            AxisReduction.middle(
                    Kind.SUM, rest, from, to, null, sums.array(), sums.layout().offset());
            if (last) {
                return out;
            }
            rest = sums;
        }
    }

    private static boolean isSummed(Tensor x, Tensor out, int lead, int axis) {
        return x.dim(axis) != 1 && (axis < lead || out.dim(axis - lead) == 1);
    }

    private static boolean isSummedOrOne(Tensor x, Tensor out, int lead, int axis) {
        return x.dim(axis) == 1 || isSummed(x, out, lead, axis);
    }

    private static int firstSummed(Tensor x, Tensor out, int lead) {
        int axis = 0;
        while (axis < x.rank() && !isSummed(x, out, lead, axis)) {
            axis++;
        }
        return axis;
    }

    private static boolean isLast(Tensor x, Tensor out, int lead, int from) {
        for (int axis = from; axis < x.rank(); axis++) {
            if (isSummed(x, out, lead, axis)) {
                return false;
            }
        }
        return true;
    }

    private static Shape withOnes(Shape shape, int from, int to) {
        int[] dims = shape.dims();
        for (int axis = from; axis < to; axis++) {
            dims[axis] = 1;
        }
        return Shape.of(dims);
    }
}
