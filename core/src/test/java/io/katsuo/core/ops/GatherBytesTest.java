package io.katsuo.core.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.Cases;
import org.junit.jupiter.api.Test;

/** Rows of unsigned bytes as floats: every value, length and position. */
class GatherBytesTest {
    @Test
    void everyByteIsDivided() {
        byte[] bytes = new byte[256];
        int[] rows = new int[256];
        for (int i = 0; i < 256; i++) {
            bytes[i] = (byte) i;
            rows[i] = i;
        }
        for (float divisor : new float[] {1, 3, 255, 0.1f}) {
            for (Tensor out : new Tensor[] {Tensor.zeros(256, 1), Tensor.zeros(1, 256)}) {
                Indexing.gatherRows(bytes, out.dim(0) == 1 ? new int[1] : rows, divisor, out);
                for (int i = 0; i < 256; i++) {
                    assertEquals(i / divisor, out.reshape(256).get(i));
                }
            }
        }
    }

    @Test
    void rowsOfAnyLength() {
        Cases.forEach(300, 83, rng -> {
            int kind = rng.nextInt(50);
            int width = 1 + rng.nextInt(kind == 0 ? 20_000 : kind <= 5 ? 3000 : 80);
            int count = 1 + rng.nextInt(20);
            byte[] bytes = new byte[count * width];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) rng.nextInt(256);
            }
            int[] rows = new int[1 + rng.nextInt(40)];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = rng.nextInt(count);
            }
            Tensor memory = Tensor.full(Shape.of(rows.length + 2, width), -1);
            Tensor out = memory.slice(0, 1, rows.length + 1);
            assertSame(out, Indexing.gatherRows(bytes, rows, 255, out));
            for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j < width; j++) {
                    assertEquals((bytes[rows[i] * width + j] & 0xFF) / 255f, out.get(i, j));
                    assertEquals(-1, memory.get(0, j));
                    assertEquals(-1, memory.get(rows.length + 1, j));
                }
            }
        });
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeAnythingIsWritten() {
        Tensor out = Tensor.full(Shape.of(2, 3), -1);
        byte[] bytes = new byte[6];
        String text = assertThrows(
                        IndexOutOfBoundsException.class, () -> Indexing.gatherRows(bytes, new int[] {0, 2}, 1, out))
                .getMessage();
        assertEquals("gatherRows: row 2 at position 1 is out of range: x has 2 rows", text);
        assertThrows(ShapeException.class, () -> Indexing.gatherRows(bytes, new int[1], 1, out));
        assertThrows(ShapeException.class, () -> Indexing.gatherRows(new byte[7], new int[2], 1, out));
        assertThrows(ShapeException.class, () -> Indexing.gatherRows(bytes, new int[2], 1, out.transpose()));
        assertThrows(
                ShapeException.class,
                () -> Indexing.gatherRows(bytes, new int[3], 1, out.transpose().slice(0, 0, 3)));
        assertEquals(-1, out.get(0, 0));
        assertEquals(-1, out.get(1, 2));
    }
}
