package io.katsuo.core.ops;

import static io.katsuo.core.testing.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.TensorCases;
import io.katsuo.core.testing.Values;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Reductions along any axes, against loops over indices in double; values are small integers, so that sums are exact. */
class SeveralAxesTest {
    /** Folds the elements at the positions of the other axes, which keep their extents; reduced ones have extent 1. */
    private static double[] folded(Tensor x, int[] axes, double start, DoubleBinaryOperator op) {
        Shape kept = kept(x.shape(), axes);
        double[] result = new double[kept.size()];
        Arrays.fill(result, start);
        for (int[] index : TensorCases.indices(x.shape())) {
            int at = 0;
            for (int axis = 0; axis < index.length; axis++) {
                at = at * kept.dim(axis) + (kept.dim(axis) == 1 ? 0 : index[axis]);
            }
            result[at] = op.applyAsDouble(result[at], x.get(index));
        }
        return result;
    }

    private static Shape kept(Shape shape, int[] axes) {
        Shape kept = shape;
        for (int axis : axes) {
            kept = kept.with(axis, 1);
        }
        return kept;
    }

    private static void assertValues(double[] expected, Tensor actual, double tolerance, String context) {
        double[] values = actual.toDoubles();
        assertEquals(expected.length, values.length, context);
        for (int i = 0; i < values.length; i++) {
            assertEquals(expected[i], values[i], tolerance * Math.abs(expected[i]), context);
        }
    }

    @Test
    void reductionsAlongAnyAxesOfAnyLayout() {
        Cases.forEach(400, 71, rng -> {
            Shape shape = TensorCases.shape(rng, 4, rng.nextInt(8) == 0 ? 30 : 5);
            Tensor x = TensorCases.tensor(rng, TensorCases.anyKind(rng), Values.INTEGERS, shape.dims());
            int[] order = rng.permutation(shape.rank());
            int[] axes = Arrays.copyOf(order, rng.nextInt(shape.rank() + 1));
            int n = 1;
            int[] named = axes.clone();
            for (int i = 0; i < axes.length; i++) {
                n *= shape.dim(axes[i]);
                named[i] -= rng.nextInt(2) * shape.rank();
            }
            String context = shape + " along " + Arrays.toString(named);
            int count = n;
            double[] sums = folded(x, axes, 0, Double::sum);
            assertValues(sums, Reductions.sum(x, named), 0, "sum of " + context);
            assertEquals(kept(shape, axes), Reductions.sum(x, named, true).shape(), context);
            assertValues(folded(x, axes, 1, (a, b) -> a == 0 || b == 0 ? 0 : 1), Reductions.all(x, named), 0, context);
            assertValues(folded(x, axes, 0, (a, b) -> a == 0 && b == 0 ? 0 : 1), Reductions.any(x, named), 0, context);
            if (n == 0) {
                return;
            }
            double[] means = Arrays.stream(sums).map(sum -> sum / count).toArray();
            assertValues(means, Reductions.mean(x, named), 0x1p-23, "mean of " + context);
            assertValues(folded(x, axes, -99, Math::max), Reductions.max(x, named), 0, "max of " + context);
            assertValues(folded(x, axes, 99, Math::min), Reductions.min(x, named), 0, "min of " + context);
            double[] squares = folded(x, axes, 0, (sum, value) -> sum + value * value);
            Tensor variance = Reductions.variance(x, named, true);
            for (int i = 0; i < squares.length; i++) {
                double expected = squares[i] / n - means[i] * means[i];
                assertEquals(
                        expected, variance.flatten().get(i), 1e-5 * (1 + squares[i] / n), "variance of " + context);
            }
            assertSameBits(Elementwise.sqrt(variance), Reductions.std(x, named, true), () -> "std of " + context);
        });
    }

    @Test
    void productsOfPowersOfTwoAreExactInAnyOrder() {
        Cases.forEach(60, 72, rng -> {
            int[][] shapes = {{1 + rng.nextInt(70)}, {3, 4100 + rng.nextInt(200)}, {600, 5}, {2, 3, 4}, {4096 * 3 + 1}};
            Shape shape = Shape.of(shapes[rng.nextInt(shapes.length)]);
            Tensor x = Tensor.ones(shape.dims());
            for (int i = 0; i < shape.size(); i++) {
                float[] factors = {2, 0.5f, -1};
                // Few of them, so that no product of a part leaves the range of a float.
                x.array()[i] = rng.nextInt(30) == 0 ? factors[rng.nextInt(3)] : 1;
            }
            int axis = rng.nextInt(shape.rank());
            double[] expected = folded(x, new int[] {axis}, 1, (a, b) -> a * b);
            assertValues(expected, Reductions.prod(x, axis), 0, "prod of " + shape + " along " + axis);
            double all = folded(x.reshape(shape.size()), new int[] {0}, 1, (a, b) -> a * b)[0];
            assertEquals((float) all, Reductions.prod(x), "prod of " + shape);
        });
    }

    @Test
    void leastElementsAreTheNegatedGreatestOfTheNegated() {
        Cases.forEach(100, 73, rng -> {
            int[][] shapes = {{1 + rng.nextInt(100)}, {2, 4097}, {700, 3}, {5, 6, 7}};
            int[] dims = shapes[rng.nextInt(shapes.length)];
            Tensor x = TensorCases.tensor(rng, TensorCases.anyKind(rng), Values.SPECIAL, dims);
            int axis = rng.nextInt(dims.length);
            assertSameBits(
                    Elementwise.neg(Reductions.max(Elementwise.neg(x), axis)),
                    Reductions.min(x, axis),
                    () -> "min of " + x.layout() + " along " + axis);
            assertSameBits(
                    Reductions.argMax(Elementwise.neg(x), axis, true),
                    Reductions.argMin(x, axis, true),
                    () -> "argMin of " + x.layout());
        });
        assertEquals(1, Reductions.argMin(Tensor.of(3, 1, 1)));
        assertEquals(2, Reductions.argMin(Tensor.of(3, 1, Float.NaN, Float.NaN)));
    }

    @Test
    void outHasTheAxisOrNot() {
        Tensor x = Tensor.randn(new Rng(74), 4, 5);
        assertSameBits(Reductions.sum(x, 0), Reductions.sum(x, 0, Tensor.zeros(5)));
        assertSameBits(Reductions.sum(x, 0, true), Reductions.sum(x, 0, Tensor.zeros(1, 5)));
        assertSameBits(Reductions.std(x, 1), Reductions.std(x, 1, Tensor.zeros(4)));
        assertSameBits(Reductions.prod(x, 1, true), Reductions.prod(x, 1, Tensor.zeros(4, 1)));
        assertSameBits(Reductions.argMax(x, -1), Reductions.argMax(x, -1, Tensor.zeros(4)));
        assertSameBits(Reductions.logSumExp(x, 1, true), Reductions.logSumExp(x, 1, Tensor.zeros(4, 1)));
        assertSameBits(Reductions.any(x, 0), Reductions.any(x, 0, Tensor.zeros(5)));
    }

    private static void assertWrites(Tensor expected, UnaryOperator<Tensor> reduction) {
        Tensor out = Tensor.full(Shape.of(expected.dim(1), expected.dim(0)), 7).transpose();
        assertSame(out, reduction.apply(out));
        assertSameBits(expected, out);
    }

    @Test
    void severalAxesAreReducedIntoAView() {
        Tensor x = Tensor.randn(new Rng(76), 3, 4, 5, 2);
        int[] axes = {-1, 0};
        assertWrites(Reductions.sum(x, axes), out -> Reductions.sum(x, axes, out));
        assertWrites(Reductions.mean(x, axes), out -> Reductions.mean(x, axes, out));
        assertWrites(Reductions.variance(x, axes, false), out -> Reductions.variance(x, axes, out));
        assertWrites(Reductions.std(x, axes, false), out -> Reductions.std(x, axes, out));
        assertWrites(Reductions.max(x, axes), out -> Reductions.max(x, axes, out));
        assertWrites(Reductions.min(x, axes), out -> Reductions.min(x, axes, out));
        assertWrites(Reductions.prod(x, axes), out -> Reductions.prod(x, axes, out));
        assertWrites(Reductions.any(x, axes), out -> Reductions.any(x, axes, out));
        assertWrites(Reductions.all(x, axes), out -> Reductions.all(x, axes, out));
        assertSameBits(Reductions.sum(x, axes, true), Reductions.sum(x, axes, Tensor.zeros(1, 4, 5, 1)));
        assertThrows(ShapeException.class, () -> Reductions.sum(x, axes, Tensor.zeros(5, 4)));
    }

    @Test
    void softmaxAndLogSumExpAlongAnAxisAreThoseOfTheRowsOfItsTranspose() {
        Cases.forEach(60, 75, rng -> {
            Tensor x = TensorCases.tensor(rng, TensorCases.anyKind(rng), Values.NORMAL, 3, 4, 5);
            for (int axis = 0; axis < 3; axis++) {
                Tensor rows = x.transpose(axis, 2).copy();
                assertSameBits(Reductions.softmax(rows).transpose(axis, 2), Reductions.softmax(x, axis));
                Tensor inPlace = x.copy();
                assertSameBits(Reductions.softmax(x, axis), Reductions.softmax(inPlace, axis, inPlace));
                assertSameBits(
                        Reductions.logSumExp(rows, -1, true).transpose(axis, 2), Reductions.logSumExp(x, axis, true));
            }
            float all = Reductions.logSumExp(x.copy().reshape(1, 60), 1).item();
            assertEquals(all, Reductions.logSumExp(x.copy()));
        });
    }

    @Test
    void nothingToReduce() {
        Tensor none = Tensor.zeros(0, 3);
        assertEquals(1f, Reductions.prod(none));
        assertFalse(Reductions.any(none));
        assertTrue(Reductions.all(none));
        assertSameBits(Tensor.ones(3), Reductions.prod(none, 0));
        assertSameBits(Tensor.zeros(3), Reductions.any(none, 0));
        assertSameBits(Tensor.ones(3), Reductions.all(none, 0));
        assertEquals(Shape.of(0), Reductions.min(none, 1).shape());
        assertMessage("min: no elements along axis 0: x [0, 3]", () -> Reductions.min(none, 0));
        assertMessage("std: no elements: x [0, 3]", () -> Reductions.std(none));
        assertMessage("argMin: no elements: x [0, 3]", () -> Reductions.argMin(none));
        assertMessage("logSumExp: no elements along axis 0: x [0]", () -> Reductions.logSumExp(none));
        assertMessage("sum: axis -1 named twice: x [2, 2]", () -> Reductions.sum(Tensor.zeros(2, 2), 1, -1));
        int[] many = new int[64];
        Arrays.fill(many, 1);
        assertThrows(ShapeException.class, () -> Reductions.sum(Tensor.zeros(many), 0));
    }

    private static void assertMessage(String message, org.junit.jupiter.api.function.Executable call) {
        assertEquals(message, assertThrows(ShapeException.class, call).getMessage());
    }
}
