package io.katsuo.layers;

import static io.katsuo.layers.PrintedArrays.assertClose;
import static io.katsuo.layers.PrintedArrays.differences;
import static io.katsuo.layers.PrintedArrays.flat;
import static io.katsuo.layers.PrintedArrays.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The matrix-product node: the sources' printed arrays, and the outer product of one sample. */
class MatMulTest {
    private static final double[][] X = {{-0.38569833, -0.07324896, -0.58229009}, {-0.96699073, -0.56693264, 0.80395212}
    };
    private static final double[][] W = {
        {0.13311926, -1.15183989, 0.06628773, -0.69977611},
        {-0.45366951, -0.94971094, 0.3307429, -0.43096151},
        {-1.43208512, -0.14871347, 2.30186971, 0.64263319}
    };
    private static final double[][] Y = {
        {0.81577592, 0.60042243, -1.39014957, -0.07272898}, {-1.02285291, 1.53268212, 1.59898447, 1.43764948}
    };
    private static final double[][] DY = {
        {2.26454874, 0.3221979, 0.40649511, -0.59622509}, {0.05977523, 1.20000979, 2.68998884, 0.31412483}
    };
    private static final double[][] DX = {{0.37450437, -0.94195614, -2.73839696}, {-1.41576571, -0.41246162, 6.12981002}
    };
    private static final double[][] DW = {
        {-0.93123475, -1.28466953, -2.75797876, -0.07379278},
        {-0.19976436, -0.70392538, -1.55481783, -0.13441475},
        {-1.27056787, 0.77713777, 1.92592416, 0.59971728}
    };

    /** Item 54, and item 55: the rule holds for a batch. */
    @Test
    void thePrintedArrays() {
        MatMul matmul = new MatMul(tensor(W));
        assertNull(matmul.x());
        assertArrayEquals(new float[12], matmul.dW().toArray());
        Tensor x = tensor(X);
        assertClose(Y, matmul.forward(x));
        assertSame(x, matmul.x());
        assertClose(DX, matmul.backward(tensor(DY)));
        assertClose(DW, matmul.dW());
        assertSame(matmul.dW(), matmul.parameters().get(0).gradient());
    }

    /** The formula is linear, so that a difference quotient with any step is its derivative. */
    @Test
    void thePrintedArraysInDouble() {
        Formula formula = new MatMul(tensor(W)).formula().orElseThrow();
        double[] x = flat(X);
        double[] w = flat(W);
        assertClose(Y, formula.forward64(x, 2, w));
        assertClose(DX, differences(x, () -> formula.forward64(x, 2, w), flat(DY), 0.5));
        assertClose(DW, differences(w, () -> formula.forward64(x, 2, w), flat(DY), 0.5));
    }

    /** Item 55: for one sample dW is the outer product. */
    @Test
    void oneSampleHasRankOne() {
        MatMul matmul = new MatMul("matmul3", Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}}));
        assertArrayEquals(
                new float[] {9, 12, 15}, matmul.forward(Tensor.of(1, 2)).toArray());
        Tensor dx = matmul.backward(Tensor.of(1, 0, -1));
        assertEquals(Shape.of(2), dx.shape());
        assertArrayEquals(new float[] {-2, -2}, dx.toArray());
        assertArrayEquals(new float[] {1, 0, -1, 2, 0, -2}, matmul.dW().toArray());
        assertEquals("matmul3.W", matmul.parameters().get(0).name());
    }

    /** Square weights fit either way round; only the values tell whether W was transposed. */
    @Test
    void squareWeightsAreTransposedToo() {
        MatMul matmul = new MatMul(Tensor.of(new float[][] {{1, 2}, {3, 4}}));
        matmul.forward(Tensor.of(5, 6));
        assertArrayEquals(new float[] {1, 3}, matmul.backward(Tensor.of(1, 0)).toArray());
        assertArrayEquals(new float[] {5, 0, 6, 0}, matmul.dW().toArray());
    }

    @Test
    void shapesThatDoNotFitAreNamed() {
        MatMul matmul = new MatMul(Tensor.zeros(800, 50));
        assertEquals(
                "matmul.forward: inner dimensions differ: x [64, 784] has 784 values a sample, W [800, 50] has 800 rows",
                assertThrows(ShapeException.class, () -> matmul.forward(Tensor.zeros(64, 784)))
                        .getMessage());
        assertEquals(
                "matmul: weights [D, M] needed: W [3]",
                assertThrows(ShapeException.class, () -> new MatMul(Tensor.zeros(3)))
                        .getMessage());
    }
}
