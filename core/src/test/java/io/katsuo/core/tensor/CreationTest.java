package io.katsuo.core.tensor;

import static io.katsuo.core.testing.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Factories of tensors. */
class CreationTest {
    private static final float INF = Float.POSITIVE_INFINITY;

    private static void assertRefused(String message, Executable code) {
        assertEquals(message, assertThrows(ShapeException.class, code).getMessage());
    }

    @Test
    void factoriesFillInRowMajorOrder() {
        assertArrayEquals(new float[6], Tensor.zeros(2, 3).toArray());
        assertArrayEquals(new float[] {4, 4}, Tensor.full(Shape.of(2), 4).array());
        assertEquals(5, Tensor.scalar(5).get());
        assertEquals(0, Tensor.scalar(5).rank());
        assertEquals(Shape.of(0), Tensor.of().shape());
        Tensor matrix = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}).reshape(2, 3);
        assertEquals(3, matrix.get(0, 2));
        assertEquals(4, matrix.get(1, 0));
        assertSameBits(matrix, Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}}));
    }

    @Test
    void copiesAreCopiesAndWrapsAreNot() {
        float[] values = {1, 2};
        Tensor of = Tensor.of(values);
        Tensor wrapped = Tensor.wrap(values, 2, 1);
        values[0] = 9;
        assertEquals(1, of.get(0));
        assertEquals(9, wrapped.get(0, 0));
        assertSame(values, wrapped.array());
        assertRefused(
                "wrap: 2 values for 1 elements: shape []; to use part of an array, wrap it with a Layout",
                () -> Tensor.wrap(values));
    }

    @Test
    void aLayoutThatLeavesTheArrayIsRefused() {
        float[] array = new float[10];
        assertRefused(
                "wrap: elements at 4..10 leave an array of length 10: layout [2, 4] at 4 by [3, 1]",
                () -> Tensor.wrap(array, Layout.of(Shape.of(2, 4), 4, 3, 1)));
        assertEquals(2, Tensor.wrap(array, Layout.of(Shape.of(2, 4), 3, 3, 1)).rank());
        // Nothing lies anywhere in an empty one, wherever it says that it begins.
        Tensor empty = Tensor.wrap(array, Layout.of(Shape.of(0, 3), 99, 3, 1));
        assertEquals(0, empty.fill(1).copyFrom(Tensor.scalar(2)).toArray().length);
        assertArrayEquals(new float[10], array);
    }

    @Test
    void nestedArraysOfAnyDepth() {
        Tensor cube = Tensor.ofNested(new float[][][] {{{1, 2}, {3, 4}, {5, 6}}, {{7, 8}, {9, 10}, {11, 12}}});
        assertEquals(Shape.of(2, 3, 2), cube.shape());
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, cube.toArray());
        assertEquals(Shape.of(3), Tensor.ofNested(new float[3]).shape());
        assertEquals(
                Shape.of(1, 2), Tensor.ofNested(new Object[] {new float[2]}).shape());
        assertEquals(Shape.of(0), Tensor.ofNested(new float[0]).shape());
        assertEquals(Shape.of(0, 0, 0), Tensor.ofNested(new float[0][][]).shape());
        assertEquals(Shape.of(2, 0), Tensor.of(new float[2][0]).shape());
        assertEquals(Shape.of(2, 0, 0), Tensor.ofNested(new float[2][0][]).shape());
    }

    @Test
    void nestedArraysThatAreRaggedOrNoNumbersAreRefused() {
        assertRefused(
                "ofNested: ragged arrays: at depth 1 expected length 2, found length 1 of float[]",
                () -> Tensor.of(new float[][] {{1, 2}, {3}}));
        assertRefused(
                "ofNested: ragged arrays: at depth 1 expected length 0, found length 1 of float[]",
                () -> Tensor.of(new float[][] {{}, {3}}));
        assertRefused(
                "ofNested: ragged arrays: at depth 1 expected length 1, found null",
                () -> Tensor.of(new float[][] {{1}, null}));
        assertRefused(
                "ofNested: ragged arrays: at depth 1 expected length 1, found length 1 of float[][]",
                () -> Tensor.ofNested(new Object[] {new float[1], new float[1][1]}));
        assertRefused(
                "ofNested: ragged arrays: at depth 1 expected length 1, found java.lang.String",
                () -> Tensor.ofNested(new Object[] {new float[1], "1"}));
        String[] types = {"long[]", "boolean[]", "java.lang.Float", "java.lang.String", "long[]", "null", "null"};
        Object[] wrong = {
            new long[2], new boolean[2][2], 1.5f, new String[] {"1"}, new long[0][0], null, new float[][] {null}
        };
        for (int i = 0; i < wrong.length; i++) {
            Object nested = wrong[i];
            assertRefused(
                    "ofNested: expected arrays of float, double or int, found " + types[i],
                    () -> Tensor.ofNested(nested));
        }
    }

    @Test
    void randomFactoriesDrawInRowMajorOrder() {
        Rng expected = new Rng(5);
        Tensor normal = Tensor.normal(new Rng(5), 10, 0.5, Shape.of(3, 4));
        for (float value : normal.array()) {
            assertEquals((float) (10 + 0.5 * expected.nextNormal()), value);
        }
        expected = new Rng(6);
        for (float value : Tensor.uniform(new Rng(6), -3, 2, Shape.of(100)).array()) {
            assertEquals((float) (-3 + 5.0 * expected.nextFloat()), value);
        }
    }

    @Test
    void uniformStaysBelowItsUpperBound() {
        float[][] bounds = {{1, Math.nextUp(1f)}, {-Float.MAX_VALUE, Float.MAX_VALUE}, {-1, 0}, {16777215, 16777217}};
        for (float[] bound : bounds) {
            Tensor tensor = Tensor.uniform(new Rng(7), bound[0], bound[1], Shape.of(1000));
            for (float value : tensor.array()) {
                assertTrue(value >= bound[0] && value < bound[1], () -> value + " of " + bound[0] + ".." + bound[1]);
            }
        }
        assertSameBits(Tensor.full(Shape.of(3), 2), Tensor.uniform(new Rng(1), 2, 2, Shape.of(3)));
        float[][] wrong = {{1, 0}, {Float.NaN, 1}, {0, INF}, {-INF, 0}};
        for (float[] bound : wrong) {
            assertThrows(
                    IllegalArgumentException.class, () -> Tensor.uniform(new Rng(1), bound[0], bound[1], Shape.of(2)));
        }
        assertThrows(IllegalArgumentException.class, () -> Tensor.normal(new Rng(1), 0, -1, Shape.of(2)));
        assertThrows(IllegalArgumentException.class, () -> Tensor.normal(new Rng(1), 0, Double.NaN, Shape.of(2)));
    }
}
