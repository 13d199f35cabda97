package io.katsuo.core.ops;

import io.katsuo.core.kernel.ElementOp;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;

/** The way of every elementwise op: check, plan, split, call a kernel, return {@code out}. */
final class Elementwise {
    private Elementwise() {}

    static Tensor unary(ElementOp op, Tensor x, Tensor out) {
        return unbroadcast(op, x, null, out);
    }

    /** For ops that broadcast nothing: all shapes are equal. */
    static Tensor unbroadcast(ElementOp op, Tensor a, Tensor b, Tensor out) {
        if (b != null && !a.shape().equals(b.shape())) {
            throw new ShapeException(op.label() + ": shapes differ: left " + a.shape() + ", right " + b.shape());
        }
        checkSame(op, a, out);
        return run(op, a, b, null, 0, 0, out);
    }

    static Tensor binary(ElementOp op, Tensor a, Tensor b) {
        return binary(op, a, b, Tensor.zeros(Shape.broadcast(op.label(), a.shape(), b.shape())));
    }

    static Tensor binary(ElementOp op, Tensor a, Tensor b, Tensor out) {
        if (!Broadcasting.gives(a.shape(), b.shape(), out.shape())) {
            Shape common = Shape.broadcast(op.label(), a.shape(), b.shape());
            throw new ShapeException(op.label() + ": out has another shape than the result: left " + a.shape()
                    + ", right " + b.shape() + ", out " + out.shape() + "; it must be " + common);
        }
        return run(op, a, b, null, 0, 0, out);
    }

    static Tensor binary(ElementOp op, Tensor a, float b, Tensor out) {
        checkSame(op, a, out);
        return run(op, a, null, null, b, 0, out);
    }

    static Tensor clip(Tensor x, float lo, float hi, Tensor out) {
        checkSame(ElementOp.CLIP, x, out);
        return run(ElementOp.CLIP, x, null, null, lo, hi, out);
    }

    static Tensor axpy(float a, Tensor x, Tensor y) {
        if (!Broadcasting.gives(x.shape(), y.shape(), y.shape())) {
            throw new ShapeException("axpy: x cannot be broadcast to y: x " + x.shape() + ", y " + y.shape());
        }
        return run(ElementOp.AXPY, x, null, y, a, 0, y);
    }

    static Tensor where(Tensor cond, Tensor a, Tensor b) {
        Shape values = Shape.broadcast("where", a.shape(), b.shape());
        return where(cond, a, b, Tensor.zeros(Shape.broadcast("where", cond.shape(), values)));
    }

    static Tensor where(Tensor cond, Tensor a, Tensor b, Tensor out) {
        if (!Broadcasting.gives(cond.shape(), a.shape(), b.shape(), out.shape())) {
            Shape values = Shape.broadcast("where", a.shape(), b.shape());
            Shape common = Shape.broadcast("where", cond.shape(), values);
            throw new ShapeException("where: out has another shape than the result: cond " + cond.shape() + ", a "
                    + a.shape() + ", b " + b.shape() + ", out " + out.shape() + "; it must be " + common);
        }
        return run(ElementOp.WHERE, cond, a, b, 0, 0, out);
    }

    /** Values of x under the shape of out, which has the same elements in the same order. */
    static Tensor copy(Tensor dense, Tensor out) {
        return out.copyFrom(
                dense.shape().equals(out.shape())
                        ? dense
                        : dense.reshape(out.shape().dims()));
    }

    private static void checkSame(ElementOp op, Tensor x, Tensor out) {
        if (!x.shape().equals(out.shape())) {
            throw new ShapeException(
                    op.label() + ": out has another shape: operand " + x.shape() + ", out " + out.shape());
        }
    }

    /** Of the second and third operand, one that the op has but that is null here is the constant in its place. */
    private static Tensor run(ElementOp op, Tensor a, Tensor b, Tensor c, float second, float third, Tensor out) {
        Aliasing.checkOutput(op.label(), out);
        Aliasing.checkInPlace(op.label(), a, out);
        if (b != null) {
            Aliasing.checkInPlace(op.label(), b, out);
        }
        if (c != null) {
            Aliasing.checkInPlace(op.label(), c, out);
        }
        if (out.size() > 0) {
            Workspace workspace = Workspace.enter();
            try {
                workspace.plan().run(op, a, b, c, second, third, out);
            } finally {
                workspace.exit();
            }
        }
        return out;
    }
}
