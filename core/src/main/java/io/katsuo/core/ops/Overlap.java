package io.katsuo.core.ops;

import io.katsuo.core.tensor.Layout;
import io.katsuo.core.tensor.Tensor;

/**
 * Whether views share memory. Exact where it is cheap (ranges apart; rows of one matrix side by side), otherwise
 * cautious: it may see an overlap where two interleaved views have none, never the other way round.
 */
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

    /** Whether two tensors may share an element. */
    static boolean between(Tensor x, Tensor y) {
        if (x.array() != y.array() || x.size() == 0 || y.size() == 0) {
            return false;
        }
        Layout a = x.layout();
        Layout b = y.layout();
        if (a.lowest() > b.highest() || b.lowest() > a.highest()) {
            return false;
        }
        // Columns side by side in the rows of one array: apart modulo the distance of the rows.
        long pitch = widest(x);
        if (pitch <= 1 || pitch != widest(y)) {
            return true;
        }
        long fromA = a.lowest() % pitch;
        long fromB = b.lowest() % pitch;
        long toA = fromA + span(x, pitch);
        long toB = fromB + span(y, pitch);
        return toA >= pitch || toB >= pitch || fromA <= toB && fromB <= toA;
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
