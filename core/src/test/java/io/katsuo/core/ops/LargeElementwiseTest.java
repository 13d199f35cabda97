package io.katsuo.core.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.Cases;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Outputs so large that the first elements, up to the beginning of a cache line, are a run of their own: every element is
 * written once, at its place, from its operands, wherever the arrays begin and however many threads share the work.
 */
class LargeElementwiseTest {
    private static final float CANARY = -12345;
    private static final int LARGE = 1 << 16;

    @Test
    void denseOperands() {
        Cases.forEach(60, 41, rng -> {
            int size = LARGE - 3 + rng.nextInt(70);
            check(rng, Shape.of(size), Shape.of(size));
        });
    }

    @Test
    void rowsOfABias() {
        Cases.forEach(60, 42, rng -> {
            int columns = 1 + rng.nextInt(1100);
            int rows = Math.ceilDiv(LARGE, columns) + rng.nextInt(3);
            check(rng, Shape.of(rows, columns), Shape.of(columns));
        });
    }

    /** Adds in place, which shows an element that was computed twice. */
    private static void check(Rng rng, Shape shape, Shape added) {
        int size = shape.size();
        int offset = rng.nextInt(35);
        float[] sums = new float[offset + size + 20];
        Arrays.fill(sums, CANARY);
        for (int i = 0; i < size; i++) {
            sums[offset + i] = i;
        }
        int period = added.size();
        int start = rng.nextInt(20);
        float[] terms = new float[start + period];
        for (int i = 0; i < period; i++) {
            terms[start + i] = 1 + 3 * i;
        }
        Tensor out = view(sums, offset, shape);
        Tensor term = view(terms, start, added);
        Threads.with(1 + rng.nextInt(4), () -> Elementwise.add(out, term, out));
        for (int i = 0; i < sums.length; i++) {
            int element = i - offset;
            boolean inside = element >= 0 && element < size;
            float expected = inside ? element + (1f + 3 * (element % period)) : CANARY;
            assertEquals(expected, sums[i], shape + " + " + added + " at " + element + ", offset " + offset);
        }
    }

    /** Dense, from a place in an array on. */
    private static Tensor view(float[] array, int offset, Shape shape) {
        return Tensor.wrap(array, array.length)
                .slice(0, offset, offset + shape.size())
                .reshape(shape.dims());
    }
}
