package io.katsuo.core.ops;

import static io.katsuo.core.testing.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.TensorCases;
import io.katsuo.core.testing.Ulps;
import io.katsuo.core.testing.Values;
import org.junit.jupiter.api.Test;

/** Row operations against double formulas; rows do not influence each other. */
class RowsTest {
    private static final float INF = Float.POSITIVE_INFINITY;

    @Test
    void softmaxAndLogSumExpAgainstDouble() {
        Cases.forEach(300, 61, rng -> {
            Shape rows = TensorCases.shape(rng, 3, 5);
            int n = 1 + rng.nextInt(rng.nextInt(10) == 0 ? 5000 : 60);
            int[] dims = java.util.Arrays.copyOf(rows.dims(), rows.rank() + 1);
            dims[rows.rank()] = n;
            Tensor x = TensorCases.tensor(rng, TensorCases.anyKind(rng), Values.NORMAL, dims);
            Tensor before = x.copy();
            Tensor y = Reductions.softmax(x);
            Tensor logs = Reductions.logSoftmax(x);
            Tensor lse = Reductions.logSumExp(x, -1);
            assertEquals(rows, lse.shape());
            for (int[] index : TensorCases.indices(rows)) {
                checkRow(rowAt(x, index), rowAt(y, index), rowAt(logs, index), lse.get(index));
            }
            Tensor out = TensorCases.empty(rng, TensorCases.writableKind(rng), dims);
            assertSame(out, Reductions.softmax(x, out));
            assertSameBits(y, out, () -> "into " + out.layout());
            TensorCases.assertCanariesIntact(out);
            Tensor inPlace = TensorCases.laidOut(rng, TensorCases.writableKind(rng), x.copy());
            assertSameBits(y, Reductions.softmax(inPlace, inPlace), () -> "in place of " + inPlace.layout());
            Tensor logsInPlace = TensorCases.laidOut(rng, TensorCases.writableKind(rng), x.copy());
            assertSameBits(logs, Reductions.logSoftmax(logsInPlace, -1, logsInPlace));
            TensorCases.assertCanariesIntact(logsInPlace);
            Tensor lseOut = TensorCases.empty(rng, TensorCases.writableKind(rng), rows.dims());
            assertSameBits(lse, Reductions.logSumExp(x, -1, lseOut));
            TensorCases.assertCanariesIntact(lseOut);
            assertSameBits(before, x);
        });
    }

    private static Tensor rowAt(Tensor x, int[] index) {
        Tensor row = x;
        for (int i : index) {
            row = row.row(i);
        }
        return row;
    }

    private static void checkRow(Tensor x, Tensor y, Tensor logs, float lse) {
        double max = Double.NEGATIVE_INFINITY;
        for (float value : x.toArray()) {
            max = Math.max(max, value);
        }
        double sum = 0;
        for (float value : x.toArray()) {
            sum += StrictMath.exp(value - max);
        }
        double total = 0;
        for (int i = 0; i < x.size(); i++) {
            // Differences are rounded, too: an ulp of them is worth as much as their size.
            double exact = StrictMath.exp(x.get(i) - max) / sum;
            double bound = 4 + Math.abs(x.get(i) - max);
            assertTrue(Ulps.error(y.get(i), exact) <= bound, () -> "softmax of " + x);
            assertTrue(y.get(i) >= 0 && y.get(i) <= 1);
            total += y.get(i);
            double log = x.get(i) - max - StrictMath.log(sum);
            assertEquals(log, logs.get(i), 3 * 0x1p-24 * (Math.abs(x.get(i) - max) + StrictMath.log(sum) + 1));
        }
        assertEquals(1, total, (x.size() + 2) * 0x1p-24);
        double exact = max + StrictMath.log(sum);
        assertEquals(exact, lse, 3 * 0x1p-24 * (Math.abs(max) + Math.abs(exact) + 1));
    }

    @Test
    void aRowHasTheSameBitsInEveryBatch() {
        Rng rng = new Rng(62);
        for (int n : new int[] {1, 10, 33, 1000, 4096, 9000}) {
            Tensor batch = Tensor.normal(rng, 0, 5, Shape.of(23, n));
            Tensor all = Reductions.softmax(batch);
            Tensor logs = Reductions.logSoftmax(batch);
            assertSameBits(logs, Reductions.logSoftmax(batch.transpose(), 0).transpose());
            Tensor sums = Reductions.logSumExp(batch, -1);
            for (int i = 0; i < 23; i++) {
                assertSameBits(Reductions.softmax(batch.row(i)), all.row(i));
                assertSameBits(Reductions.logSoftmax(batch.row(i)), logs.row(i));
                assertEquals(Reductions.logSumExp(batch.row(i), -1).item(), sums.get(i));
            }
        }
    }

    @Test
    void equalEntriesGiveOneNthExactly() {
        for (int n : new int[] {1, 2, 3, 7, 10, 33, 1000, 5000}) {
            for (float value : new float[] {0, -3.5f, 1e30f, Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE}) {
                assertSameBits(Tensor.full(Shape.of(n), 1f / n), Reductions.softmax(Tensor.full(Shape.of(n), value)));
            }
        }
    }

    @Test
    void specialRows() {
        Tensor rows = Tensor.of(new float[][] {
            {1, Float.NaN, 2}, {1, INF, 2}, {1, -INF, 1}, {-INF, -INF, -INF}, {Float.MAX_VALUE, -Float.MAX_VALUE, 0}
        });
        float nan = Float.NaN;
        assertSameBits(
                Tensor.of(
                        new float[][] {{nan, nan, nan}, {nan, nan, nan}, {0.5f, 0, 0.5f}, {nan, nan, nan}, {1, 0, 0}}),
                Reductions.softmax(rows));
        float half = -(float) Math.log(2);
        assertSameBits(
                Tensor.of(new float[][] {
                    {nan, nan, nan},
                    {nan, nan, nan},
                    {half, -INF, half},
                    {nan, nan, nan},
                    {0, -INF, -Float.MAX_VALUE}
                }),
                Reductions.logSoftmax(rows));
        // The difference of a score and logSumExp would have the rounding of a number near 10,000.
        Tensor large = Reductions.logSoftmax(Tensor.of(10_000, 10_001, 10_002, 10_003));
        assertSameBits(Reductions.logSoftmax(Tensor.of(0, 1, 2, 3)), large);
        assertSameBits(
                Tensor.of(nan, INF, 1 + (float) Math.log(2), -INF, Float.MAX_VALUE), Reductions.logSumExp(rows, -1));
        assertEquals(1000f, Reductions.logSumExp(Tensor.of(0, 1000), -1).item());
        assertSameBits(Tensor.of(1), Reductions.softmax(Tensor.of(-7)));
    }

    @Test
    void noRowsAndNoColumns() {
        assertEquals(Shape.of(0, 3), Reductions.softmax(Tensor.zeros(0, 3)).shape());
        assertEquals(Shape.of(0), Reductions.logSumExp(Tensor.zeros(0, 3), -1).shape());
        assertMessage("softmax: no elements along axis 1: x [3, 0]", () -> Reductions.softmax(Tensor.zeros(3, 0)));
        assertMessage("logSumExp: no elements along axis 0: x [0]", () -> Reductions.logSumExp(Tensor.zeros(0), -1));
        assertMessage("softmax: no axis -1: x [] has rank 0", () -> Reductions.softmax(Tensor.scalar(1)));
    }

    @Test
    void oneHot() {
        assertSameBits(Tensor.of(new float[][] {{0, 0, 1}, {1, 0, 0}}), Indexing.oneHot(new int[] {2, 0}, 3));
        Cases.forEach(50, 63, rng -> {
            int[] labels = new int[rng.nextInt(6)];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = rng.nextInt(4);
            }
            Tensor out = TensorCases.empty(rng, TensorCases.writableKind(rng), labels.length, 4);
            assertSameBits(Indexing.oneHot(labels, 4), Indexing.oneHot(labels, 4, out));
            TensorCases.assertCanariesIntact(out);
            for (int i = 0; i < labels.length; i++) {
                assertEquals(labels[i], Reductions.argMax(out.row(i)));
                assertEquals(1f, Reductions.sum(out.row(i)));
            }
        });
        Tensor kept = Tensor.full(Shape.of(2, 3), 7);
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> Indexing.oneHot(new int[] {0, 3}, 3, kept));
        assertEquals("oneHot: label 3 at position 1 is not in [0, 3)", error.getMessage());
        assertSameBits(Tensor.full(Shape.of(2, 3), 7), kept);
        assertThrows(IllegalArgumentException.class, () -> Indexing.oneHot(new int[] {-1}, 3));
        assertMessage(
                "oneHot: out has another shape than the result: 1 labels, 3 classes, out [3, 1]; it must be [1, 3]",
                () -> Indexing.oneHot(new int[] {0}, 3, Tensor.zeros(3, 1)));
    }

    @Test
    void gatherRows() {
        Cases.forEach(100, 64, rng -> {
            Shape rest = TensorCases.shape(rng, 2, 5);
            int[] dims = new int[rest.rank() + 1];
            dims[0] = 1 + rng.nextInt(5);
            System.arraycopy(rest.dims(), 0, dims, 1, rest.rank());
            Tensor x = TensorCases.tensor(rng, TensorCases.anyKind(rng), Values.SPECIAL, dims);
            int[] rows = new int[rng.nextInt(7)];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = rng.nextInt(dims[0]);
            }
            dims[0] = rows.length;
            Tensor out = TensorCases.empty(rng, TensorCases.writableKind(rng), dims);
            Tensor fresh = Indexing.gatherRows(x, rows);
            assertSameBits(fresh, Indexing.gatherRows(x, rows, out));
            TensorCases.assertCanariesIntact(out);
            for (int i = 0; i < rows.length; i++) {
                assertSameBits(x.row(rows[i]), out.row(i));
            }
        });
        IndexOutOfBoundsException error = assertThrows(
                IndexOutOfBoundsException.class, () -> Indexing.gatherRows(Tensor.zeros(2, 3), new int[] {0, 2}));
        assertEquals("gatherRows: row 2 at position 1 is out of range: x has 2 rows", error.getMessage());
        assertMessage(
                "gatherRows: out has another shape than the result: x [2, 3], 1 rows, out [2, 3]; it must be [1, 3]",
                () -> Indexing.gatherRows(Tensor.zeros(2, 3), new int[] {0}, Tensor.zeros(2, 3)));
    }

    private static void assertMessage(String expected, Runnable body) {
        assertEquals(expected, assertThrows(ShapeException.class, body::run).getMessage());
    }
}
