package io.katsuo.core.ops;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.ChildJvm;
import io.katsuo.core.testing.TensorAssertions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What products keep is bounded by the processors, however many threads call. */
class ProductMemoryTest {
    private static final int CALLERS = 150;

    /** Calls from many threads that all stay alive, then prints what is left on the heap, in MB. */
    static final class ManyCallers {
        private ManyCallers() {}

        public static void main(String[] args) throws Exception {
            Tensor a = Tensor.rand(new Rng(1), 70, 1500);
            Tensor b = Tensor.rand(new Rng(2), 1500, 1024);
            Tensor expected = LinearAlgebra.matmul(a, b);
            CountDownLatch done = new CountDownLatch(CALLERS);
            CountDownLatch end = new CountDownLatch(1);
            try (ExecutorService callers = args[0].equals("virtual")
                    ? Executors.newVirtualThreadPerTaskExecutor()
                    : Executors.newFixedThreadPool(CALLERS)) {
                List<Future<?>> results = new ArrayList<>();
                for (int caller = 0; caller < CALLERS; caller++) {
                    results.add(callers.submit(() -> {
                        Threads.with(2, () -> TensorAssertions.assertSameBits(expected, LinearAlgebra.matmul(a, b)));
                        done.countDown();
                        end.await();
                        return null;
                    }));
                }
                done.await();
                System.gc();
                Runtime vm = Runtime.getRuntime();
                System.out.println("used " + (vm.totalMemory() - vm.freeMemory() >> 20));
                end.countDown();
                for (Future<?> result : results) {
                    result.get();
                }
            }
        }
    }

    private static long megabytesOf(String threads) throws Exception {
        Cases.assumeFullRun();
        String output = ChildJvm.run(ChildJvm.VECTORS + " -Xmx400m", ManyCallers.class, threads);
        int at = output.indexOf("used ");
        assertTrue(at >= 0, output);
        return Long.parseLong(output.substring(at + "used ".length()).trim());
    }

    @Test
    void platformThreads() throws Exception {
        long used = megabytesOf("platform");
        assertTrue(used < 100 + 10L * Runtime.getRuntime().availableProcessors(), () -> used + " MB");
    }

    @Test
    void virtualThreads() throws Exception {
        long used = megabytesOf("virtual");
        assertTrue(used < 100 + 10L * Runtime.getRuntime().availableProcessors(), () -> used + " MB");
    }
}
