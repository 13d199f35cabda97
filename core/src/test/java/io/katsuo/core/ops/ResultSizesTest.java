package io.katsuo.core.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.ThreadMeters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Results that would have more elements than an int counts, of operands that are small in memory because they broadcast. */
class ResultSizesTest {
    private static final Tensor ONE = Tensor.ones(1, 1);
    private static final int HALF = 1 << 16;
    private static final Tensor COLUMN = ONE.broadcastTo(HALF, 1);
    private static final Tensor ROW = ONE.broadcastTo(1, HALF);

    private static Map<String, Supplier<Object>> tooLarge() {
        Tensor line = Tensor.ones(1).broadcastTo(Integer.MAX_VALUE);
        Map<String, Supplier<Object>> calls = new LinkedHashMap<>();
        calls.put("add", () -> Elementwise.add(COLUMN, ROW));
        calls.put("less", () -> Elementwise.less(ROW, COLUMN));
        calls.put("where", () -> Elementwise.where(COLUMN, ROW, ONE));
        calls.put("where 2", () -> Elementwise.where(COLUMN, ROW, 2));
        calls.put("matmul", () -> LinearAlgebra.matmul(COLUMN, ROW));
        calls.put("batched matmul", () -> LinearAlgebra.matmul(ONE.broadcastTo(HALF, 2, 1), ROW));
        calls.put("oneHot", () -> Indexing.oneHot(new int[HALF], HALF));
        calls.put("gatherRows", () -> Indexing.gatherRows(ROW, new int[HALF]));
        calls.put("gather", () -> Indexing.gather(ONE.broadcastTo(1, 1 << 30), 0, 0, 0, 0));
        calls.put("concat", () -> Indexing.concat(line, line));
        calls.put("concat along 1", () -> Indexing.concat(1, ONE.broadcastTo(2, 1 << 30), ONE.broadcastTo(2, 1 << 30)));
        calls.put("stack", () -> Indexing.stack(line, line));
        calls.put("tile", () -> Indexing.tile(Tensor.ones(HALF), HALF));
        calls.put("tile two axes", () -> Indexing.tile(ONE, HALF, HALF));
        calls.put("pad", () -> Indexing.pad(Tensor.ones(2), new int[][] {{Integer.MAX_VALUE, Integer.MAX_VALUE}}, 0));
        calls.put("pad two axes", () -> Indexing.pad(ONE, new int[][] {{HALF, 0}, {0, HALF}}, 0));
        calls.put("broadcastTo", () -> COLUMN.broadcastTo(HALF, HALF));
        return calls;
    }

    @Test
    void areRefusedBeforeAnythingIsAllocated() {
        tooLarge().forEach((name, call) -> {
            Throwable error = assertThrows(ShapeException.class, call::get, name);
            assertTrue(error.getMessage().contains("2147483647"), name + ": " + error.getMessage());
            long bytes = ThreadMeters.allocatedBy(() -> assertThrows(ShapeException.class, call::get));
            assertTrue(bytes < 1_000_000, () -> name + " allocated " + bytes);
        });
    }

    /** Operands of 2^31 - 1 elements, all of them one number in memory, are counted right and not copied. */
    @Test
    void largestOperands() {
        Cases.assumeFullRun();
        int n = 46_340;
        Tensor square = ONE.broadcastTo(n, n);
        long bytes = ThreadMeters.allocatedBy(() -> {
            assertEquals((float) n * n, Reductions.sum(square), 256);
            assertEquals(1, Reductions.max(square));
        });
        assertTrue(bytes < 10_000_000, () -> "allocated " + bytes);
        assertEquals(Shape.of(n), Reductions.sum(square, 0).shape());
    }
}
