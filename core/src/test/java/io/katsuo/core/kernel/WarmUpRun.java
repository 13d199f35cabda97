package io.katsuo.core.kernel;

import io.katsuo.core.ops.Backend;
import io.katsuo.core.ops.LinearAlgebra;
import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.ThreadMeters;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs every span and reduction, and products on every path, from the first call until no SIMD kernel is pending and some
 * times more, on two threads at once, and compares bits; for {@link WarmUpTest}'s child.
 */
public final class WarmUpRun {
    private static final long PATIENCE = 200_000_000_000L;
    private static final int MORE = 3;

    private WarmUpRun() {}

    /**
     * Prints what the first exponential of this JVM allocated and whether it is pending; then what was pending at the end,
     * how often bits differed, and bytes a call.
     *
     * @param arguments "first" to stop after the first call
     * @throws InterruptedException never
     */
    public static void main(String[] arguments) throws InterruptedException {
        float[] x = new float[32_000];
        ThreadMeters.allocatedBy(() -> {});
        System.out.println("allocated "
                + ThreadMeters.allocatedBy(() -> Spans.apply(ElementOp.EXP, x, 0, x, 0, x, 0, x, 0, x.length)));
        System.out.println("pending at first " + Backend.pending());
        if (arguments.length > 0) {
            return;
        }
        long until = System.nanoTime() + PATIENCE;
        String digest = SpanDigest.compute();
        int[][] products = products();
        AtomicInteger differing = new AtomicInteger();
        Runnable rounds = () -> {
            for (int more = 0; more < MORE && System.nanoTime() < until; ) {
                more = Backend.pending().isEmpty() ? more + 1 : 0;
                if (!digest.equals(SpanDigest.compute()) || !Arrays.deepEquals(products, products())) {
                    differing.incrementAndGet();
                }
            }
        };
        Thread other = new Thread(rounds);
        other.start();
        rounds.run();
        other.join();
        System.out.println("pending " + Backend.pending());
        System.out.println("differing " + differing);
        System.out.println("digest " + digest);
        Threads.with(1, () -> System.out.println("bytes " + bytesOfAProduct(until)));
    }

    /** The least that a product with a given output allocates, but for what measuring does. */
    private static long bytesOfAProduct(long until) {
        Tensor a = Tensor.uniform(new Rng(2), -1, 1, Shape.of(100, 78));
        Tensor b = Tensor.uniform(new Rng(3), -1, 1, Shape.of(78, 50));
        Tensor out = Tensor.zeros(100, 50);
        long least = Long.MAX_VALUE;
        while (least > 1000 && System.nanoTime() < until) {
            least = Math.min(least, ThreadMeters.allocatedBy(() -> {
                for (int call = 0; call < 50; call++) {
                    LinearAlgebra.matmul(a, b, out);
                }
            }));
        }
        return Math.max(0, least - 1000) / 50;
    }

    private static int[][] products() {
        return new int[][] {
            product(100, 78, 50, 0), // panels
            product(78, 100, 50, 1), // a transposed left operand
            product(40, 3, 30, 0), // few terms
            product(3, 70, 200, 0), // few rows
            product(60, 1100, 33, 2), // several blocks of terms, added to
            product(13, 200, 1000, 0), // panels of several threads that share columns
            product(50, 20, 1, 0) // a column
        };
    }

    private static int[] product(int m, int k, int n, int kind) {
        Rng rng = new Rng(m);
        Tensor left = kind == 1
                ? Tensor.uniform(rng, -1, 1, Shape.of(k, m)).transpose()
                : Tensor.uniform(rng, -1, 1, Shape.of(m, k));
        Tensor right = Tensor.uniform(rng, -1, 1, Shape.of(k, n));
        Tensor out = Tensor.uniform(rng, -1, 1, Shape.of(m, n));
        // The warm-up leaves the compiler one of the threads.
        Tensor result = Threads.call(
                4,
                () -> kind == 2 ? LinearAlgebra.matmulAdd(left, right, out) : LinearAlgebra.matmul(left, right, out));
        float[] values = result.toArray();
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }
}
