package io.katsuo.core.ops;

import io.katsuo.core.tensor.Layout;
import io.katsuo.core.tensor.Tensor;
import java.util.BitSet;

/** Whether views share memory: by their strides where these tell, otherwise element by element. */
final class Overlap {
    private Overlap() {}

    /** Whether two elements of a tensor may lie at one place, as in a broadcast view. */
    static boolean within(Tensor x) {
        Layout layout = x.layout();
        if (layout.isContiguous()) {
            return false;
        }
        // From the smallest stride up, every axis must step over all that the smaller ones reach.
        boolean[] taken = new boolean[x.rank()];
        long reach = 0;
        for (int axis = smallest(x, taken); axis >= 0; axis = smallest(x, taken)) {
            taken[axis] = true;
            long stride = Math.abs((long) layout.stride(axis));
            if (stride <= reach) {
                return true;
            }
            reach += stride * (x.dim(axis) - 1);
        }
        return false;
    }

    /** The axis of the smallest stride among those not taken and longer than 1, or -1. */
    private static int smallest(Tensor x, boolean[] taken) {
        int found = -1;
        for (int axis = 0; axis < taken.length; axis++) {
            boolean candidate = !taken[axis] && x.dim(axis) > 1;
            if (candidate && (found < 0 || stride(x, axis) < stride(x, found))) {
                found = axis;
            }
        }
        return found;
    }

    private static long stride(Tensor x, int axis) {
        return Math.abs((long) x.layout().stride(axis));
    }

    /** Whether two tensors share an element. */
    static boolean between(Tensor x, Tensor y) {
        if (x.array() != y.array() || x.size() == 0 || y.size() == 0 || areApart(x, y)) {
            return false;
        }
        return x.isContiguous() && y.isContiguous() || haveCommonElement(x.layout(), y.layout());
    }

    /** Whether ranges or strides show that two tensors share nothing; false says nothing. */
    private static boolean areApart(Tensor x, Tensor y) {
        Layout a = x.layout();
        Layout b = y.layout();
        if (a.lowest() > b.highest() || b.lowest() > a.highest()) {
            return true;
        }
        // Columns side by side in the rows of one array: apart modulo the distance of the rows.
        long pitch = widest(x);
        if (pitch <= 1 || pitch != widest(y)) {
            return false;
        }
        long fromA = a.lowest() % pitch;
        long fromB = b.lowest() % pitch;
        long toA = fromA + span(x, pitch);
        long toB = fromB + span(y, pitch);
        return toA < pitch && toB < pitch && (fromA > toB || fromB > toA);
    }

    private static boolean haveCommonElement(Layout a, Layout b) {
        int base = (int) Math.min(a.lowest(), b.lowest());
        BitSet reached = new BitSet();
        for (int i = 0; i < a.shape().size(); i++) {
            reached.set(index(a, i) - base);
        }
        for (int i = 0; i < b.shape().size(); i++) {
            if (reached.get(index(b, i) - base)) {
                return true;
            }
        }
        return false;
    }

    /** Where the element of a number in row-major order lies. */
    private static int index(Layout layout, int number) {
        int at = layout.offset();
        int rest = number;
        for (int axis = layout.shape().rank() - 1; axis >= 0; axis--) {
            int dim = layout.shape().dim(axis);
            at += rest % dim * layout.stride(axis);
            rest /= dim;
        }
        return at;
    }

    private static long widest(Tensor x) {
        long widest = 0;
        for (int axis = 0; axis < x.rank(); axis++) {
            widest = x.dim(axis) > 1 ? Math.max(widest, stride(x, axis)) : widest;
        }
        return widest;
    }

    /** How far the axes other than those of the widest stride reach. */
    private static long span(Tensor x, long pitch) {
        long span = 0;
        for (int axis = 0; axis < x.rank(); axis++) {
            span += stride(x, axis) == pitch ? 0 : stride(x, axis) * (x.dim(axis) - 1L);
        }
        return span;
    }
}
