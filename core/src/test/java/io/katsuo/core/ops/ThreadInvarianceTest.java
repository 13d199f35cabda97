package io.katsuo.core.ops;

import static io.katsuo.core.testing.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The number of threads never shows in the bits; ops called inside blocks of other work do not disturb it. */
class ThreadInvarianceTest {
    private static final Tensor X = Tensor.normal(new Rng(81), 0, 2, Shape.of(311, 523));
    private static final Tensor Y = Tensor.normal(new Rng(82), 0, 2, Shape.of(311, 523));

    @Test
    void theSizesAreWorthSplitting() {
        Threads.with(4, () -> assertTrue(Parallel.parts(X.size(), 1000) > 4));
    }

    @Test
    void allOps() {
        List<Tensor> alone = Threads.call(1, ThreadInvarianceTest::results);
        for (int threads = 2; threads <= 5; threads++) {
            List<Tensor> together = Threads.call(threads, ThreadInvarianceTest::results);
            for (int i = 0; i < alone.size(); i++) {
                int number = i;
                assertSameBits(alone.get(i), together.get(i), () -> "result " + number);
            }
        }
    }

    private static List<Tensor> results() {
        List<Tensor> results = new ArrayList<>();
        results.add(Elementwise.add(X, Y));
        results.add(Elementwise.sub(X, Y.transpose().copy().transpose()));
        results.add(Elementwise.mul(X, Y.row(3)));
        results.add(Elementwise.div(X, Y.slice(1, 5, 6)));
        results.add(Elementwise.axpy(0.3f, X, Y.copy()));
        results.add(Elementwise.exp(X));
        results.add(Elementwise.sigmoid(X.transpose()));
        results.add(Reductions.softmax(X));
        results.add(Reductions.logSoftmax(X));
        results.add(Reductions.logSumExp(X, -1));
        results.add(Reductions.sumTo(X, Shape.of(523)));
        for (int axis = 0; axis < 2; axis++) {
            results.add(Reductions.sum(X, axis));
            results.add(Reductions.variance(X, axis, true));
            results.add(Reductions.max(X, axis));
        }
        results.add(Tensor.of(Reductions.sum(X), Reductions.variance(X), Reductions.max(X)));
        return results;
    }

    @Test
    void opsInsideBlocksOfOtherWork() {
        Tensor expected = Reductions.softmax(Elementwise.add(X, 1f));
        float sum = Reductions.sum(X);
        Tensor[] results = new Tensor[9];
        float[] sums = new float[9];
        Threads.with(
                3,
                () -> Parallel.run(9, block -> {
                    results[block] = Reductions.softmax(Elementwise.add(X, 1f));
                    sums[block] = Reductions.sum(X);
                }));
        for (Tensor result : results) {
            assertSameBits(expected, result);
        }
        float[] same = new float[9];
        java.util.Arrays.fill(same, sum);
        assertArrayEquals(same, sums);
    }

    @Test
    void manyCallersAtOnce() throws InterruptedException {
        Tensor expected = Elementwise.tanh(Elementwise.mul(X, Y));
        Tensor[] results = new Tensor[6];
        Thread[] callers = new Thread[results.length];
        for (int i = 0; i < callers.length; i++) {
            int number = i;
            callers[i] = Thread.ofPlatform().start(() -> results[number] = Elementwise.tanh(Elementwise.mul(X, Y)));
        }
        for (int i = 0; i < callers.length; i++) {
            callers[i].join();
            assertEquals(expected.shape(), results[i].shape());
            assertSameBits(expected, results[i]);
        }
    }
}
