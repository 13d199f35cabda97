package io.katsuo.core.ops;

import io.katsuo.core.tensor.Layout;
import io.katsuo.core.tensor.Tensor;
import java.util.BitSet;

/** Whether views share memory: by their strides where these tell, otherwise element by element. */
final class Overlap {
    private Overlap() {}

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
            reached.set(a.at(i) - base);
        }
        for (int i = 0; i < b.shape().size(); i++) {
            if (reached.get(b.at(i) - base)) {
                return true;
            }
        }
        return false;
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
