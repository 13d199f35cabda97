package io.katsuo.core.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.TensorCases;
import io.katsuo.core.testing.ThreadMeters;
import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {
    private static final int MAX = Integer.MAX_VALUE;

    private static void assertRefused(String message, Executable code) {
        assertEquals(message, assertThrows(ShapeException.class, code).getMessage());
    }

    @Test
    void theSizeIsTheProductOfTheExtents() {
        assertEquals(1, Shape.of().size());
        assertEquals(1, Shape.SCALAR.size());
        assertEquals(24, Shape.of(2, 3, 4).size());
        assertEquals(0, Shape.of(2, 0, 4).size());
        assertEquals(46340 * 46340, Shape.of(46340, 46340).size());
        assertEquals(MAX, Shape.of(1, MAX, 1).size());
        // However large the others are, with a zero among the extents there is nothing.
        assertEquals(0, Shape.of(65536, 65536, 0).size());
        assertEquals(0, Shape.of(0, MAX, MAX, MAX).size());
    }

    /** Products that an int silently turns into a valid-looking size, 0 or a negative one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "46341 46341",
                "65535 65537",
                "65536 65536",
                "65537 65537",
                "2147483647 2",
                "32768 65536",
                "3 715827883",
                "2048 2048 2048",
                "1626 1626 1626",
                "2147483647 2147483647 2147483647",
                "256 256 256 256"
            })
    void productsBeyondAnIntAreRefusedBeforeAllocation(String extents) {
        int[] dims =
                Arrays.stream(extents.split(" ")).mapToInt(Integer::parseInt).toArray();
        String message = "shape: more than 2147483647 elements: " + Arrays.toString(dims)
                + "; split the data into several tensors";
        assertRefused(message, () -> Shape.of(dims));
        Tensor one = Tensor.scalar(1);
        float[] values = new float[70000];
        Rng rng = new Rng(1);
        Executable[] factories = {
            () -> Tensor.zeros(dims),
            () -> Tensor.ones(dims),
            () -> Tensor.rand(rng, dims),
            () -> Tensor.randn(rng, dims),
            () -> Tensor.wrap(values, dims),
            () -> one.broadcastTo(dims),
            () -> one.reshape(dims)
        };
        for (Executable factory : factories) {
            assertRefused(message, factory);
            long bytes = ThreadMeters.allocatedBy(() -> assertThrows(ShapeException.class, factory));
            assertTrue(bytes < 100_000, "allocated " + bytes);
        }
    }

    @Test
    void nestedArraysWithSharedRowsCannotOverflowEither() {
        float[][] nested = new float[65536][];
        Arrays.fill(nested, new float[65536]);
        assertRefused(
                "shape: more than 2147483647 elements: [65536, 65536]; split the data into several tensors",
                () -> Tensor.of(nested));
    }

    @Test
    void randomProductsAreExactOrRefused() {
        Cases.forEach(2000, 31, rng -> {
            int[] dims = new int[1 + rng.nextInt(5)];
            BigInteger product = BigInteger.ONE;
            for (int i = 0; i < dims.length; i++) {
                dims[i] = 1 + rng.nextInt(1 << rng.nextInt(Math.min(31, 5 + 30 / dims.length)));
                product = product.multiply(BigInteger.valueOf(dims[i]));
            }
            if (product.bitLength() <= 31) {
                assertEquals(product.intValueExact(), Shape.of(dims).size());
            } else {
                assertThrows(ShapeException.class, () -> Shape.of(dims));
            }
        });
    }

    @Test
    void negativeExtentsAreRefused() {
        assertRefused("shape: negative extent -1: [2, -1]", () -> Shape.of(2, -1));
        assertRefused("shape: negative extent -2147483648: [-2147483648, 0]", () -> Shape.of(Integer.MIN_VALUE, 0));
        assertRefused("shape: negative extent -3: [-3, -3]", () -> Tensor.zeros(-3, -3));
    }

    @Test
    void aShapeKeepsItsExtentsToItself() {
        int[] dims = {2, 3};
        Shape shape = Shape.of(dims);
        dims[0] = 7;
        shape.dims()[1] = 7;
        assertArrayEquals(new int[] {2, 3}, shape.dims());
        assertEquals("[2, 3]", shape.toString());
    }

    @Test
    void equalExtentsMakeEqualShapes() {
        assertEquals(Shape.of(2, 3), Shape.of(2, 3));
        assertEquals(Shape.of(2, 3).hashCode(), Shape.of(2, 3).hashCode());
        assertNotEquals(Shape.of(2, 3), Shape.of(3, 2));
        assertNotEquals(Shape.of(6), Shape.of(6, 1));
        assertNotEquals(Shape.of(6), "[6]");
        assertSame(Shape.SCALAR, Shape.of());
    }

    @Test
    void axesCountFromEitherEnd() {
        Shape shape = Shape.of(4, 5, 6);
        assertEquals(6, shape.dim(-1));
        assertEquals(4, shape.dim(-3));
        assertEquals(2, shape.axis(2));
        assertEquals(Shape.of(4, 9, 6), shape.with(-2, 9));
        assertEquals(Shape.of(4, 6), shape.without(1));
        assertEquals(Shape.SCALAR, Shape.of(3).without(-1));
        assertRefused("shape: no axis 3: [4, 5, 6] has 3 axes", () -> shape.dim(3));
        assertRefused("shape: no axis -4: [4, 5, 6] has 3 axes", () -> shape.without(-4));
        assertRefused("shape: no axis 1: [4] has 1 axis", () -> Shape.of(4).with(1, 2));
        assertRefused("shape: no axis 0: [] has 0 axes", () -> Shape.SCALAR.axis(0));
    }

    @Test
    void broadcastShapesAreThoseOfNumPy() {
        assertEquals(Shape.of(2, 3), Shape.broadcast("add", Shape.of(2, 3), Shape.of(3)));
        assertEquals(Shape.of(2, 3), Shape.broadcast("add", Shape.of(2, 1), Shape.of(1, 3)));
        assertEquals(Shape.of(4, 2, 3), Shape.broadcast("add", Shape.SCALAR, Shape.of(4, 2, 3)));
        assertEquals(Shape.of(0), Shape.broadcast("add", Shape.of(1), Shape.of(0)));
        assertRefused(
                "add: shapes cannot be broadcast together: left [2, 3], right [2]; extents 3 and 2 differ and neither is 1",
                () -> Shape.broadcast("add", Shape.of(2, 3), Shape.of(2)));
        assertRefused(
                "mul: shapes cannot be broadcast together: left [0], right [2]; extents 0 and 2 differ and neither is 1",
                () -> Shape.broadcast("mul", Shape.of(0), Shape.of(2)));
        assertRefused(
                "shape: more than 2147483647 elements: [65536, 65536]; split the data into several tensors",
                () -> Shape.broadcast("add", Shape.of(65536, 1), Shape.of(65536)));
    }

    @Test
    void broadcastingIsSymmetricAndBothOperandsReachTheResult() {
        Cases.forEach(1000, 32, rng -> {
            Shape a = TensorCases.shape(rng, 4, 2);
            Shape b = TensorCases.shape(rng, 4, 2);
            Shape common;
            try {
                common = Shape.broadcast("add", a, b);
            } catch (ShapeException e) {
                assertThrows(ShapeException.class, () -> Shape.broadcast("add", b, a));
                return;
            }
            assertEquals(common, Shape.broadcast("add", b, a));
            assertEquals(common, Layout.contiguous(a).broadcastTo(common).shape());
            assertEquals(common, Layout.contiguous(b).broadcastTo(common).shape());
            assertEquals(Math.max(a.rank(), b.rank()), common.rank());
        });
    }
}
