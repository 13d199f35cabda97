package io.katsuo.layers;

import static io.katsuo.layers.PrintedArrays.assertClose;
import static io.katsuo.layers.PrintedArrays.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The nodes that copy and add: branch, repeat and sum, with the sources' printed arrays. */
class CopyNodesTest {
    private static final double[][] X = {{1.19485093, 1.66341524, -1.59975205}};
    private static final double[][] DY = {{-0.06655354, 0.16201839, -0.75654729}, {-1.0893431, 0.20312229, -0.33846025}
    };
    private static final double[][] DX = {{-1.15589664, 0.36514068, -1.09500754}};

    private static final double[][] SUM_X = {
        {1.57649617, -0.46032091, 1.06130582}, {1.02455351, -0.34278245, 0.93201846}
    };
    private static final double[][] SUM_Y = {{2.60104969, -0.80310336, 1.99332428}};
    private static final double[][] SUM_DY = {{-1.7463373, -0.01989783, 0.34527752}};

    /** Item 52. */
    @Test
    void repeatCopiesForwardAndAddsBackward() {
        Repeat repeat = new Repeat();
        assertClose(new double[][] {X[0], X[0]}, repeat.forward(tensor(X), 2));
        assertClose(DX, repeat.backward(tensor(DY)));
        Tensor vector = tensor(X).row(0);
        assertClose(new double[][] {X[0], X[0]}, repeat.forward(vector, 2));
        Tensor dx = repeat.backward(tensor(DY));
        assertEquals(Shape.of(3), dx.shape());
        assertClose(DX, dx.unsqueeze(0));
    }

    /** Item 52: both branches see the value; what comes back from them is added. */
    @Test
    void branchAddsBackward() {
        Branch branch = new Branch();
        Tensor x = tensor(X);
        assertSame(x, branch.forward(x));
        assertClose(DX, branch.backward(tensor(new double[][] {DY[0]}), tensor(new double[][] {DY[1]})));
    }

    /** Item 53. */
    @Test
    void sumAddsForwardAndCopiesBackward() {
        Sum sum = new Sum();
        assertClose(SUM_Y, sum.forward(tensor(SUM_X)));
        assertTrue(tensor(new double[][] {SUM_DY[0], SUM_DY[0]}).sameBits(sum.backward(tensor(SUM_DY))));
    }

    /** The arrays are consistent among themselves in double, with a product by a row of ones as the sum. */
    @Test
    void thePrintedArraysInDouble() {
        RealMatrix ones = MatrixUtils.createRealMatrix(new double[][] {{1, 1}});
        assertClose(DX, ones.multiply(MatrixUtils.createRealMatrix(DY)).getRow(0));
        assertClose(SUM_Y, ones.multiply(MatrixUtils.createRealMatrix(SUM_X)).getRow(0));
    }

    /** Repeat and Sum are each other's derivative, for any sizes and any strides. */
    @Test
    void repeatAndSumAreMirrorImages() {
        for (long seed = 0; seed < 30; seed++) {
            Rng rng = new Rng(seed);
            int n = rng.nextInt(20);
            int d = 1 + rng.nextInt(20);
            Tensor matrix = Tensor.randn(rng, d, n).transpose();
            Tensor row = Tensor.randn(rng, 2, d).slice(0, 1, 2);
            Repeat repeat = new Repeat();
            Sum sum = new Sum();
            Tensor sums = sum.forward(matrix).copy();
            Tensor copies = sum.backward(row).copy();
            assertTrue(copies.sameBits(repeat.forward(row, n)), "seed " + seed);
            assertTrue(sums.sameBits(repeat.backward(matrix)), "seed " + seed);
            for (int i = 0; i < n; i++) {
                assertTrue(copies.row(i).sameBits(row.row(0)), "seed " + seed);
            }
            for (int j = 0; j < d; j++) {
                double expected = 0;
                for (int i = 0; i < n; i++) {
                    expected += matrix.get(i, j);
                }
                assertEquals(expected, sums.get(0, j), 1e-5, "seed " + seed);
            }
        }
    }

    /** Trap T1 at a branch: the switch-off of one branch must not reach the other through a shared dout. */
    @Test
    void aReluInOneBranchLeavesTheOtherAlone() {
        Branch branch = new Branch();
        Relu relu = new Relu();
        AddLayer add = new AddLayer();
        Tensor x = Tensor.of(-1, 2);
        Tensor both = branch.forward(x);
        assertArrayEquals(
                new float[] {-1, 4}, add.forward(relu.forward(both), both).toArray());
        InputGradients gradients = add.backward(Tensor.of(10, 100));
        Tensor dx = branch.backward(relu.backward(gradients.dx()), gradients.dy());
        assertArrayEquals(new float[] {10, 200}, dx.toArray());
    }

    @Test
    void backwardBeforeForwardIsRefused() {
        Tensor row = Tensor.zeros(1, 3);
        assertMessage("branch.backward: called before forward", () -> new Branch().backward(row, row));
        assertMessage("repeat.backward: called before forward", () -> new Repeat().backward(row));
        assertMessage("sum1.backward: called before forward", () -> new Sum("sum1").backward(row));
    }

    @Test
    void shapesThatDoNotFitAreNamed() {
        Branch branch = new Branch("branch1");
        branch.forward(Tensor.zeros(3));
        String message = "branch1.backward: dout has not the shape of the output: dout [2], output [3]";
        assertMessage(message, () -> branch.backward(Tensor.zeros(2), Tensor.zeros(3)));
        assertMessage(message, () -> branch.backward(Tensor.zeros(3), Tensor.zeros(2)));
        Repeat repeat = new Repeat("repeat1");
        assertMessage(
                "repeat1.forward: one row [D] or [1, D] needed: x [2, 3]", () -> repeat.forward(Tensor.zeros(2, 3), 4));
        assertMessage("repeat1.forward: one row", () -> repeat.forward(Tensor.scalar(1), 4));
        assertMessage("repeat1.forward: one row", () -> repeat.forward(Tensor.zeros(1, 1, 2), 4));
        assertMessage("repeat1.forward: a negative number of copies: -1", () -> repeat.forward(Tensor.zeros(3), -1));
        repeat.forward(Tensor.zeros(3), 2);
        assertMessage("dout [3], output [2, 3]", () -> repeat.backward(Tensor.zeros(3)));
        Sum sum = new Sum();
        assertMessage("sum.forward: a matrix [N, D] needed: x [3]", () -> sum.forward(Tensor.zeros(3)));
        sum.forward(Tensor.zeros(2, 3));
        assertMessage("dout [2, 3], output [1, 3]", () -> sum.backward(Tensor.zeros(2, 3)));
    }

    private static void assertMessage(String part, Executable call) {
        RuntimeException e = assertThrows(RuntimeException.class, call);
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    /** Own memory, used again; a result passed back as an argument is not written. */
    @Test
    void resultsMayBeArguments() {
        Repeat repeat = new Repeat();
        Tensor once = repeat.forward(Tensor.of(1, 2), 1);
        Tensor again = repeat.forward(once, 1);
        assertNotSame(once, again);
        assertSame(again, repeat.forward(once, 1));
        Sum sum = new Sum();
        Tensor first = sum.forward(Tensor.of(new float[][] {{5, 6}}));
        assertNotSame(first.array(), sum.forward(first).array());
        Tensor dx = sum.backward(Tensor.of(new float[][] {{7, 8}}));
        assertNotSame(dx.array(), sum.backward(dx).array());
        Branch branch = new Branch();
        branch.forward(Tensor.of(1));
        Tensor two = branch.backward(Tensor.of(1), Tensor.of(1));
        assertEquals(3f, branch.backward(Tensor.of(1), two).item());
        assertEquals(2f, two.item());
    }
}
