package io.katsuo.core.ops;

import io.katsuo.core.tensor.Layout;
import io.katsuo.core.tensor.Tensor;
import java.util.BitSet;

/** Refuses outputs that share memory in ways that would let an op read what it has written. */
final class Aliasing {
    private Aliasing() {}

    /** An output must have a place for each element. */
    static void checkOutput(String op, Tensor out) {
        for (int axis = 0; axis < out.rank(); axis++) {
            if (out.layout().stride(axis) == 0 && out.dim(axis) > 1 && out.size() > 0) {
                throw new IllegalArgumentException(op + ": out repeats elements along axis " + axis + ": out "
                        + out.layout() + "; give it memory of its own");
            }
        }
    }

    /** An operand may be the output's very view, or else must not share an element with it. */
    static void checkInPlace(String op, Tensor operand, Tensor out) {
        if (operand.array() == out.array() && !sameView(operand, out)) {
            checkApart(op, operand, out);
        }
    }

    /** An operand must not share an element with the output. */
    static void checkApart(String op, Tensor operand, Tensor out) {
        if (operand.array() == out.array() && operand.size() > 0 && out.size() > 0 && overlap(operand, out)) {
            throw new IllegalArgumentException(op + ": out overlaps an operand: operand " + operand.layout() + ", out "
                    + out.layout() + " of the same array; use another output");
        }
    }

    static boolean sameView(Tensor a, Tensor b) {
        Layout la = a.layout();
        Layout lb = b.layout();
        if (la == lb) {
            return true;
        }
        if (la.offset() != lb.offset() || !la.shape().equals(lb.shape())) {
            return false;
        }
        for (int axis = 0; axis < a.rank(); axis++) {
            if (la.stride(axis) != lb.stride(axis) && a.dim(axis) > 1) {
                return false;
            }
        }
        return true;
    }

    private static boolean overlap(Tensor a, Tensor b) {
        long lowest = Math.min(lowest(a.layout()), lowest(b.layout()));
        if (lowest(a.layout()) > highest(b.layout()) || lowest(b.layout()) > highest(a.layout())) {
            return false;
        }
        if (a.isContiguous() && b.isContiguous()) {
            return true;
        }
        BitSet reached = new BitSet();
        mark(reached, a.layout(), (int) lowest);
        return reaches(reached, b.layout(), (int) lowest);
    }

    private static long lowest(Layout layout) {
        return extreme(layout, true);
    }

    private static long highest(Layout layout) {
        return extreme(layout, false);
    }

    private static long extreme(Layout layout, boolean low) {
        long at = layout.offset();
        for (int axis = 0; axis < layout.shape().rank(); axis++) {
            if (layout.stride(axis) < 0 == low) {
                at += (long) layout.stride(axis) * (layout.shape().dim(axis) - 1);
            }
        }
        return at;
    }

    private static void mark(BitSet set, Layout layout, int base) {
        for (int row = 0, n = layout.shape().size(); row < n; row++) {
            set.set(index(layout, row) - base);
        }
    }

    private static boolean reaches(BitSet set, Layout layout, int base) {
        for (int row = 0, n = layout.shape().size(); row < n; row++) {
            if (set.get(index(layout, row) - base)) {
                return true;
            }
        }
        return false;
    }

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
}
