package io.katsuo.core.tensor;

import static io.katsuo.core.testing.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.TensorCases;
import io.katsuo.core.testing.TensorCases.Kind;
import io.katsuo.core.testing.ThreadMeters;
import io.katsuo.core.testing.Values;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TensorTest {
    private static final float INF = Float.POSITIVE_INFINITY;

    private static Tensor any(Rng rng, Values values) {
        int[] dims = TensorCases.shape(rng, 4, 5).dims();
        return TensorCases.tensor(rng, TensorCases.anyKind(rng), values, dims);
    }

    private static void assertRefused(String message, Executable code) {
        assertEquals(message, assertThrows(ShapeException.class, code).getMessage());
    }

    @Test
    void viewsShareTheArray() {
        Tensor matrix = Tensor.zeros(3, 4);
        matrix.transpose().set(2, 0, 1);
        matrix.slice(1, 1, 4, 2).set(1, 1, 2);
        matrix.flip(0).row(0).set(3, 3);
        matrix.column(3).set(0, 4);
        matrix.flatten().set(4, 5);
        matrix.reshape(2, -1).set(1, 3, 6);
        matrix.unsqueeze(0).squeeze(0).permute(1, 0).set(1, 0, 7);
        assertSameBits(Tensor.of(new float[][] {{0, 7, 1, 4}, {5, 0, 0, 2}, {0, 6, 0, 3}}), matrix);
    }

    @Test
    void transposeReversesAllAxes() {
        Cases.forEach(200, 51, rng -> {
            Tensor tensor = any(rng, Values.NORMAL);
            Tensor transposed = tensor.transpose();
            for (int[] index : TensorCases.indices(tensor.shape())) {
                int[] reversed = new int[index.length];
                for (int i = 0; i < index.length; i++) {
                    reversed[i] = index[index.length - 1 - i];
                }
                assertEquals(tensor.get(index), transposed.get(reversed));
            }
            assertSameBits(tensor, transposed.transpose());
        });
    }

    @Test
    void copiesAreDenseAndEqualForEveryLayout() {
        Cases.forEach(500, 52, rng -> {
            Tensor tensor = any(rng, Values.SPECIAL);
            Tensor copy = tensor.copy();
            assertTrue(copy.isContiguous());
            assertNotSame(tensor.array(), copy.array());
            assertSameBits(tensor, copy);
            int i = 0;
            float[] values = tensor.toArray();
            assertEquals(tensor.size(), values.length);
            for (int[] index : TensorCases.indices(tensor.shape())) {
                assertEquals(tensor.get(index), values[i++]);
            }
            Tensor contiguous = tensor.contiguous();
            assertSameBits(tensor, contiguous);
            assertEquals(tensor.isContiguous(), contiguous == tensor);
            assertTrue(contiguous.isContiguous());
        });
    }

    @Test
    void fillAndCopyFromWriteTheViewAndNothingElse() {
        Cases.forEach(1000, 53, rng -> {
            Shape shape = TensorCases.shape(rng, 4, 6);
            Tensor target = TensorCases.empty(rng, TensorCases.writableKind(rng), shape.dims());
            assertSame(target, target.fill(3));
            for (int[] index : TensorCases.indices(shape)) {
                assertEquals(3, target.get(index));
            }
            TensorCases.assertCanariesIntact(target);
            int[] smaller = shape.dims();
            for (int i = 0; i < smaller.length; i++) {
                smaller[i] = rng.nextInt(3) == 0 ? 1 : smaller[i];
            }
            Tensor source = TensorCases.tensor(rng, TensorCases.anyKind(rng), Values.SPECIAL, smaller);
            assertSame(target, target.copyFrom(source));
            for (int[] index : TensorCases.indices(shape)) {
                int[] from = index.clone();
                for (int i = 0; i < from.length; i++) {
                    from[i] = smaller[i] == 1 ? 0 : from[i];
                }
                assertEquals(source.get(from), target.get(index));
            }
            TensorCases.assertCanariesIntact(target);
        });
    }

    @Test
    void copyFromAnOverlappingViewTakesTheOldValues() {
        Tensor numbers = Tensor.of(0, 1, 2, 3, 4, 5, 6, 7);
        Tensor shifted = numbers.copy();
        shifted.slice(0, 1, 8).copyFrom(shifted.slice(0, 0, 7));
        assertSameBits(Tensor.of(0, 0, 1, 2, 3, 4, 5, 6), shifted);
        Tensor reversed = numbers.copy();
        reversed.copyFrom(reversed.flip(0));
        assertSameBits(numbers.flip(0), reversed);
        Tensor square = Tensor.of(numbers.toArray()).reshape(2, 4).slice(1, 0, 2);
        square.copyFrom(square.transpose());
        assertSameBits(Tensor.of(new float[][] {{0, 4}, {1, 5}}), square);
        Tensor spread = numbers.copy();
        spread.copyFrom(spread.slice(0, 3, 4));
        assertSameBits(Tensor.full(Shape.of(8), 3), spread);
        Cases.forEach(300, 54, rng -> {
            Tensor target = any(rng, Values.NORMAL);
            UnaryOperator<Tensor> view = x -> {
                Tensor result = x;
                for (int axis = 0; axis < x.rank(); axis++) {
                    result = result.flip(axis);
                }
                return result;
            };
            Tensor writable = TensorCases.laidOut(rng, TensorCases.writableKind(rng), target);
            assertSameBits(view.apply(target), writable.copyFrom(view.apply(writable)));
        });
    }

    @Test
    void reshapeInfersOneExtent() {
        Tensor tensor = Tensor.zeros(4, 6);
        assertEquals(Shape.of(3, 8), tensor.reshape(3, -1).shape());
        assertEquals(Shape.of(24), tensor.reshape(-1).shape());
        assertEquals(Shape.of(2, 12, 1), tensor.reshape(2, -1, 1).shape());
        assertEquals(Shape.of(0, 5), Tensor.zeros(0, 3).reshape(-1, 5).shape());
        assertEquals(Shape.of(1, 1), Tensor.scalar(1).reshape(1, -1).shape());
        assertRefused("reshape: extent -1 cannot be inferred: from [4, 6] to [-1, 5]", () -> tensor.reshape(-1, 5));
        assertRefused("reshape: extent -1 cannot be inferred: from [4, 6] to [-1, -1]", () -> tensor.reshape(-1, -1));
        assertRefused(
                "reshape: extent -1 cannot be inferred: from [0, 3] to [-1, 0]",
                () -> Tensor.zeros(0, 3).reshape(-1, 0));
        assertRefused("shape: negative extent -2: [-2, 12]", () -> tensor.reshape(-2, 12));
        assertRefused(
                "reshape: 24 elements cannot take a shape of 25: from [4, 6] to [5, 5]", () -> tensor.reshape(5, 5));
        assertRefused(
                "reshape: extent -1 cannot be inferred: from [4, 6] to [65536, 65536, -1]",
                () -> tensor.reshape(65536, 65536, -1));
    }

    @Test
    void whatCannotBeViewedOffersACopy() {
        Tensor transposed = Tensor.zeros(2, 3).transpose();
        assertRefused(
                "reshape: no view of this layout has shape [6]: layout [3, 2] at 0 by [1, 3]; use copy().reshape(...)",
                () -> transposed.reshape(6));
        assertEquals(Shape.of(6), transposed.copy().reshape(6).shape());
    }

    @Test
    void itemIsTheOnlyElement() {
        assertEquals(4, Tensor.of(1, 4, 2).slice(0, 1, 2).unsqueeze(0).item());
        assertRefused(
                "item: 2 elements, not 1: shape [2]", () -> Tensor.zeros(2).item());
        assertRefused(
                "item: 0 elements, not 1: shape [0]", () -> Tensor.zeros(0).item());
    }

    @Test
    void allCloseIsRelativeToTheSecond() {
        Tensor a = Tensor.of(100, -100);
        Tensor b = Tensor.of(101, -101);
        assertTrue(a.allClose(b, 0.00991, 0));
        assertFalse(a.allClose(b, 0.0099, 0));
        assertTrue(a.allClose(b, 0, 1));
        assertFalse(a.allClose(b, 0, 0.99));
        assertFalse(a.allClose(Tensor.of(100), 1, 1));
        assertFalse(a.allClose(a.reshape(2, 1), 1, 1));
        assertTrue(a.allClose(a, 0, 0));
        // One element out of tolerance is enough, be it the last.
        assertFalse(Tensor.of(1, 2, 3).allClose(Tensor.of(1, 2, 4), 1e-3, 0));
    }

    @Test
    void allCloseOfInfinitiesAndNaN() {
        float nan = Float.NaN;
        assertTrue(Tensor.of(INF, -INF).allClose(Tensor.of(INF, -INF), 0, 0));
        assertFalse(Tensor.of(INF).allClose(Tensor.of(-INF), 1, 1));
        assertFalse(Tensor.of(1f).allClose(Tensor.of(INF), 1, 1));
        assertFalse(Tensor.of(INF).allClose(Tensor.of(1f), 1, 1));
        assertFalse(Tensor.of(nan).allClose(Tensor.of(nan), 1, 1));
        assertFalse(Tensor.of(nan).allClose(Tensor.of(0), INF, INF));
        assertFalse(Tensor.of(0).allClose(Tensor.of(nan), 1, 1));
        assertTrue(Tensor.of(0f).allClose(Tensor.of(-0f), 0, 0));
        assertTrue(Tensor.of(-Float.MAX_VALUE).allClose(Tensor.of(Float.MAX_VALUE), 2, 0));
    }

    @Test
    void sameBitsTellsZerosApartAndCountsAllNaNsAsOne() {
        assertFalse(Tensor.of(0f).sameBits(Tensor.of(-0f)));
        assertTrue(Tensor.of(Float.intBitsToFloat(0xffc00001)).sameBits(Tensor.of(Float.NaN)));
        assertFalse(Tensor.of(1f).sameBits(Tensor.of(Math.nextUp(1f))));
        assertFalse(Tensor.of(1f).sameBits(Tensor.scalar(1)));
        assertTrue(Tensor.zeros(0, 3).sameBits(Tensor.zeros(0, 3)));
        assertFalse(Tensor.zeros(0, 3).sameBits(Tensor.zeros(3, 0)));
        Cases.forEach(300, 55, rng -> {
            Tensor values = any(rng, Values.SPECIAL).copy();
            Tensor other = TensorCases.laidOut(rng, TensorCases.writableKind(rng), values);
            assertTrue(values.sameBits(other) && other.sameBits(values));
            if (values.size() > 0) {
                float[] array = values.array();
                int at = rng.nextInt(array.length);
                array[at] = Float.isNaN(array[at]) ? 0 : Float.intBitsToFloat(Float.floatToIntBits(array[at]) ^ 1);
                assertFalse(values.sameBits(other));
            }
        });
    }

    @Test
    void aRepeatedRowIsNotContiguous() {
        Tensor row = TensorCases.tensor(new Rng(1), Kind.CONTIGUOUS, Values.NORMAL, 1, 4);
        Tensor repeated = row.broadcastTo(3, 4);
        assertFalse(repeated.isContiguous());
        assertSameBits(row.row(0), repeated.row(2));
    }

    @Test
    void aTargetThatOverlapsItselfIsRefused() {
        Tensor x = Tensor.zeros(1);
        Tensor repeated = x.broadcastTo(3);
        assertEquals(
                "copyFrom: the target's elements share memory with each other: target [3] at 0 by [0]; give it memory of"
                        + " its own",
                assertThrows(IllegalArgumentException.class, () -> repeated.copyFrom(Tensor.of(1, 2, 3)))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> repeated.fill(1));
        assertEquals(0, x.get(0));
        // Strides that reach over each other without meeting.
        Tensor meshed = Tensor.wrap(new float[8], Layout.of(Shape.of(3, 2), 0, 2, 3));
        Tensor values = Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}});
        assertTrue(meshed.copyFrom(values).sameBits(values));
    }

    @Test
    void readCopiesAnyPartOfAnyView() {
        Cases.forEach(500, 76, rng -> {
            Tensor x = TensorCases.tensor(
                    rng,
                    TensorCases.anyKind(rng),
                    Values.NORMAL,
                    TensorCases.shape(rng, 4, 6).dims());
            int from = rng.nextInt(x.size() + 1);
            int n = rng.nextInt(x.size() - from + 1);
            float[] target = new float[n + 2];
            x.read(from, target, 1, n);
            float[] expected = new float[n + 2];
            System.arraycopy(x.toArray(), from, expected, 1, n);
            assertArrayEquals(expected, target, () -> from + ", " + n + " of " + x.layout());
            assertThrows(IndexOutOfBoundsException.class, () -> x.read(from, target, 0, x.size() - from + 1));
        });
    }

    @Test
    void comparisonsLookAtAllPiecesAndAllocateLittle() {
        Tensor x = Tensor.rand(new Rng(1), 70, 60);
        Tensor view = x.transpose().copy().transpose();
        assertTrue(x.sameBits(view) && x.allClose(view));
        for (int i : new int[] {0, 1023, 1024, 4199}) {
            Tensor other = view.copy();
            other.array()[i] += 1;
            assertFalse(x.sameBits(other) || x.allClose(other), () -> "element " + i);
        }
        Tensor large = Tensor.ones(1).broadcastTo(3000, 3000);
        assertTrue(large.sameBits(large));
        assertTrue(ThreadMeters.allocatedBy(() -> large.sameBits(large)) < 100_000);
        assertTrue(ThreadMeters.allocatedBy(() -> large.allClose(large)) < 100_000);
    }
}
