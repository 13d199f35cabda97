package io.katsuo.core.ops;

import static io.katsuo.core.ops.LinearAlgebra.matmul;
import static io.katsuo.core.ops.LinearAlgebra.matmulAdd;
import static io.katsuo.core.testing.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Layout;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.TensorCases;
import io.katsuo.core.testing.TensorCases.Kind;
import io.katsuo.core.testing.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Shapes, errors, sharing of memory, what is left alone, and that nothing is allocated. */
class MatMulContractTest {
    private static void assertRefused(String message, Executable code) {
        assertEquals(message, assertThrows(ShapeException.class, code).getMessage());
    }

    @Test
    void ranksAndExtentsOfTheResultAreThoseOfNumPy() {
        Tensor matrix = Tensor.zeros(3, 4);
        assertEquals(Shape.of(3, 5), matmul(matrix, Tensor.zeros(4, 5)).shape());
        assertEquals(Shape.of(3), matmul(matrix, Tensor.zeros(4)).shape());
        assertEquals(Shape.of(4), matmul(Tensor.zeros(3), matrix).shape());
        assertEquals(Shape.SCALAR, matmul(Tensor.zeros(3), Tensor.zeros(3)).shape());
        assertEquals(Shape.of(3, 1), matmul(matrix, Tensor.zeros(4, 1)).shape());
        assertEquals(Shape.of(1, 4), matmul(Tensor.zeros(1, 3), matrix).shape());
    }

    /** The tile that meets the last rows and columns, and the loop over no terms at all. */
    @Test
    void extentsOfZero() {
        assertEquals(
                Shape.of(0, 5), matmul(Tensor.zeros(0, 3), Tensor.zeros(3, 5)).shape());
        assertEquals(
                Shape.of(5, 0), matmul(Tensor.zeros(5, 3), Tensor.zeros(3, 0)).shape());
        assertEquals(Shape.of(0), matmul(Tensor.zeros(0, 3), Tensor.zeros(3)).shape());
        assertEquals(Shape.of(0), matmul(Tensor.zeros(3), Tensor.zeros(3, 0)).shape());
        assertSameBits(Tensor.scalar(0), matmul(Tensor.zeros(0), Tensor.zeros(0)));
        int[] extents = {1, 2, 7, 16, 33, 100};
        for (int m : extents) {
            for (int n : extents) {
                Tensor a = Tensor.zeros(m, 0);
                Tensor b = Tensor.zeros(0, n);
                assertSameBits(Tensor.zeros(m, n), matmul(a, b));
                assertSameBits(Tensor.zeros(m, n), matmul(a, b, Tensor.full(Shape.of(m, n), 7)));
                assertSameBits(Tensor.full(Shape.of(m, n), 7), matmulAdd(a, b, Tensor.full(Shape.of(m, n), 7)));
            }
        }
    }

    @Test
    void shapesThatDoNotFitAreRefusedWithBoth() {
        Tensor a = Tensor.zeros(64, 784);
        Tensor b = Tensor.zeros(800, 50);
        assertRefused(
                "matmul: inner dimensions differ: left [64, 784] has 784 columns, right [800, 50] has 800 rows",
                () -> matmul(a, b));
        assertRefused(
                "matmul: inner dimensions differ: left [2] has 2 elements, right [3] has 3 elements",
                () -> matmul(Tensor.zeros(2), Tensor.zeros(3)));
        assertRefused(
                "matmulAdd: inner dimensions differ: left [2, 3] has 3 columns, right [4] has 4 elements",
                () -> matmulAdd(Tensor.zeros(2, 3), Tensor.zeros(4), Tensor.zeros(2)));
        assertRefused(
                "matmul: a scalar is not a matrix: left [], right [2, 2]; mul multiplies by a number",
                () -> matmul(Tensor.scalar(1), Tensor.zeros(2, 2)));
        assertRefused(
                "matmul: inner dimensions differ: left [2, 3] has 3 columns, right [1, 2, 2] has 2 rows",
                () -> matmul(Tensor.zeros(2, 3), Tensor.zeros(1, 2, 2)));
        assertRefused(
                "shape: more than 2147483647 elements: [65536, 65536]; split the data into several tensors",
                () -> matmul(Tensor.zeros(65536, 1), Tensor.zeros(1, 65536)));
    }

    @Test
    void anOutOfTheWrongShapeIsRefused() {
        Tensor a = Tensor.zeros(2, 3);
        int[][] wrong = {{3, 2}, {2}, {2, 4, 1}, {2, 5}, {}};
        for (int[] dims : wrong) {
            Tensor out = Tensor.full(Shape.of(dims), 7);
            String message = "matmul: out has another shape than the result: left [2, 3], right [3, 4], out "
                    + out.shape() + "; it must be [2, 4]";
            assertRefused(message, () -> matmul(a, Tensor.zeros(3, 4), out));
            assertRefused(message.replace("matmul:", "matmulAdd:"), () -> matmulAdd(a, Tensor.zeros(3, 4), out));
            assertSameBits(Tensor.full(Shape.of(dims), 7), out);
        }
        assertRefused(
                "matmul: out has another shape than the result: left [3], right [3], out [1]; it must be []",
                () -> matmul(Tensor.zeros(3), Tensor.zeros(3), Tensor.zeros(1)));
    }

    @Test
    void anOutThatSharesMemoryIsRefusedAndUnchanged() {
        float[] array = new float[40];
        for (int i = 0; i < array.length; i++) {
            array[i] = i;
        }
        float[] before = array.clone();
        Tensor a = Tensor.wrap(array, Layout.of(Shape.of(4, 4), 0, 4, 1));
        Tensor b = Tensor.ones(4, 4);
        Tensor shifted = Tensor.wrap(array, Layout.of(Shape.of(4, 4), 15, 4, 1));
        Tensor[] outs = {a, a.transpose(), shifted, a.flip(0)};
        for (Tensor out : outs) {
            Executable[] calls = {
                () -> matmul(a, b, out), () -> matmul(b, a, out), () -> matmulAdd(a, b, out), () -> matmulAdd(b, a, out)
            };
            for (Executable call : calls) {
                String message =
                        assertThrows(IllegalArgumentException.class, call).getMessage();
                assertTrue(message.contains(": out overlaps an operand: operand "), message);
                assertArrayEquals(before, array);
            }
        }
        Tensor repeated = Tensor.zeros(1, 4).broadcastTo(4, 4);
        assertEquals(
                "matmul: out's elements share memory with each other: out [4, 4] at 0 by [0, 1]; give it memory of its own",
                assertThrows(IllegalArgumentException.class, () -> matmul(a, b, repeated))
                        .getMessage());
        Tensor behind = Tensor.wrap(array, Layout.of(Shape.of(4, 4), 16, 4, 1));
        assertSameBits(MatMulOracle.matmul(a, b), matmul(a, b, behind));
    }

    /** Two views of one array, at random: an answer is either right or refused, and operands are never written. */
    @Test
    void viewsOfOneArrayAreRightOrRefused() {
        int[] outcomes = new int[2];
        Cases.forEach(3000, 81, rng -> {
            float[] array = new float[90];
            for (int i = 0; i < array.length; i++) {
                array[i] = Values.NORMAL.next(rng);
            }
            Tensor a = view(rng, array);
            Tensor b = view(rng, array);
            Tensor out = view(rng, array);
            Tensor expected = MatMulOracle.matmul(a, b);
            boolean[] mayChange = new boolean[array.length];
            for (int[] index : TensorCases.indices(out.shape())) {
                mayChange[out.layout().index(index)] = true;
            }
            float[] before = array.clone();
            boolean refused = false;
            try {
                matmul(a, b, out);
                assertSameBits(expected, out, () -> a.layout() + " . " + b.layout() + " to " + out.layout());
            } catch (IllegalArgumentException e) {
                refused = true;
            }
            outcomes[refused ? 0 : 1]++;
            for (int i = 0; i < array.length; i++) {
                assertTrue(!refused && mayChange[i] || array[i] == before[i], "changed beside out");
            }
        });
        assertTrue(Cases.scaled(100) < 100 || outcomes[0] > 300 && outcomes[1] > 300, "one-sided");
    }

    private static Tensor view(Rng rng, float[] array) {
        int rowStride = rng.nextInt(2) == 0 ? 10 : 1 + rng.nextInt(4);
        int columnStride = rowStride == 10 ? 1 : rng.nextInt(2) == 0 ? 3 * rowStride : 0;
        int reach = 2 * (rowStride + columnStride);
        return Tensor.wrap(
                array, Layout.of(Shape.of(3, 3), rng.nextInt(array.length - reach), rowStride, columnStride));
    }

    @Test
    void columnsSideBySideInOneArrayAreNotAnOverlap() {
        Tensor wide = TensorCases.tensor(new Rng(82), Kind.CONTIGUOUS, Values.NORMAL, 6, 30);
        Tensor a = wide.slice(1, 0, 6);
        Tensor out = wide.slice(1, 6, 30);
        Tensor b = TensorCases.tensor(new Rng(83), Kind.CONTIGUOUS, Values.NORMAL, 6, 24);
        assertSameBits(MatMulOracle.matmul(a, b), matmul(a, b, out));
    }

    @Test
    void operandsAreOnlyRead() {
        Cases.forEach(200, 84, rng -> {
            int k = rng.nextInt(60);
            Tensor a = TensorCases.tensor(rng, TensorCases.anyKind(rng), Values.SPECIAL, rng.nextInt(60), k);
            Tensor b = TensorCases.tensor(rng, TensorCases.anyKind(rng), Values.SPECIAL, k, rng.nextInt(60));
            float[] left = a.array().clone();
            float[] right = b.array().clone();
            matmulAdd(a, b, matmul(a, b));
            assertArrayEquals(left, a.array());
            assertArrayEquals(right, b.array());
        });
    }

    /** One tensor as both operands. */
    @Test
    void aTensorTimesItself() {
        Tensor square = TensorCases.tensor(new Rng(85), Kind.WILD, Values.NORMAL, 40, 40);
        assertSameBits(MatMulOracle.matmul(square, square), matmul(square, square));
        assertSameBits(MatMulOracle.matmul(square, square.transpose()), matmul(square, square.transpose()));
    }
}
