package io.katsuo.core.ops;

import static io.katsuo.core.testing.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.TensorCases;
import io.katsuo.core.testing.Values;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

/** Reductions have the bits of their documented order, on every layout, and the values of a double oracle. */
class ReductionsTest {
    @Test
    void wholeTensorsFollowTheLaneTree() {
        Rng rng = new Rng(51);
        for (int n : new int[] {1, 2, 31, 32, 33, 63, 64, 65, 100, 784, 4095, 4096, 4097, 8192, 8193, 140_000}) {
            Tensor x = Tensor.normal(rng, 0.1, 1, Shape.of(n));
            float[] values = x.toArray();
            float sum = ReferenceSums.line(values);
            assertEquals(sum, Reductions.sum(x), "sum of " + n);
            assertEquals(sum / n, Reductions.mean(x), "mean of " + n);
            assertEquals(ReferenceSums.squares(values, sum / n) / n, Reductions.variance(x), "variance of " + n);
            double[] doubles = new double[n];
            for (int i = 0; i < n; i++) {
                doubles[i] = values[i];
            }
            assertEquals(StatUtils.mean(doubles), Reductions.mean(x), 1e-6);
            assertEquals(StatUtils.populationVariance(doubles), Reductions.variance(x), 1e-5);
            assertEquals(StatUtils.max(doubles), Reductions.max(x));
        }
    }

    @Test
    void moreBlocksThanABlockHolds() {
        int n = 4096 * 4096 + 4099;
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (i % 1013) * 1e-3f;
        }
        assertEquals(ReferenceSums.line(values), Reductions.sum(Tensor.wrap(values, n)));
    }

    @Test
    void anyAxisOfAnyLayout() {
        Cases.forEach(400, 52, rng -> {
            Shape shape = TensorCases.shape(rng, 4, rng.nextInt(6) == 0 ? 40 : 6);
            if (shape.rank() == 0) {
                return;
            }
            Values values = Values.values()[rng.nextInt(Values.values().length)];
            Tensor x = TensorCases.tensor(rng, TensorCases.anyKind(rng), values, shape.dims());
            int axis = rng.nextInt(shape.rank());
            checkAxis(rng, x, axis, rng.nextInt(2) == 0);
        });
    }

    @Test
    void longAxes() {
        Cases.forEach(3, 53, rng -> {
            for (int[] dims : new int[][] {
                {255, 3}, {256, 9}, {257, 9}, {600, 50}, {2, 513, 20}, {3, 5000}, {4097, 1}, {70_000, 3}
            }) {
                Tensor x = TensorCases.tensor(rng, TensorCases.anyKind(rng), Values.NORMAL, dims);
                for (int axis = 0; axis < dims.length; axis++) {
                    checkAxis(rng, x, axis, false);
                }
            }
        });
    }

    private static void checkAxis(Rng rng, Tensor x, int axis, boolean keepDims) {
        Tensor before = x.copy();
        Shape expected = keepDims ? x.shape().with(axis, 1) : x.shape().without(axis);
        int n = x.dim(axis);
        boolean line = AxisReduction.extent(x.shape(), axis + 1, x.rank()) == 1;
        Tensor sum = Tensor.zeros(expected);
        Tensor mean = Tensor.zeros(expected);
        Tensor variance = Tensor.zeros(expected);
        Tensor max = Tensor.zeros(expected);
        int[] argMax = new int[expected.size()];
        int next = 0;
        for (int[] index : TensorCases.indices(expected)) {
            float[] values = lineThrough(x, axis, keepDims, index);
            float total = line ? ReferenceSums.line(values) : ReferenceSums.column(values);
            sum.set(index, total);
            mean.set(index, total / n);
            float squares =
                    line ? ReferenceSums.squares(values, total / n) : ReferenceSums.columnSquares(values, total / n);
            variance.set(index, squares / n);
            float greatest = Float.NEGATIVE_INFINITY;
            for (float value : values) {
                greatest = Math.max(greatest, value);
            }
            max.set(index, greatest);
            argMax[next++] = firstOf(values, greatest);
        }
        int named = rng.nextInt(2) == 0 ? axis : axis - x.rank();
        String context = "axis " + axis + " of " + x.layout();
        assertSameBits(sum, Reductions.sum(x, named, keepDims), () -> "sum, " + context);
        Tensor out = TensorCases.empty(rng, TensorCases.writableKind(rng), expected.dims());
        assertSame(out, Reductions.sum(x, named, out));
        assertSameBits(sum, out, () -> "sum into, " + context);
        TensorCases.assertCanariesIntact(out);
        if (n == 0) {
            return;
        }
        assertSameBits(mean, Reductions.mean(x, named, keepDims), () -> "mean, " + context);
        assertSameBits(variance, Reductions.variance(x, named, keepDims), () -> "variance, " + context);
        assertSameBits(variance, Reductions.variance(x, named, out), () -> "variance into, " + context);
        assertSameBits(max, Reductions.max(x, named, keepDims), () -> "max, " + context);
        assertArrayEquals(argMax, Reductions.argMax(x, named).toInts(), context);
        TensorCases.assertCanariesIntact(out);
        assertSameBits(before, x, () -> "the operand was changed");
    }

    private static float[] lineThrough(Tensor x, int axis, boolean keepDims, int[] index) {
        int[] at = new int[x.rank()];
        for (int i = 0; i < at.length; i++) {
            at[i] = i == axis ? 0 : index[i < axis || keepDims ? i : i - 1];
        }
        float[] values = new float[x.dim(axis)];
        for (int i = 0; i < values.length; i++) {
            at[axis] = i;
            values[i] = x.get(at);
        }
        return values;
    }

    private static int firstOf(float[] values, float greatest) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == greatest || Float.isNaN(values[i])) {
                return i;
            }
        }
        return 0;
    }

    @Test
    void specialValues() {
        float inf = Float.POSITIVE_INFINITY;
        assertEquals(0f, Reductions.sum(Tensor.of(-0f, -0f)));
        assertEquals(Float.NaN, Reductions.sum(Tensor.of(inf, -inf)));
        assertEquals(inf, Reductions.sum(Tensor.of(inf, 1)));
        assertEquals(Float.MIN_VALUE, Reductions.sum(Tensor.of(Float.MIN_VALUE, 0)));
        assertEquals(0f, Reductions.max(Tensor.of(-0f, 0f)));
        assertEquals(0f, Reductions.max(Tensor.of(0f, -0f)));
        for (int at = 0; at < 70; at++) {
            Tensor x = Tensor.ones(70);
            x.set(at, Float.NaN);
            assertEquals(Float.NaN, Reductions.max(x));
            assertEquals(at, Reductions.argMax(x));
            assertSameBits(x, Reductions.max(x.reshape(1, 70), 0));
        }
        assertEquals(1, Reductions.argMax(Tensor.of(3, Float.NaN, inf, Float.NaN)));
        assertEquals(0, Reductions.argMax(Tensor.of(-0f, 0f)));
        assertEquals(2, Reductions.argMax(Tensor.of(new float[][] {{1, 2}, {5, 5}})));
        assertEquals(0f, Reductions.variance(Tensor.full(Shape.of(1000), 3)));
    }

    @Test
    void sumToIsTheBackwardOfBroadcasting() {
        Cases.forEach(400, 54, rng -> {
            Shape shape = TensorCases.shape(rng, 4, 6);
            Tensor x = TensorCases.tensor(rng, TensorCases.anyKind(rng), Values.INTEGERS, shape.dims());
            int lead = rng.nextInt(shape.rank() + 1);
            int[] dims = new int[shape.rank() - lead];
            for (int i = 0; i < dims.length; i++) {
                dims[i] = rng.nextInt(2) == 0 ? 1 : shape.dim(lead + i);
            }
            // Sums of small integers are exact in any order.
            Tensor expected = Tensor.zeros(dims);
            for (int[] index : TensorCases.indices(shape)) {
                int[] at = new int[dims.length];
                for (int i = 0; i < at.length; i++) {
                    at[i] = dims[i] == 1 ? 0 : index[lead + i];
                }
                expected.set(at, expected.get(at) + x.get(index));
            }
            Tensor actual = Reductions.sumTo(x, Shape.of(dims));
            assertSameBits(
                    Elementwise.add(expected, 0f), Elementwise.add(actual, 0f), () -> shape + " to " + Shape.of(dims));
            Tensor out = TensorCases.empty(rng, TensorCases.writableKind(rng), dims);
            assertSameBits(actual, Reductions.sumTo(x, out));
            TensorCases.assertCanariesIntact(out);
        });
    }

    @Test
    void sumToHasTheBitsOfTheAxisSums() {
        Tensor x = Tensor.randn(new Rng(55), 300, 7);
        assertSameBits(Reductions.sum(x, 0), Reductions.sumTo(x, Shape.of(7)));
        assertSameBits(Reductions.sum(x, 1, true), Reductions.sumTo(x, Shape.of(300, 1)));
        assertEquals(Reductions.sum(x), Reductions.sumTo(x, Shape.SCALAR).item());
        assertSameBits(Reductions.sum(x.reshape(20 * 15, 7), 0), Reductions.sumTo(x.reshape(20, 15, 7), Shape.of(7)));
        // An extent of 1 between two summed axes does not part them.
        assertSameBits(Reductions.sum(x, 0), Reductions.sumTo(x.reshape(20, 1, 15, 7), Shape.of(7)));
    }

    @Test
    void emptyAxes() {
        Tensor none = Tensor.zeros(0, 3);
        assertEquals(0f, Reductions.sum(none));
        assertSameBits(Tensor.zeros(3), Reductions.sum(none, 0));
        assertEquals(Shape.of(0), Reductions.mean(none, 1).shape());
        assertEquals(0, Reductions.argMax(none, 1).toInts().length);
        assertSameBits(Tensor.zeros(3), Reductions.sumTo(none, Shape.of(3)));
        assertMessage("mean: no elements along axis 0: x [0, 3]", () -> Reductions.mean(none, 0));
        assertMessage("variance: no elements along axis 0: x [0, 3]", () -> Reductions.variance(none, -2, true));
        assertMessage("max: no elements: x [0, 3]", () -> Reductions.max(none));
        assertMessage("argMax: no elements along axis 0: x [0, 3]", () -> Reductions.argMax(none, 0));
        assertMessage("mean: no elements: x [0, 3]", () -> Reductions.mean(none));
    }

    @Test
    void errorsNameOpAndShapes() {
        Tensor x = Tensor.zeros(2, 3);
        assertMessage("sum: no axis 2: x [2, 3] has rank 2", () -> Reductions.sum(x, 2, Tensor.zeros(2)));
        assertMessage("variance: no axis 2: x [2, 3] has rank 2", () -> Reductions.variance(x, 2, true));
        assertMessage("argMax: no axis -3: x [2, 3] has rank 2", () -> Reductions.argMax(x, -3));
        assertMessage(
                "max: out has another shape than the result: x [2, 3], out [3]; it must be [2]",
                () -> Reductions.max(x, -1, Tensor.zeros(3)));
        assertMessage(
                "max: out has another shape than the result: x [2, 3], out [1, 3]; it must be [2, 1]",
                () -> Reductions.max(x, -1, Tensor.zeros(1, 3)));
        assertMessage("sum: axis -1 named twice: x [2, 3]", () -> Reductions.sum(x, 1, -1));
        assertMessage(
                "sumTo: the result's shape does not broadcast to that of x: x [2, 3], result [2]",
                () -> Reductions.sumTo(x, Shape.of(2)));
        assertMessage(
                "sumTo: the result's shape does not broadcast to that of x: x [2, 3], result [2, 2]",
                () -> Reductions.sumTo(x, Tensor.zeros(2, 2)));
        assertMessage("sum: no axis 0: x [] has rank 0", () -> Reductions.sum(Tensor.scalar(1), 0));
    }

    private static void assertMessage(String expected, Runnable body) {
        assertEquals(expected, assertThrows(ShapeException.class, body::run).getMessage());
    }
}
