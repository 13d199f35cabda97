package io.katsuo.core.ops;

import static io.katsuo.core.ops.LinearAlgebra.matmul;
import static io.katsuo.core.ops.LinearAlgebra.matmulAdd;
import static io.katsuo.core.testing.TensorAssertions.assertSameBits;

import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.TensorCases;
import io.katsuo.core.testing.TensorCases.Kind;
import io.katsuo.core.testing.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many callers at once get the bits that each gets alone. A test that hangs is stopped with the stacks of all threads. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MatMulConcurrencyTest {
    private record Case(Tensor a, Tensor b, Tensor product, Tensor sum) {
        static Case random(Rng rng, int m, int k, int n) {
            Tensor a = TensorCases.tensor(rng, TensorCases.anyKind(rng), Values.NORMAL, m, k);
            Tensor b = TensorCases.tensor(rng, TensorCases.anyKind(rng), Values.NORMAL, k, n);
            Tensor product = MatMulOracle.matmul(a, b);
            return new Case(a, b, product, MatMulOracle.matmulAdd(a, b, product));
        }

        /** Both forms, into an out of any layout. */
        void check(Rng rng) {
            Tensor out = TensorCases.empty(
                    rng, TensorCases.writableKind(rng), product.shape().dims());
            assertSameBits(product, matmul(a, b, out));
            assertSameBits(sum, matmulAdd(a, b, out));
            TensorCases.assertCanariesIntact(out);
        }
    }

    private static List<Case> cases() {
        Rng rng = new Rng(91);
        int[][] sizes = {
            {1, 1, 1},
            {3, 40, 50},
            {100, 784, 50},
            {64, 64, 64},
            {130, 70, 200},
            {784, 100, 50},
            {2, 1100, 530},
            {300, 300, 1},
            {150, 200, 150}
        };
        List<Case> cases = new ArrayList<>();
        for (int[] size : sizes) {
            cases.add(Case.random(rng, size[0], size[1], size[2]));
        }
        return cases;
    }

    private static void await(List<Future<?>> futures) throws Exception {
        for (Future<?> future : futures) {
            future.get();
        }
    }

    /** 96 threads of 16 rounds each, as OpenBLAS's race was found by. */
    @Test
    void manyCallersAtOnce() throws Exception {
        List<Case> cases = cases();
        int rounds = Cases.scaled(16);
        List<Future<?>> futures = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(96)) {
            for (int caller = 0; caller < 96; caller++) {
                int number = caller;
                futures.add(callers.submit(() -> {
                    Rng rng = new Rng(number);
                    for (int round = 0; round < rounds; round++) {
                        Case one = cases.get((number + round) % cases.size());
                        Threads.with(1 + rng.nextInt(5), () -> one.check(rng));
                    }
                }));
            }
            await(futures);
        }
    }

    @Test
    void virtualThreadsAndNestedRuns() throws Exception {
        List<Case> cases = cases();
        List<Future<?>> futures = new ArrayList<>();
        try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                int number = i;
                futures.add(
                        virtual.submit(() -> cases.get(number % cases.size()).check(new Rng(number))));
            }
            await(futures);
        }
        Threads.with(
                4,
                () -> Parallel.run(36, block -> cases.get(block % cases.size()).check(new Rng(block))));
    }

    /** A plan keeps buffers between products: one of another size or layout must not see what is left in them. */
    @Test
    void productsInAnyOrderDoNotSeeEachOther() {
        List<Case> cases = cases();
        Rng rng = new Rng(92);
        Tensor poison = Tensor.full(Shape.of(140, 300), Float.NaN);
        for (int i = 0; i < 60; i++) {
            cases.get(rng.nextInt(cases.size())).check(rng);
            matmul(poison, poison.transpose(), TensorCases.empty(rng, Kind.CONTIGUOUS, 140, 140));
        }
    }
}
