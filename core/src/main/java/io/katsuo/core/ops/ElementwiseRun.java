package io.katsuo.core.ops;

import io.katsuo.core.kernel.ElementOp;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;

/** The five steps of every elementwise op: check, plan, split, call a kernel, return {@code out}. */
final class ElementwiseRun {
    private ElementwiseRun() {}

    static Tensor unary(ElementOp op, Tensor x, Tensor out) {
        Check.out(op.label(), x, out);
        return run(op, x, null, null, 0, 0, 0, out);
    }

    /** For ops of two tensors that broadcast nothing: all shapes are equal. */
    static Tensor unbroadcast(ElementOp op, Tensor a, Tensor b, Tensor out) {
        if (!a.shape().equals(b.shape())) {
            throw new ShapeException(op.label() + ": shapes differ: left " + a.shape() + ", right " + b.shape());
        }
        Check.out(op.label(), a, out);
        return run(op, a, b, null, 0, 0, 0, out);
    }

    static Tensor binary(ElementOp op, Tensor a, Tensor b) {
        return binary(op, a, b, Tensor.zeros(Shape.broadcast(op.label(), a.shape(), b.shape())));
    }

    static Tensor binary(ElementOp op, Tensor a, Tensor b, Tensor out) {
        if (!Broadcasting.gives(a.shape(), b.shape(), out.shape())) {
            Shape common = Shape.broadcast(op.label(), a.shape(), b.shape());
            throw Check.wrongOut(op.label(), "left " + a.shape() + ", right " + b.shape(), out, common);
        }
        return run(op, a, b, null, 0, 0, 0, out);
    }

    static Tensor binary(ElementOp op, Tensor a, double b, Tensor out) {
        Check.out(op.label(), a, out);
        return run(op, a, null, null, 0, (float) b, 0, out);
    }

    static Tensor binary(ElementOp op, double a, Tensor b, Tensor out) {
        Check.out(op.label(), b, out);
        return run(op, null, b, null, (float) a, 0, 0, out);
    }

    static Tensor clip(Tensor x, float lo, float hi, Tensor out) {
        if (!(lo <= hi)) {
            throw new IllegalArgumentException("clip: bounds are not in order: lo " + lo + ", hi " + hi);
        }
        Check.out("clip", x, out);
        return run(ElementOp.CLIP, x, null, null, 0, lo, hi, out);
    }

    static Tensor axpy(float a, Tensor x, Tensor y) {
        if (!Broadcasting.gives(x.shape(), y.shape(), y.shape())) {
            throw new ShapeException("axpy: x cannot be broadcast to y: x " + x.shape() + ", y " + y.shape());
        }
        return run(ElementOp.AXPY, x, null, y, 0, a, 0, y);
    }

    static Tensor where(Tensor cond, Tensor a, Tensor b) {
        Shape values = Shape.broadcast("where", a.shape(), b.shape());
        return where(cond, a, 0, b, 0, Tensor.zeros(Shape.broadcast("where", cond.shape(), values)));
    }

    static Tensor where(Tensor cond, Tensor a, double numberA, Tensor b, double numberB, Tensor out) {
        Shape shapeA = a == null ? cond.shape() : a.shape();
        Shape shapeB = b == null ? cond.shape() : b.shape();
        if (!Broadcasting.gives(cond.shape(), shapeA, shapeB, out.shape())) {
            Shape common = Shape.broadcast("where", cond.shape(), Shape.broadcast("where", shapeA, shapeB));
            String operands = "cond " + cond.shape() + ", a " + (a == null ? numberA : shapeA) + ", b "
                    + (b == null ? numberB : shapeB);
            throw Check.wrongOut("where", operands, out, common);
        }
        return run(ElementOp.WHERE, cond, a, b, 0, (float) numberA, (float) numberB, out);
    }

    /** An operand that the op has but that is null here is the number in its place. */
    private static Tensor run(
            ElementOp op, Tensor a, Tensor b, Tensor c, float first, float second, float third, Tensor out) {
        Check.output(op.label(), out);
        Check.inPlace(op.label(), a, out);
        Check.inPlace(op.label(), b, out);
        Check.inPlace(op.label(), c, out);
        if (out.size() > 0) {
            Workspace workspace = Workspace.enter();
            try {
                workspace.plan().run(op, a, b, c, first, second, third, out);
            } finally {
                workspace.inUse = false;
            }
        }
        return out;
    }
}
