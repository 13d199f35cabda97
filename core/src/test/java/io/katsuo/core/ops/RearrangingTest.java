package io.katsuo.core.ops;

import static io.katsuo.core.testing.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.TensorCases;
import io.katsuo.core.testing.Values;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gather, split, tile, pad and running sums against their formulas, element by element, on views of any kind. */
class RearrangingTest {
    @Test
    void everyElementStandsWhereTheFormulaSays() {
        Cases.forEach(400, 5, rng -> {
            Shape shape = TensorCases.shape(rng, 3, 4);
            Tensor x = TensorCases.tensor(rng, TensorCases.anyKind(rng), Values.NORMAL, shape.dims());
            int rank = shape.rank();
            int[] repetitions = new int[rank];
            int[][] widths = new int[rank][2];
            for (int axis = 0; axis < rank; axis++) {
                repetitions[axis] = rng.nextInt(3);
                widths[axis] = new int[] {rng.nextInt(3), rng.nextInt(3)};
            }
            Tensor tiled = Indexing.tile(x, repetitions);
            for (int[] index : TensorCases.indices(tiled.shape())) {
                assertEquals(x.get(moved(index, axis -> index[axis] % x.dim(axis))), tiled.get(index));
            }
            Tensor padded = Indexing.pad(x, widths, -7);
            for (int[] index : TensorCases.indices(padded.shape())) {
                int[] source = moved(index, axis -> index[axis] - widths[axis][0]);
                boolean inside = true;
                for (int axis = 0; axis < rank; axis++) {
                    inside &= source[axis] >= 0 && source[axis] < x.dim(axis);
                }
                assertEquals(inside ? x.get(source) : -7, padded.get(index));
            }
            if (rank > 0) {
                int axis = rng.nextInt(rank);
                checkAlongAxis(x, axis, rng.nextInt(2) == 0 ? axis - rank : axis, rng.nextInt(x.dim(axis) + 1));
            }
        });
    }

    private static void checkAlongAxis(Tensor x, int axis, int named, int cut) {
        int n = x.dim(axis);
        List<Tensor> parts = Indexing.split(x, named, cut, 0, n - cut);
        assertSameBits(x.copy(), Indexing.concat(named, parts.toArray(Tensor[]::new)));
        Tensor sums = Reductions.cumSum(x, named);
        float[] totals = new float[1];
        for (int[] index : TensorCases.indices(x.shape())) {
            totals[0] = 0;
            for (int i = 0; i <= index[axis]; i++) {
                int at = i;
                float term = x.get(moved(index, a -> a == axis ? at : index[a]));
                totals[0] = i == 0 ? term : totals[0] + term;
            }
            assertEquals(totals[0], sums.get(index));
        }
        if (n > 0) {
            int[] positions = {n - 1, -n, cut == n ? 0 : cut, n - 1};
            Tensor gathered = Indexing.gather(x, named, positions);
            assertEquals(x.shape().with(axis, 4), gathered.shape());
            for (int[] index : TensorCases.indices(gathered.shape())) {
                int from = Math.floorMod(positions[index[axis]], n);
                assertEquals(x.get(moved(index, a -> a == axis ? from : index[a])), gathered.get(index));
            }
        }
    }

    private static int[] moved(int[] index, java.util.function.IntUnaryOperator place) {
        int[] result = new int[index.length];
        java.util.Arrays.setAll(result, place);
        return result;
    }

    @Test
    void tileAddsAxesAsNumPyDoes() {
        Tensor tiled = Indexing.tile(Tensor.of(1, 2), 2, 1, 2);
        assertSameBits(Tensor.of(1, 2, 1, 2, 1, 2, 1, 2).reshape(2, 1, 4), tiled);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Tensor x = Tensor.zeros(2, 3);
        assertRefused(
                "tile: one repetition, not negative, is needed for each axis: repetitions [2], x [2, 3]",
                () -> Indexing.tile(x, 2));
        assertThrows(ShapeException.class, () -> Indexing.tile(x, 1, -1));
        assertRefused("split: the extents [1, 1] do not add up to axis 1: x [2, 3]", () -> Indexing.split(x, 1, 1, 1));
        assertThrows(ShapeException.class, () -> Indexing.split(x, 1, 2, 2));
        assertThrows(ShapeException.class, () -> Indexing.split(x, 1, 4, -1));
        assertRefused(
                "pad: a pair of widths, not negative, is needed for each axis: widths [[1, 1]], x [2, 3]",
                () -> Indexing.pad(x, new int[][] {{1, 1}}, 0));
        assertThrows(ShapeException.class, () -> Indexing.pad(x, new int[][] {{1, 1}, {0, -1}}, 0));
        assertEquals(
                "gather: position 3 (number 1) is out of range on axis 1: x [2, 3]",
                assertThrows(IndexOutOfBoundsException.class, () -> Indexing.gather(x, 1, 0, 3))
                        .getMessage());
        assertThrows(ShapeException.class, () -> Indexing.tile(x, 1 << 30, 1));
    }

    private static void assertRefused(String message, org.junit.jupiter.api.function.Executable call) {
        assertEquals(message, assertThrows(ShapeException.class, call).getMessage());
    }
}
