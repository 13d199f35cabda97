package io.katsuo.core.ops;

import static io.katsuo.core.testing.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.ops.OpTable.Entry;
import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.TensorCases;
import io.katsuo.core.testing.TensorCases.Kind;
import io.katsuo.core.testing.Ulps;
import io.katsuo.core.testing.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every elementwise op against its formula in double, on operands of all layouts that broadcast together. */
class ElementwiseTest {
    static Entry[] ops() {
        return OpTable.all();
    }

    @ParameterizedTest
    @MethodSource("ops")
    void formulaOnAnyLayout(Entry op) {
        Cases.forEach(150, 31, rng -> {
            boolean large = rng.nextInt(8) == 0;
            Shape shape = large ? TensorCases.shape(rng, 2, 70) : TensorCases.shape(rng, 4, 5);
            Values values = Values.values()[rng.nextInt(Values.values().length)];
            Tensor[] operands = new Tensor[op.operands()];
            Tensor[] dense = new Tensor[op.operands()];
            for (int k = 0; k < operands.length; k++) {
                // The first operand has the common shape, so that it is known.
                Shape own = k == 0 ? shape : shrunk(rng, shape);
                operands[k] = TensorCases.tensor(rng, TensorCases.anyKind(rng), values, own.dims());
                dense[k] = operands[k].copy();
            }
            Tensor result = op.op().apply(operands);
            assertEquals(shape, result.shape());
            checkFormula(op, result, dense);

            Tensor out = TensorCases.empty(rng, TensorCases.writableKind(rng), shape.dims());
            assertSame(out, op.into().apply(out, operands));
            assertSameBits(result, out, () -> op + " into " + out.layout());
            TensorCases.assertCanariesIntact(out);
            for (int k = 0; k < operands.length; k++) {
                assertSameBits(dense[k], operands[k], () -> op + ": an operand was changed");
            }

            Tensor inPlace = TensorCases.laidOut(rng, TensorCases.writableKind(rng), dense[0]);
            Tensor[] own = operands.clone();
            own[0] = inPlace;
            op.into().apply(inPlace, own);
            assertSameBits(result, inPlace, () -> op + " in place");
        });
    }

    /** A shape that broadcasts to this one. */
    private static Shape shrunk(Rng rng, Shape shape) {
        int lead = rng.nextInt(3) == 0 ? rng.nextInt(shape.rank() + 1) : 0;
        int[] dims = new int[shape.rank() - lead];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = rng.nextInt(4) == 0 ? 1 : shape.dim(lead + i);
        }
        return Shape.of(dims);
    }

    private static void checkFormula(Entry op, Tensor result, Tensor[] operands) {
        double[] values = new double[operands.length];
        for (int[] index : TensorCases.indices(result.shape())) {
            for (int k = 0; k < operands.length; k++) {
                values[k] = broadcastGet(operands[k], index);
            }
            double exact = op.formula().apply(values);
            float actual = result.get(index);
            double error = Ulps.error(actual, exact);
            if (!(error <= op.ulps())) {
                throw new AssertionError(op + " of " + java.util.Arrays.toString(values) + " is " + actual + ", not "
                        + exact + ": " + error + " ulp off");
            }
            // Zeros have signs, too.
            if (op.ulps() == 0 && exact == 0) {
                assertEquals((float) exact, actual, op + " of " + java.util.Arrays.toString(values));
            }
        }
    }

    private static float broadcastGet(Tensor operand, int[] index) {
        int[] own = new int[operand.rank()];
        for (int i = 0; i < own.length; i++) {
            own[i] = operand.dim(i) == 1 ? 0 : index[index.length - own.length + i];
        }
        return operand.get(own);
    }

    @Test
    void axpyRoundsOnce() {
        Cases.forEach(100, 32, rng -> {
            Shape shape = TensorCases.shape(rng, 3, 9);
            Tensor x = TensorCases.tensor(
                    rng,
                    TensorCases.anyKind(rng),
                    Values.WIDE,
                    shrunk(rng, shape).dims());
            Tensor y = TensorCases.tensor(rng, TensorCases.writableKind(rng), Values.WIDE, shape.dims());
            Tensor before = y.copy();
            float a = Values.NORMAL.next(rng);
            assertSame(y, Elementwise.axpy(a, x, y));
            TensorCases.assertCanariesIntact(y);
            for (int[] index : TensorCases.indices(shape)) {
                java.math.BigDecimal exact = new java.math.BigDecimal(a)
                        .multiply(new java.math.BigDecimal(broadcastGet(x, index)))
                        .add(new java.math.BigDecimal(before.get(index)));
                assertEquals(exact.floatValue() + 0f, y.get(index) + 0f);
            }
        });
    }

    @Test
    void reluBackwardAssigns() {
        Tensor x = Tensor.of(1, -1, 0, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 2, -2);
        Tensor dout = Tensor.of(5, Float.NaN, Float.POSITIVE_INFINITY, 7, 8, 9, 10, Float.NaN, -3);
        Tensor out = Elementwise.reluBackward(dout, x, Tensor.full(Shape.of(9), 3));
        assertSameBits(Tensor.of(5, 0, 0, 0, 8, 9, 0, Float.NaN, 0), out);
        assertSameBits(out, Elementwise.reluBackward(dout.copy(), x.copy(), x.copy()));
        Tensor own = dout.copy();
        assertSameBits(out, Elementwise.reluBackward(own, x, own));
        assertThrows(
                ShapeException.class, () -> Elementwise.reluBackward(dout, Tensor.zeros(9, 1), Tensor.zeros(9, 9)));
    }

    @Test
    void broadcastsLikeNumPy() {
        Tensor column = Tensor.of(new float[][] {{1}, {2}});
        Tensor row = Tensor.of(10, 20, 30);
        assertSameBits(Tensor.of(new float[][] {{11, 21, 31}, {12, 22, 32}}), Elementwise.add(column, row));
        assertSameBits(Tensor.of(new float[][] {{11, 21, 31}, {12, 22, 32}}), Elementwise.add(row, column));
        assertSameBits(Tensor.of(8, 18, 28), Elementwise.sub(row, Tensor.scalar(2)));
        assertEquals(
                Shape.of(2, 0, 3),
                Elementwise.add(Tensor.zeros(2, 1, 3), Tensor.zeros(0, 3)).shape());
    }

    @Test
    void errorsNameOpAndShapes() {
        Tensor a = Tensor.zeros(2, 3);
        assertMessage(
                "add: shapes cannot be broadcast together: left [2, 3], right [2]; extents 3 and 2 differ and neither"
                        + " is 1",
                () -> Elementwise.add(a, Tensor.zeros(2)));
        assertMessage(
                "mul: out has another shape than the result: left [2, 3], right [3], out [3]; it must be [2, 3]",
                () -> Elementwise.mul(a, Tensor.zeros(3), Tensor.zeros(3)));
        assertMessage(
                "div: out has another shape than the result: left [1], right [1], out [2]; it must be [1]",
                () -> Elementwise.div(Tensor.zeros(1), Tensor.zeros(1), Tensor.zeros(2)));
        assertMessage(
                "exp: out has another shape than the result: x [2, 3], out [3, 2]; it must be [2, 3]",
                () -> Elementwise.exp(a, Tensor.zeros(3, 2)));
        assertMessage(
                "mul: out has another shape than the result: x [2, 3], out [6]; it must be [2, 3]",
                () -> Elementwise.mul(a, 2, Tensor.zeros(6)));
        assertMessage(
                "axpy: x cannot be broadcast to y: x [2, 3], y [3]", () -> Elementwise.axpy(1, a, Tensor.zeros(3)));
        assertMessage("clip: bounds are not in order: lo 2.0, hi 1.0", () -> Elementwise.clip(a, 2, 1));
        assertMessage("clip: bounds are not in order: lo NaN, hi 1.0", () -> Elementwise.clip(a, Float.NaN, 1));
        assertMessage(
                "where: out has another shape than the result: cond [2, 3], a [3], b [], out [3]; it must be [2, 3]",
                () -> Elementwise.where(a, Tensor.zeros(3), Tensor.scalar(1), Tensor.zeros(3)));
        assertMessage(
                "relu: out's elements share memory with each other: out [2, 3] at 0 by [0, 1]; give it memory of its own",
                () -> Elementwise.relu(a, Tensor.zeros(3).broadcastTo(2, 3)));
    }

    @Test
    void aRefusedCallWritesNothing() {
        Tensor out = Tensor.full(Shape.of(3, 2), 7);
        assertThrows(ShapeException.class, () -> Elementwise.add(Tensor.zeros(2, 3), 1f, out));
        assertSameBits(Tensor.full(Shape.of(3, 2), 7), out);
    }

    @Test
    void longRunsGoThroughBuffersInPieces() {
        Rng rng = new Rng(33);
        for (Kind kind : new Kind[] {Kind.STEPPED, Kind.REVERSED, Kind.TRANSPOSED}) {
            Tensor a = TensorCases.tensor(rng, kind, Values.NORMAL, 2, 5000);
            Tensor b = TensorCases.tensor(rng, kind, Values.NORMAL, 2, 1);
            Tensor out = TensorCases.empty(rng, kind, 2, 5000);
            Elementwise.sub(a, b, out);
            assertSameBits(
                    Elementwise.sub(a.copy(), b.copy().broadcastTo(2, 5000).copy()), out);
            TensorCases.assertCanariesIntact(out);
        }
    }

    /** Rows of a bias' length go through a buffer that holds it again and again; parts of threads begin within rows. */
    @Test
    void shortRowsAreTheSameAsTheirCopies() {
        Rng rng = new Rng(34);
        for (int length : new int[] {1, 2, 3, 7, 10, 50, 64, 341, 511, 512, 513, 1023, 1024, 1025}) {
            for (int rows : new int[] {1, 2, 5, 1000}) {
                Tensor a = Tensor.randn(rng, rows, length);
                Tensor row = Tensor.randn(rng, 3, length).row(1);
                Tensor other = Tensor.randn(rng, length);
                Tensor all = row.broadcastTo(rows, length).copy();
                Tensor others = other.broadcastTo(rows, length).copy();
                for (int threads = 1; threads <= 4; threads += 3) {
                    Threads.with(threads, () -> {
                        assertSameBits(Elementwise.sub(a, all), Elementwise.sub(a, row), () -> rows + " x " + length);
                        assertSameBits(Elementwise.sub(all, a), Elementwise.sub(row, a));
                        assertSameBits(Elementwise.axpy(2, all, a.copy()), Elementwise.axpy(2, row, a.copy()));
                        assertSameBits(
                                Elementwise.where(a, all, others), Elementwise.where(a, row, other.reshape(1, length)));
                        Tensor inPlace = a.copy();
                        Elementwise.add(inPlace, row, inPlace);
                        assertSameBits(Elementwise.add(a, all), inPlace);
                    });
                }
            }
        }
    }

    private static void assertMessage(String expected, Runnable body) {
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class, body::run);
        assertEquals(expected, error.getMessage());
        assertTrue(error instanceof ShapeException || !expected.contains("shape"), error.toString());
    }
}
