package io.katsuo.core.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Slices written as NumPy writes them. */
class SliceTextTest {
    private final Tensor x = Tensor.arange(24).reshape(2, 3, 4);

    /**
     * All slices of up to five elements with bounds from -7 to 7 and steps from -3 to 3. The digest was computed with
     * Python's lists, whose slices NumPy's are:
     *
     * <pre>{@code
     * h = 0
     * for n in range(6):
     *   for f in [None] + list(range(-7, 8)):
     *     for e in [None] + list(range(-7, 8)):
     *       for s in [None, 1, 2, 3, -1, -2, -3]:
     *         r = list(range(1, n + 1))[f:e:s]
     *         for v in r + [100 + len(r)]: h = (h * 31 + v) % 2147483647
     * }</pre>
     */
    @Test
    void rangesArePythons() {
        long digest = 0;
        Integer[] steps = {null, 1, 2, 3, -1, -2, -3};
        for (int n = 0; n < 6; n++) {
            Tensor line = Tensor.arange(1, n + 1);
            for (int from = -8; from < 8; from++) {
                for (int to = -8; to < 8; to++) {
                    for (Integer step : steps) {
                        String text = (from == -8 ? "" : from) + ":" + (to == -8 ? "" : to)
                                + (step == null ? "" : ":" + step);
                        Tensor slice = line.slice(text);
                        for (int value : slice.toInts()) {
                            digest = (digest * 31 + value) % Integer.MAX_VALUE;
                        }
                        digest = (digest * 31 + 100 + slice.size()) % Integer.MAX_VALUE;
                    }
                }
            }
        }
        assertEquals(40_014_729, digest);
    }

    @Test
    void anItemForEachAxis() {
        assertSlice("1", 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23);
        assertSlice("1, 2, -1", 23);
        assertSlice(":, 0, 1:3", 1, 2, 13, 14);
        assertSlice("..., 0", 0, 4, 8, 12, 16, 20);
        assertSlice("0, ..., ::-2", 3, 1, 7, 5, 11, 9);
        assertSlice("1, ..., 1:, 3", 19, 23);
        assertSlice("0, 0, ..., 0", 0);
        assertEquals(Shape.of(2, 3, 4), x.slice("...").shape());
        assertEquals(Shape.of(2, 1, 4), x.slice(":, 2:99").shape());
        assertSame(x.array(), x.slice(" 1 , : ").array(), "a view");
    }

    /** Shapes as NumPy's of {@code x[...]}. */
    @Test
    void noneIsANewAxis() {
        assertEquals(Shape.of(1, 2, 3, 4), x.slice("None").shape());
        assertEquals(Shape.of(2, 1, 3, 4), x.slice(":, None").shape());
        assertEquals(Shape.of(2, 3, 4, 1), x.slice("..., np.newaxis").shape());
        assertEquals(
                Shape.of(1, 3, 1, 4, 1),
                x.slice("None, 1, :, newaxis, ..., None").shape());
        assertSlice("1, None, 0, ..., None", 12, 13, 14, 15);
        assertThrows(ShapeException.class, () -> x.slice("None, 0, None, 0, 0, 0"));
    }

    private void assertSlice(String items, int... values) {
        assertArrayEquals(values, x.slice(items).toInts(), items);
    }

    @Test
    void whatIsNoSliceIsRefused() {
        assertEquals(
                "slice: \"a\" is not a number, from:to, from:to:step, None or a first ...: \"1, a\"",
                assertThrows(IllegalArgumentException.class, () -> x.slice("1, a"))
                        .getMessage());
        for (String text : new String[] {"", "1,", ":::", "..., ...", "1.5", "9999999999", "1:2:3:4"}) {
            assertThrows(IllegalArgumentException.class, () -> x.slice(text), text);
        }
        for (String text : new String[] {":, :, :, :", "0, 0, 0, 0", "0, 0, 0, ..., 0", "::0"}) {
            assertThrows(ShapeException.class, () -> x.slice(text), text);
        }
        assertThrows(IndexOutOfBoundsException.class, () -> x.slice("2"));
    }
}
