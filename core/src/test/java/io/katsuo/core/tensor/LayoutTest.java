package io.katsuo.core.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.TensorCases;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Every view against plain index arithmetic: where must element {@code (i, j, …)} of the view lie? */
class LayoutTest {
    private static Layout any(Rng rng, int maxRank) {
        return TensorCases.layout(rng, TensorCases.anyKind(rng), TensorCases.shape(rng, maxRank, 5));
    }

    /** Checks a view's shape, and that each of its elements lies where the original's element of the mapped index does. */
    private static void assertView(Layout original, Layout view, int[] dims, UnaryOperator<int[]> toOriginal) {
        assertArrayEquals(dims, view.shape().dims());
        for (int[] index : TensorCases.indices(view.shape())) {
            assertEquals(
                    original.index(toOriginal.apply(index.clone())),
                    view.index(index),
                    () -> "element " + Arrays.toString(index) + " of " + view + ", a view of " + original);
        }
    }

    private static int[] replaced(int[] values, int at, int value) {
        int[] result = values.clone();
        result[at] = value;
        return result;
    }

    private static int[] inserted(int[] values, int at, int value) {
        int[] result = Arrays.copyOf(values, values.length + 1);
        System.arraycopy(values, at, result, at + 1, values.length - at);
        result[at] = value;
        return result;
    }

    private static int[] removed(int[] values, int at) {
        int[] result = Arrays.copyOf(values, values.length - 1);
        System.arraycopy(values, at + 1, result, at, result.length - at);
        return result;
    }

    @Test
    void anElementLiesAtOffsetPlusIndicesTimesStrides() {
        Cases.forEach(500, 41, rng -> {
            Layout layout = any(rng, 4);
            long lowest = Long.MAX_VALUE;
            long highest = Long.MIN_VALUE;
            for (int[] index : TensorCases.indices(layout.shape())) {
                int at = layout.offset();
                for (int axis = 0; axis < index.length; axis++) {
                    at += index[axis] * layout.stride(axis);
                }
                assertEquals(at, layout.index(index));
                lowest = Math.min(lowest, at);
                highest = Math.max(highest, at);
            }
            if (layout.shape().size() > 0) {
                assertEquals(lowest, layout.lowest());
                assertEquals(highest, layout.highest());
            }
        });
    }

    @Test
    void contiguousMeansOneRunInRowMajorOrder() {
        Cases.forEach(1000, 42, rng -> {
            Layout layout = any(rng, 4);
            int next = layout.offset();
            boolean oneRun = true;
            for (int[] index : TensorCases.indices(layout.shape())) {
                oneRun &= layout.index(index) == next++;
            }
            assertEquals(oneRun, layout.isContiguous(), layout.toString());
        });
        assertTrue(Layout.contiguous(Shape.of(0, 65536, 65536)).isContiguous());
    }

    @Test
    void permuteReordersAxes() {
        Cases.forEach(300, 43, rng -> {
            Layout layout = any(rng, 5);
            int rank = layout.shape().rank();
            int[] axes = rng.permutation(rank);
            int[] named = axes.clone();
            int[] dims = new int[rank];
            for (int i = 0; i < rank; i++) {
                dims[i] = layout.shape().dim(axes[i]);
                named[i] -= rng.nextInt(2) * rank;
            }
            assertView(layout, layout.permute(named), dims, index -> {
                int[] original = new int[rank];
                for (int i = 0; i < rank; i++) {
                    original[axes[i]] = index[i];
                }
                return original;
            });
        });
    }

    @Test
    void sliceTakesEveryIndexFromToByStepOrRefuses() {
        int taken = 0;
        for (int n = 0; n <= 5; n++) {
            Layout layout = Layout.of(Shape.of(2, n, 3), 40, 20, -3, 1);
            for (int from = -n - 2; from <= n + 1; from++) {
                for (int to = -n - 2; to <= n + 1; to++) {
                    for (int step = -4; step <= 4; step++) {
                        taken += slice(layout, from, to, step) ? 1 : 0;
                    }
                }
            }
        }
        assertEquals(1408, taken);
    }

    private static boolean slice(Layout layout, int from, int to, int step) {
        int n = layout.shape().dim(1);
        int first = from < 0 ? from + n : from;
        int end = to < 0 ? to + n : to;
        boolean legal = step > 0 && 0 <= first && first <= end && end <= n
                || step < 0 && -1 <= end && end <= first && first < n;
        if (!legal) {
            String message = assertThrows(ShapeException.class, () -> layout.slice(1, from, to, step))
                    .getMessage();
            assertTrue(message.startsWith("slice: from " + from + " to " + to + " by " + step + " leaves axis 1"));
            return false;
        }
        int count = 0;
        for (int i = first; step > 0 ? i < end : i > end; i += step) {
            count++;
        }
        assertView(
                layout,
                layout.slice(-2, from, to, step),
                new int[] {2, count, 3},
                index -> replaced(index, 1, first + index[1] * step));
        return true;
    }

    @Test
    void hugeStepsDoNotOverflow() {
        Layout layout = Layout.of(Shape.of(5), 100, 20);
        assertEquals(Shape.of(1), layout.slice(0, 0, 5, Integer.MAX_VALUE).shape());
        assertEquals(180, layout.slice(0, 4, -6, Integer.MIN_VALUE).index(0));
        assertEquals(Shape.of(2), layout.slice(0, 4, -6, -4).shape());
        // Strides of an empty layout may be too large to be multiplied.
        Layout empty = Layout.contiguous(Shape.of(5, 0, Integer.MAX_VALUE)).slice(0, 4, -6, -2);
        assertEquals(Shape.of(3, 0, Integer.MAX_VALUE), empty.shape());
        assertEquals(0, empty.offset());
    }

    @Test
    void selectDropsAnAxis() {
        Cases.forEach(300, 44, rng -> {
            Layout layout = any(rng, 4);
            if (layout.shape().rank() == 0) {
                return;
            }
            int axis = rng.nextInt(layout.shape().rank());
            int n = layout.shape().dim(axis);
            int at = rng.nextInt(2 * n + 2) - n - 1;
            if (at == n || at == -n - 1) {
                String message = assertThrows(IndexOutOfBoundsException.class, () -> layout.select(axis, at))
                        .getMessage();
                assertEquals(
                        "select: " + at + " is out of range on axis " + axis + ": shape " + layout.shape(), message);
                return;
            }
            assertView(
                    layout,
                    layout.select(axis, at),
                    removed(layout.shape().dims(), axis),
                    index -> inserted(index, axis, at < 0 ? at + n : at));
        });
    }

    @Test
    void squeezeAndUnsqueezeDropAndAddAnAxisOfExtentOne() {
        Cases.forEach(300, 45, rng -> {
            Layout layout = any(rng, 4);
            int rank = layout.shape().rank();
            int axis = rng.nextInt(rank + 1);
            Layout larger = layout.unsqueeze(rng.nextInt(2) == 0 ? axis : axis - rank - 1);
            assertView(layout, larger, inserted(layout.shape().dims(), axis, 1), index -> removed(index, axis));
            assertEquals(layout.isContiguous(), larger.isContiguous());
            assertView(layout, larger.squeeze(axis), layout.shape().dims(), UnaryOperator.identity());
        });
    }

    @Test
    void broadcastToRepeats() {
        Cases.forEach(300, 46, rng -> {
            Layout layout = any(rng, 3);
            int lead = rng.nextInt(3);
            int rank = layout.shape().rank();
            int[] dims = new int[lead + rank];
            for (int i = 0; i < dims.length; i++) {
                int own = i < lead ? 1 : layout.shape().dim(i - lead);
                dims[i] = own == 1 ? rng.nextInt(4) : own;
            }
            assertView(layout, layout.broadcastTo(Shape.of(dims)), dims, index -> {
                int[] original = Arrays.copyOfRange(index, lead, index.length);
                for (int i = 0; i < rank; i++) {
                    original[i] = layout.shape().dim(i) == 1 ? 0 : original[i];
                }
                return original;
            });
        });
    }

    /** NumPy views where strides exist that give every element its place; found here by trying them. */
    @Test
    void reshapeIsAViewExactlyIfStridesExist() {
        int[] outcomes = new int[2];
        Cases.forEach(4000, 47, rng -> {
            Layout layout = TensorCases.layout(rng, TensorCases.anyKind(rng), TensorCases.shape(rng, 4, 6));
            Shape target = factored(rng, layout.shape().size());
            int[] places = new int[layout.shape().size()];
            int next = 0;
            for (int[] index : TensorCases.indices(layout.shape())) {
                places[next++] = layout.index(index);
            }
            Layout view = layout.reshape(target);
            assertEquals(stridesExist(places, target), view != null, () -> layout + " to " + target);
            outcomes[view == null ? 0 : 1]++;
            if (view != null) {
                assertEquals(target, view.shape());
                next = 0;
                for (int[] index : TensorCases.indices(target)) {
                    assertEquals(places[next++], view.index(index), () -> layout + " to " + target);
                }
            }
        });
        assertTrue(
                Cases.scaled(4000) < 4000 || outcomes[0] > 500 && outcomes[1] > 500, () -> Arrays.toString(outcomes));
    }

    /** A random shape of so many elements: their prime factors, grouped at random, and a few ones. */
    private static Shape factored(Rng rng, int size) {
        int[] dims = new int[1 + rng.nextInt(4)];
        if (size == 0) {
            dims[0] = 0;
            return Shape.of(dims);
        }
        Arrays.fill(dims, 1);
        int rest = size;
        for (int factor = 2; rest > 1; factor++) {
            while (rest % factor == 0) {
                dims[rng.nextInt(dims.length)] *= factor;
                rest /= factor;
            }
        }
        return size == 1 && rng.nextInt(2) == 0 ? Shape.SCALAR : Shape.of(dims);
    }

    private static boolean stridesExist(int[] places, Shape target) {
        int[] step = new int[target.rank()];
        int inner = 1;
        for (int axis = step.length - 1; axis >= 0; axis--) {
            step[axis] = target.dim(axis) > 1 ? places[inner] - places[0] : 0;
            inner *= target.dim(axis);
        }
        int next = 0;
        for (int[] index : TensorCases.indices(target)) {
            int at = places[0];
            for (int axis = 0; axis < step.length; axis++) {
                at += index[axis] * step[axis];
            }
            if (at != places[next++]) {
                return false;
            }
        }
        return true;
    }

    @Test
    void layoutsThatLeaveTheRangeOfAnIntAreRefused() {
        int max = Integer.MAX_VALUE;
        int[][] wrong = {
            {2, max, 1},
            {2, 0, -1},
            {3, 5, Integer.MIN_VALUE},
            {max, 0, 2},
            {max, max, max},
            {1, -1, 0},
            {65536, 0, 65536}
        };
        for (int[] parts : wrong) {
            String message = assertThrows(ShapeException.class, () -> Layout.of(Shape.of(parts[0]), parts[1], parts[2]))
                    .getMessage();
            assertEquals(
                    "layout: indices leave 0..2147483647: [" + parts[0] + "] at " + parts[1] + " by [" + parts[2] + "]",
                    message);
        }
        assertEquals(max, Layout.of(Shape.of(2), 0, max).index(1));
        assertEquals(0, Layout.of(Shape.of(0), max, max).shape().size());
    }

    @Test
    void errorsNameShapesAndAxes() {
        Layout layout = Layout.contiguous(Shape.of(2, 3));
        assertRefused("layout: 1 strides for 2 axes: shape [2, 3], strides [1]", () -> Layout.of(Shape.of(2, 3), 0, 1));
        assertRefused(
                "index: 1 indices for 2 axes: shape [2, 3], index [0]; row(0) is a view of that row",
                () -> layout.index(0));
        assertRefused("permute: 1 axes named: shape [2, 3] has 2", () -> layout.permute(1));
        assertRefused("permute: axis 1 named twice: shape [2, 3], axes [1, -1]", () -> layout.permute(1, -1));
        assertRefused("shape: no axis 2: [2, 3] has 2 axes", () -> layout.permute(0, 2));
        assertRefused(
                "slice: from 0 to 3 by 0 leaves axis 1 of extent 3: shape [2, 3]; negative indices count"
                        + " from the end, and a negative step needs to <= from",
                () -> layout.slice(1, 0, 3, 0));
        assertRefused(
                "reshape: 6 elements cannot take a shape of 8: from [2, 3] to [2, 4]",
                () -> layout.reshape(Shape.of(2, 4)));
        assertRefused(
                "broadcastTo: extents 2 and 4 differ and the first is not 1: from [2, 3] to [4, 3]",
                () -> layout.broadcastTo(Shape.of(4, 3)));
        assertRefused("broadcastTo: target has fewer axes: from [2, 3] to [3]", () -> layout.broadcastTo(Shape.of(3)));
        assertRefused("squeeze: axis 1 has extent 3, not 1: shape [2, 3]", () -> layout.squeeze(-1));
        assertRefused("unsqueeze: no place 3 for a new axis: shape [2, 3]", () -> layout.unsqueeze(3));
        assertRefused("unsqueeze: no place -4 for a new axis: shape [2, 3]", () -> layout.unsqueeze(-4));
        assertEquals(
                "index: 3 is out of range on axis 1: shape [2, 3], index [1, 3]",
                assertThrows(IndexOutOfBoundsException.class, () -> layout.index(1, 3))
                        .getMessage());
        assertEquals(5, layout.index(-1, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> layout.index(-3, 0));
    }

    private static void assertRefused(String message, Executable code) {
        assertEquals(message, assertThrows(ShapeException.class, code).getMessage());
    }

    @Test
    void aLayoutKeepsItsStridesToItself() {
        int[] strides = {3, 1};
        Layout layout = Layout.of(Shape.of(2, 3), 1, strides);
        strides[0] = 100;
        assertEquals(3, layout.stride(0));
        assertEquals("[2, 3] at 1 by [3, 1]", layout.toString());
        assertFalse(Layout.of(Shape.of(2, 3), 1, 4, 1).isContiguous());
    }

    /** Counted element by element. */
    @Test
    void overlapsItself() {
        Cases.forEach(2000, 75, rng -> {
            Shape shape = TensorCases.shape(rng, 3, 5);
            int[] strides = new int[shape.rank()];
            for (int axis = 0; axis < strides.length; axis++) {
                strides[axis] = rng.nextInt(9) - 4;
            }
            Layout layout = Layout.of(shape, 100, strides);
            Set<Integer> places = new HashSet<>();
            boolean overlaps = false;
            for (int[] index : TensorCases.indices(shape)) {
                overlaps |= !places.add(layout.index(index));
            }
            assertEquals(overlaps, layout.overlapsItself(), layout::toString);
        });
        assertFalse(Layout.of(Shape.of(3, 2), 0, 2, 3).overlapsItself());
    }
}
