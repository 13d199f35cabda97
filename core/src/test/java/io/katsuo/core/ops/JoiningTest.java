package io.katsuo.core.ops;

import static io.katsuo.core.testing.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.TensorCases;
import io.katsuo.core.testing.Values;
import org.junit.jupiter.api.Test;

/** Slicing a joined tensor gives its parts back. */
class JoiningTest {
    @Test
    void concat() {
        Cases.forEach(200, 71, rng -> {
            Shape shape = TensorCases.shape(rng, 3, 5);
            if (shape.rank() == 0) {
                return;
            }
            int axis = rng.nextInt(shape.rank());
            Tensor[] parts = new Tensor[1 + rng.nextInt(4)];
            int extent = 0;
            for (int i = 0; i < parts.length; i++) {
                int[] dims = shape.with(axis, rng.nextInt(4)).dims();
                parts[i] = TensorCases.tensor(rng, TensorCases.anyKind(rng), Values.SPECIAL, dims);
                extent += dims[axis];
            }
            Tensor joined = Indexing.concat(rng.nextInt(2) == 0 ? axis : axis - shape.rank(), parts);
            assertEquals(shape.with(axis, extent), joined.shape());
            int from = 0;
            for (Tensor part : parts) {
                assertSameBits(part, joined.slice(axis, from, from + part.dim(axis)));
                from += part.dim(axis);
            }
        });
    }

    /** The product of the other extents is more than a tensor can have, but there are no elements. */
    @Test
    void partsWithoutElements() {
        Tensor empty = Tensor.zeros(0, 65_536, 65_536);
        assertEquals(Shape.of(0, 65_536, 65_536), Indexing.concat(empty, empty).shape());
        assertEquals(
                Shape.of(0, 2, 65_536, 65_536), Indexing.stack(1, empty, empty).shape());
        assertEquals(
                Shape.of(65_536),
                Reductions.sum(Tensor.zeros(65_536, 65_536, 0), 1, 2).shape());
    }

    @Test
    void stack() {
        Cases.forEach(200, 72, rng -> {
            Shape shape = TensorCases.shape(rng, 3, 5);
            int axis = rng.nextInt(shape.rank() + 1);
            Tensor[] parts = new Tensor[1 + rng.nextInt(4)];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = TensorCases.tensor(rng, TensorCases.anyKind(rng), Values.SPECIAL, shape.dims());
            }
            Tensor stacked = Indexing.stack(rng.nextInt(2) == 0 ? axis : axis - shape.rank() - 1, parts);
            for (int i = 0; i < parts.length; i++) {
                assertSameBits(parts[i], stacked.select(axis, i));
            }
            assertEquals(parts.length, stacked.dim(axis));
        });
    }

    @Test
    void errorsNameTheShapes() {
        Tensor a = Tensor.zeros(2, 3);
        assertMessage(
                "concat: shapes differ off axis 0: [2, 3], [2, 4]", () -> Indexing.concat(0, a, Tensor.zeros(2, 4)));
        assertMessage("concat: shapes differ off axis 1: [2, 3], [2]", () -> Indexing.concat(1, a, Tensor.zeros(2)));
        assertMessage("concat: no axis 2: x [2, 3] has rank 2", () -> Indexing.concat(2, a));
        assertMessage("concat: nothing to join", () -> Indexing.concat(0));
        assertMessage("stack: shapes differ: [2, 3], [3, 2]", () -> Indexing.stack(0, a, Tensor.zeros(3, 2)));
        assertMessage("stack: no place 3 for a new axis: [2, 3]", () -> Indexing.stack(3, a));
    }

    private static void assertMessage(String expected, Runnable body) {
        assertEquals(expected, assertThrows(ShapeException.class, body::run).getMessage());
    }
}
