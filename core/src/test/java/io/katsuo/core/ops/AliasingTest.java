package io.katsuo.core.ops;

import static io.katsuo.core.testing.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Layout;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.TensorCases;
import org.junit.jupiter.api.Test;

/** An output either is an operand's very view, shares no element with it, or is refused. */
class AliasingTest {
    @Test
    void randomViewsOfOneArray() {
        Cases.forEach(3000, 41, rng -> {
            Shape shape = TensorCases.shape(rng, 3, 5);
            Layout in = TensorCases.layout(rng, TensorCases.anyKind(rng), shape);
            Layout to = rng.nextInt(8) == 0 ? in : TensorCases.layout(rng, TensorCases.anyKind(rng), shape);
            int shift = rng.nextInt(12);
            to = shifted(to, rng.nextInt(3) == 0 ? 0 : shift);
            float[] array = new float[4000];
            for (int i = 0; i < array.length; i++) {
                array[i] = i;
            }
            Tensor x = Tensor.wrap(array, in);
            Tensor out = Tensor.wrap(array, to);
            boolean[] read = reached(x, array.length);
            boolean[] written = new boolean[array.length];
            boolean allowed = true;
            boolean same = true;
            for (int[] index : TensorCases.indices(shape)) {
                int at = out.layout().index(index);
                allowed &= !written[at];
                written[at] = true;
                same &= at == x.layout().index(index);
            }
            boolean apart = true;
            for (int i = 0; i < array.length; i++) {
                apart &= !(read[i] && written[i]);
            }
            Tensor expected = Elementwise.add(x.copy(), 1000);
            if (allowed && (apart || same)) {
                Elementwise.add(x, 1000, out);
                assertSameBits(expected, out);
            } else {
                float[] before = array.clone();
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Elementwise.add(x, 1000, out),
                        () -> "from " + x.layout() + " to " + out.layout());
                assertSameBits(Tensor.of(before), Tensor.of(array));
            }
        });
    }

    private static Layout shifted(Layout layout, int by) {
        int[] strides = new int[layout.shape().rank()];
        for (int axis = 0; axis < strides.length; axis++) {
            strides[axis] = layout.stride(axis);
        }
        return Layout.of(layout.shape(), layout.offset() + by, strides);
    }

    private static boolean[] reached(Tensor tensor, int length) {
        boolean[] reached = new boolean[length];
        for (int[] index : TensorCases.indices(tensor.shape())) {
            reached[tensor.layout().index(index)] = true;
        }
        return reached;
    }

    @Test
    void columnsOfOneMatrixDoNotOverlap() {
        Tensor matrix = Tensor.rand(new Rng(1), 50, 6);
        Tensor expected = Elementwise.add(
                matrix.slice(1, 0, 2).copy(), matrix.slice(1, 2, 4).copy());
        Elementwise.add(matrix.slice(1, 0, 2), matrix.slice(1, 2, 4), matrix.slice(1, 4, 6));
        assertSameBits(expected, matrix.slice(1, 4, 6));
    }

    @Test
    void messagesNameBothViews() {
        Tensor x = Tensor.zeros(10);
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> Elementwise.exp(x.slice(0, 0, 5), x.slice(0, 1, 6)));
        assertEquals(
                "exp: out overlaps an operand: operand [5] at 0 by [1], out [5] at 1 by [1] of the same array; use"
                        + " another output",
                error.getMessage());
    }

    @Test
    void reductionsAndGatheringRefuseToWriteToTheirOperand() {
        Tensor x = Tensor.zeros(4, 4);
        assertThrows(IllegalArgumentException.class, () -> Reductions.sum(x, 0, x.row(1)));
        assertThrows(IllegalArgumentException.class, () -> Reductions.sumTo(x, x.row(1)));
        assertThrows(IllegalArgumentException.class, () -> Reductions.logSumExp(x, -1, x.row(1)));
        assertThrows(IllegalArgumentException.class, () -> Indexing.gatherRows(x, new int[] {1, 0, 2, 3}, x));
    }

    @Test
    void broadcastOperandMustNotBeTheOutput() {
        Tensor x = Tensor.ones(3, 3);
        assertThrows(IllegalArgumentException.class, () -> Elementwise.add(x, x.row(0), x));
        Tensor y = Tensor.ones(3);
        assertThrows(IllegalArgumentException.class, () -> Elementwise.axpy(1, y.slice(0, 0, 1), y));
    }
}
