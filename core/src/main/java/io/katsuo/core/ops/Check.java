package io.katsuo.core.ops;

import io.katsuo.core.tensor.Layout;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;

/**
 * What every op checks before it writes: the shape of the output, and that the op never reads what it has written. Each
 * message is {@code <op>: <what is wrong>: <operands with shapes>[; <hint>]}. Nothing is allocated unless a check fails.
 */
final class Check {
    private Check() {}

    /** The output has the shape of the operand x. */
    static void out(String op, Tensor x, Tensor out) {
        if (!x.shape().equals(out.shape())) {
            throw wrongOut(op, "x " + x.shape(), out, x.shape());
        }
    }

    /** The error of an output that has another shape than the result. */
    static ShapeException wrongOut(String op, String operands, Tensor out, Shape result) {
        return new ShapeException(op + ": out has another shape than the result: " + operands + ", out " + out.shape()
                + "; it must be " + result);
    }

    /** The axis exists; the result counts from the start. */
    static int axis(String op, Tensor x, int axis) {
        if (axis < -x.rank() || axis >= x.rank()) {
            throw new ShapeException(op + ": no axis " + axis + ": x " + x.shape() + " has rank " + x.rank());
        }
        return x.shape().axis(axis);
    }

    /** An output must have a place for each element. */
    static void output(String op, Tensor out) {
        if (out.layout().overlapsItself()) {
            throw new IllegalArgumentException(op + ": out's elements share memory with each other: out " + out.layout()
                    + "; give it memory of its own");
        }
    }

    /** An operand, if there is one, may be the output's very view, or else must not share an element with it. */
    static void inPlace(String op, Tensor operand, Tensor out) {
        if (operand != null && operand.array() == out.array() && !sameView(operand, out)) {
            apart(op, operand, out);
        }
    }

    /** An operand must not share an element with the output. */
    static void apart(String op, Tensor operand, Tensor out) {
        if (Overlap.between(operand, out)) {
            throw new IllegalArgumentException(op + ": out overlaps an operand: operand " + operand.layout() + ", out "
                    + out.layout() + " of the same array; use another output");
        }
    }

    private static boolean sameView(Tensor a, Tensor b) {
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
