package io.katsuo.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

/** Affine: the chapter's shapes and values, and products by an independent library in double. */
class AffineTest {
    private static RealMatrix matrix(Tensor t) {
        RealMatrix result = MatrixUtils.createRealMatrix(t.dim(0), t.dim(1));
        for (int i = 0; i < t.dim(0); i++) {
            for (int j = 0; j < t.dim(1); j++) {
                result.setEntry(i, j, t.get(i, j));
            }
        }
        return result;
    }

    private static void assertClose(RealMatrix expected, Tensor actual, double tolerance) {
        assertEquals(Shape.of(expected.getRowDimension(), expected.getColumnDimension()), actual.shape());
        for (int i = 0; i < actual.dim(0); i++) {
            for (int j = 0; j < actual.dim(1); j++) {
                assertEquals(expected.getEntry(i, j), actual.get(i, j), tolerance, i + ", " + j);
            }
        }
    }

    @Test
    void agreesWithAnIndependentOracle() {
        for (long seed = 0; seed < 20; seed++) {
            Rng rng = new Rng(seed);
            int n = 1 + rng.nextInt(40);
            int d = 1 + rng.nextInt(60);
            int m = 1 + rng.nextInt(40);
            Tensor w = Tensor.randn(rng, d, m);
            Tensor b = Tensor.randn(rng, m);
            Tensor x = Tensor.randn(rng, n, d);
            Tensor dout = Tensor.randn(rng, n, m);
            Affine affine = new Affine(w, b);
            RealMatrix y = matrix(x).multiply(matrix(w));
            double[] sums = new double[m];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < m; j++) {
                    y.addToEntry(i, j, b.get(j));
                    sums[j] += dout.get(i, j);
                }
            }
            assertClose(y, affine.forward(x), 1e-4);
            assertClose(matrix(dout).multiply(matrix(w).transpose()), affine.backward(dout), 1e-4);
            assertClose(matrix(x).transpose().multiply(matrix(dout)), affine.dW(), 1e-4);
            for (int j = 0; j < m; j++) {
                assertEquals(sums[j], affine.db().get(j), 1e-4, "seed " + seed);
            }
        }
    }

    /** Items 34 and 36: one sample of rank 1, in both directions. */
    @Test
    void oneSampleHasRankOne() {
        Tensor w = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}});
        Affine affine = new Affine(w, Tensor.of(1, 1, 1));
        assertArrayEquals(
                new float[] {10, 13, 16}, affine.forward(Tensor.of(1, 2)).toArray());
        Tensor dx = affine.backward(Tensor.of(1, 0, -1));
        assertEquals(Shape.of(2), dx.shape());
        assertArrayEquals(new float[] {-2, -2}, dx.toArray());
        assertEquals(Shape.of(2, 3), affine.dW().shape());
        assertArrayEquals(new float[] {1, 0, -1, 2, 0, -2}, affine.dW().toArray());
        assertArrayEquals(new float[] {1, 0, -1}, affine.db().toArray());
    }

    /** Items 37 and 38. */
    @Test
    void biasIsAddedToEverySampleAndItsGradientIsTheColumnSum() {
        Tensor w = Tensor.of(new float[][] {{0, 0, 0}, {10, 10, 10}});
        Affine affine = new Affine(w, Tensor.of(1, 2, 3));
        Tensor y = affine.forward(Tensor.of(new float[][] {{1, 0}, {0, 1}}));
        assertArrayEquals(new float[] {1, 2, 3, 11, 12, 13}, y.toArray());
        affine.backward(Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}}));
        assertArrayEquals(new float[] {5, 7, 9}, affine.db().toArray());
    }

    /** Item 40, and a transposed view that no reshape can see through. */
    @Test
    void higherRanksAreFlattenedAndRestored() {
        Rng rng = new Rng(5);
        Tensor w = Tensor.randn(rng, 12, 5);
        Tensor b = Tensor.randn(rng, 5);
        Tensor x = Tensor.randn(rng, 2, 3, 2, 2);
        Tensor dout = Tensor.randn(rng, 2, 5);
        Affine flat = new Affine(w, b);
        Affine deep = new Affine(w, b);
        assertTrue(flat.forward(x.reshape(2, 12)).sameBits(deep.forward(x)));
        Tensor dx = deep.backward(dout);
        assertEquals(Shape.of(2, 3, 2, 2), dx.shape());
        assertTrue(dx.reshape(2, 12).sameBits(flat.backward(dout)));
        assertTrue(deep.dW().sameBits(flat.dW()));

        Tensor storage = x.permute(0, 3, 2, 1).copy();
        Tensor view = storage.permute(0, 3, 2, 1);
        Tensor y = flat.forward(x.reshape(2, 12));
        assertTrue(y.sameBits(deep.forward(view)));
        assertTrue(dx.sameBits(deep.backward(dout)));
        storage.fill(0);
        assertArrayEquals(b.toArray(), deep.forward(view).row(1).toArray());
    }

    /** Trap T12 and the mutant that accumulates: a second backward gives the same gradient. */
    @Test
    void gradientsAreOverwritten() {
        Affine affine = new Affine(Tensor.ones(2, 2), Tensor.zeros(2));
        affine.forward(Tensor.of(1, 2));
        affine.backward(Tensor.of(3, 4));
        float[] once = affine.dW().toArray();
        affine.backward(Tensor.of(3, 4));
        assertArrayEquals(once, affine.dW().toArray());
        assertArrayEquals(new float[] {3, 4}, affine.db().toArray());
        affine.parameters().get(1).gradient().fill(9);
        affine.gradients(Tensor.of(new float[][] {{1, 2}}), Tensor.of(new float[][] {{3, 4}}));
        assertArrayEquals(new float[] {3, 4}, affine.db().toArray());
    }

    /** Item 39 and trap T9: one owner of the storage. */
    @Test
    void propertiesAreLive() {
        Tensor w = Tensor.ones(2, 3);
        Tensor b = Tensor.zeros(3);
        Affine affine = new Affine("affine7", w, b);
        assertSame(w, affine.W());
        assertSame(b, affine.b());
        assertNull(affine.x());
        assertArrayEquals(new float[6], affine.dW().toArray());
        assertArrayEquals(new float[3], affine.db().toArray());
        assertEquals("W7", affine.parameters().get(0).name());
        assertEquals("b7", affine.parameters().get(1).name());
        assertEquals("affine.W", new Affine(w, b).parameters().get(0).name());
        assertEquals("W12", new Affine("Affine12", w, b).parameters().get(0).name());
        assertEquals(
                "hidden2.b", new Affine("hidden2", w, b).parameters().get(1).name());
        assertEquals(
                "affine2a.W", new Affine("affine2a", w, b).parameters().get(0).name());
        Tensor x = Tensor.of(1, 1);
        affine.forward(x);
        assertSame(x, affine.x());
        w.fill(5);
        assertArrayEquals(new float[] {10, 10, 10}, affine.forward(x).toArray());
        assertArrayEquals(
                new float[] {5, 5}, affine.backward(Tensor.of(1, 0, 0)).toArray());
        assertSame(affine.dW(), affine.parameters().get(0).gradient());
    }

    /** Item 35. */
    @Test
    void shapesThatDoNotFitAreNamed() {
        Affine affine = new Affine("affine1", Tensor.zeros(800, 50), Tensor.zeros(50));
        assertEquals(
                "affine1.forward: inner dimensions differ: x [64, 784] has 784 values a sample, W [800, 50] has 800 rows",
                assertThrows(ShapeException.class, () -> affine.forward(Tensor.zeros(64, 784)))
                        .getMessage());
        assertThrows(ShapeException.class, () -> affine.forward(Tensor.scalar(1)));
        assertThrows(ShapeException.class, () -> new Affine(Tensor.zeros(3, 2), Tensor.zeros(3)));
        affine.forward(Tensor.zeros(2, 800));
        assertEquals(
                "affine1.backward: dout has not the shape of the output: dout [50], output [2, 50]",
                assertThrows(ShapeException.class, () -> affine.backward(Tensor.zeros(50)))
                        .getMessage());
    }

    @Test
    void anEmptyBatchIsAllowed() {
        Affine affine = new Affine(Tensor.ones(3, 2), Tensor.zeros(2));
        assertEquals(Shape.of(0, 2), affine.forward(Tensor.zeros(0, 3)).shape());
        assertEquals(Shape.of(0, 3), affine.backward(Tensor.zeros(0, 2)).shape());
        assertArrayEquals(new float[6], affine.dW().toArray());
    }
}
