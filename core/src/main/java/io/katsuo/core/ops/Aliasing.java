package io.katsuo.core.ops;

import io.katsuo.core.tensor.Layout;
import io.katsuo.core.tensor.Tensor;

/** Refuses outputs that share memory in ways that would let an op read what it has written. */
final class Aliasing {
    private Aliasing() {}

    /** An output must have a place for each element. */
    static void checkOutput(String op, Tensor out) {
        if (Overlap.within(out)) {
            throw new IllegalArgumentException(op + ": out's elements share memory with each other: out " + out.layout()
                    + "; give it memory of its own");
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
        if (Overlap.between(operand, out)) {
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
}
