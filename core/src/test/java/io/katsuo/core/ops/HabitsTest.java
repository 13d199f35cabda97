package io.katsuo.core.ops;

import static io.katsuo.core.ops.Elementwise.add;
import static io.katsuo.core.ops.Elementwise.div;
import static io.katsuo.core.ops.Elementwise.equal;
import static io.katsuo.core.ops.Elementwise.greater;
import static io.katsuo.core.ops.Elementwise.lessEqual;
import static io.katsuo.core.ops.Elementwise.maximum;
import static io.katsuo.core.ops.Elementwise.minimum;
import static io.katsuo.core.ops.Elementwise.mul;
import static io.katsuo.core.ops.Elementwise.notEqual;
import static io.katsuo.core.ops.Elementwise.pow;
import static io.katsuo.core.ops.Elementwise.sub;
import static io.katsuo.core.ops.Elementwise.where;
import static io.katsuo.core.ops.Reductions.argMax;
import static io.katsuo.core.ops.Reductions.max;
import static io.katsuo.core.ops.Reductions.mean;
import static io.katsuo.core.ops.Reductions.sum;
import static io.katsuo.core.testing.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.ThreadMeters;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Calls that a user of NumPy or PyTorch writes out of habit mean what they mean there. */
class HabitsTest {
    private final Tensor x = Tensor.of(new float[][] {{1, -2, 3}, {4, 5, -6}});

    @Test
    void maxReducesAndMaximumCompares() {
        assertSameBits(Tensor.of(3, 5), max(x, 1));
        assertSameBits(Tensor.of(new float[][] {{1, 1, 3}, {4, 5, 1}}), maximum(x, 1));
        assertSameBits(maximum(x, 1), maximum(1, x));
        assertSameBits(Tensor.of(new float[][] {{1, -2, 1}, {1, 1, -6}}), minimum(x, 1));
    }

    @Test
    void argMaxHasTheShapeOfTheOtherAxes() {
        assertSameBits(Tensor.of(2, 1), argMax(x, 1));
        assertSameBits(Tensor.of(new float[][] {{2}, {1}}), argMax(x, 1, true));
        assertArrayEquals(new int[] {1, 1, 0}, argMax(x, 0).toInts());
        assertEquals(Shape.of(2, 4), argMax(Tensor.zeros(2, 3, 4), 1).shape());
        assertEquals(0.5f, mean(equal(argMax(x, 1), Tensor.of(new int[] {2, 0}))));
    }

    @Test
    void numbersBecomeFloatsOnceOnBothSides() {
        List<BiFunction<Double, Tensor, Tensor>> left =
                List.of(Elementwise::add, Elementwise::sub, Elementwise::mul, Elementwise::div, Elementwise::pow);
        List<BiFunction<Tensor, Tensor, Tensor>> ofTensors =
                List.of(Elementwise::add, Elementwise::sub, Elementwise::mul, Elementwise::div, Elementwise::pow);
        Cases.forEach(20, 81, rng -> {
            Tensor t = Tensor.uniform(rng, 0.5, 2, Shape.of(1 + rng.nextInt(3000)));
            double number = 0.1 + rng.nextFloat();
            for (int i = 0; i < left.size(); i++) {
                assertSameBits(
                        ofTensors.get(i).apply(Tensor.scalar((float) number), t),
                        left.get(i).apply(number, t));
            }
        });
        assertSameBits(mul(x, 0.1f), mul(x, 0.1));
        assertSameBits(Tensor.of(new float[][] {{0, 3, -2}, {-3, -4, 7}}), sub(1, x));
        assertSameBits(Tensor.of(2, 0.25), div(1, Tensor.of(0.5, 4)));
        assertSameBits(Tensor.of(8, 0.5), pow(2, Tensor.of(3, -1)));
        Tensor out = Tensor.zeros(2, 3);
        assertSameBits(sub(1, x), sub(1, x, out));
        assertThrows(ShapeException.class, () -> sub(1, x, Tensor.zeros(3, 2)));
    }

    @Test
    void comparisonsAndWhereTakeNumbers() {
        assertSameBits(Tensor.of(new float[][] {{1, 0, 1}, {1, 1, 0}}), greater(x, 0));
        assertSameBits(sub(1, greater(x, 0)), lessEqual(x, 0));
        assertSameBits(Tensor.of(new float[][] {{1, 0, 3}, {4, 5, 0}}), where(greater(x, 0), x, 0));
        assertSameBits(Tensor.of(new float[][] {{9, -2, 9}, {9, 9, -6}}), where(greater(x, 0), 9, x));
        assertSameBits(notEqual(greater(x, 0), 0), where(greater(x, 0), 1, 0));
        Tensor positive = greater(x, 0);
        Tensor out = Tensor.zeros(3, 2).transpose();
        assertSameBits(where(positive, x, 0), where(positive, x, 0, out));
        assertSameBits(where(positive, 9, x), where(positive, 9, x, out));
        assertSameBits(where(positive, 1, -0.5), where(positive, 1, -0.5, out));
        Tensor inPlace = x.copy();
        assertSameBits(where(positive, 9, x), where(positive, 9, inPlace, inPlace));
        // One condition a column, broadcast.
        Tensor column = Tensor.of(1, 0, 1);
        assertSameBits(where(column, x, Tensor.scalar(7)), where(column, x, 7));
        ShapeException e = assertThrows(ShapeException.class, () -> where(positive, 9, x, Tensor.zeros(3)));
        assertTrue(e.getMessage().contains("cond [2, 3], a 9.0, b [2, 3]"), e.getMessage());
    }

    @Test
    void dimensionsAreNeverTakenForValues() {
        assertEquals(Shape.of(4, 8), Tensor.randn(new Rng(1), 4, 8).shape());
        assertEquals(Shape.of(2, 3), Tensor.rand(new Rng(1), 2, 3).shape());
        assertSameBits(Tensor.randn(new Rng(1), 4, 8), Tensor.normal(new Rng(1), 0, 1, Shape.of(4, 8)));
        assertSameBits(Tensor.rand(new Rng(1), 4, 8), Tensor.uniform(new Rng(1), 0, 1, Shape.of(4, 8)));
        assertSameBits(Tensor.of(new float[][] {{7, 7, 7}, {7, 7, 7}}), Tensor.full(Shape.of(2, 3), 7));
    }

    @Test
    void theValueOfAnElementComesLast() {
        x.set(1, 2, 7);
        assertEquals(7, x.get(1, 2));
        x.set(-1, -3, 8);
        assertEquals(8, x.get(1, 0));
        x.set(new int[] {0, 1}, 0.1);
        assertEquals(0.1f, x.get(0, 1));
        Tensor cube = Tensor.zeros(2, 3, 4);
        cube.set(1, -1, 3, 5);
        assertEquals(5, cube.get(1, 2, 3));
        assertThrows(ShapeException.class, () -> x.set(0, 5));
        assertThrows(IndexOutOfBoundsException.class, () -> x.set(2, 0, 5));
        assertThrows(IndexOutOfBoundsException.class, () -> x.get(0, -4));
    }

    @Test
    void elementsAreReadAndWrittenWithoutAllocation() {
        Runnable touch = () -> {
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 3; j++) {
                    x.set(i, j, x.get(i, j) + 1);
                }
            }
        };
        for (int i = 0; i < 100; i++) {
            touch.run();
        }
        long bytes = ThreadMeters.allocatedBy(() -> {
            for (int i = 0; i < 1000; i++) {
                touch.run();
            }
        });
        assertTrue(bytes < 10_000, "allocated " + bytes);
    }

    @Test
    void negativeIndicesCountFromTheEnd() {
        assertSameBits(x.row(1), x.row(-1));
        assertSameBits(x.column(2), x.column(-1));
        assertSameBits(x.select(1, 0), x.select(-1, -3));
        assertSameBits(x.slice(1, 0, 2), x.slice(-1, -3, -1));
        assertSameBits(Tensor.of(new float[][] {{3, -2, 1}, {-6, 5, 4}}), x.flip(1));
        assertSameBits(x.flip(0), x.slice(0, -1, -3, -1));
        assertEquals(Shape.of(0, 2), Tensor.zeros(0, 2).flip(0).shape());
    }

    @Test
    void creationOfRanges() {
        assertSameBits(Tensor.of(0, 1, 2), Tensor.arange(3));
        assertSameBits(Tensor.of(1, 1.5, 2, 2.5), Tensor.arange(1, 3, 0.5));
        assertSameBits(Tensor.of(3, 1), Tensor.arange(3, -1, -2));
        assertEquals(0, Tensor.arange(3, 1).size());
        assertThrows(IllegalArgumentException.class, () -> Tensor.arange(0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> Tensor.arange(Double.NaN));
        assertThrows(ShapeException.class, () -> Tensor.arange(1e300));
        assertThrows(ShapeException.class, () -> Tensor.arange(0, 1, 1e-300));
        assertSameBits(Tensor.of(0, 0.25, 0.5, 0.75, 1), Tensor.linspace(0, 1, 5));
        assertSameBits(Tensor.of(2), Tensor.linspace(2, 3, 1));
        assertSameBits(Tensor.of(new float[][] {{1, 0}, {0, 1}}), Tensor.eye(2));
        assertSameBits(Tensor.of(0.1f, 0.2f), Tensor.of(0.1, 0.2));
        assertSameBits(Tensor.of(new float[][] {{1, 2}}), Tensor.of(new double[][] {{1, 2}}));
        assertSameBits(Tensor.of(new int[][] {{1, 2}}), Tensor.of(new double[][] {{1, 2}}));
    }

    @Test
    void viewsWithoutAxesAndAnyFlatten() {
        assertEquals(Shape.of(2, 3), x.unsqueeze(0).unsqueeze(-1).squeeze().shape());
        assertEquals(Shape.SCALAR, Tensor.ones(1, 1).squeeze().shape());
        assertSameBits(Tensor.of(1, 4, -2, 5, 3, -6), x.transpose().flatten());
        x.flatten().set(0, 9);
        assertEquals(9, x.get(0, 0), "a flattened contiguous tensor is a view");
        assertEquals(Shape.of(4, 3, 2), Tensor.zeros(2, 3, 4).transpose(0, -1).shape());
    }

    @Test
    void valuesLeaveAsDoublesAndInts() {
        assertArrayEquals(new double[] {1, -2, 3, 4, 5, -6}, x.toDoubles());
        assertArrayEquals(new int[] {1, 4, -2, 5, 3, -6}, x.transpose().toInts());
        Supplier<String> fraction = () -> assertThrows(
                        IllegalArgumentException.class, () -> add(x, 0.5).toInts())
                .getMessage();
        assertEquals("toInts: 1.5 at [0, 0] is not an int: shape [2, 3]", fraction.get());
        assertThrows(IllegalArgumentException.class, () -> Tensor.of(0x1p31f).toInts());
        assertArrayEquals(new int[] {1, 0}, Shape.of(2, 3).index(3));
        assertThrows(IndexOutOfBoundsException.class, () -> Shape.of(2, 3).index(6));
        assertEquals(5, sum(x));
    }
}
