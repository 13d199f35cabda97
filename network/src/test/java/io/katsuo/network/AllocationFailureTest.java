package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.network.optimizer.Adam;
import io.katsuo.network.optimizer.Optimizer;
import io.katsuo.network.optimizer.Sgd;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The first training step allocates a network's memory. Here it is tried with a full heap, then with a little more room each
 * time, until it succeeds: after each failure the parameters are those of before or of after the step, and network and
 * optimizer go on to the same bits as if nothing had happened. So it is with the first step on another batch, which
 * allocates views of it.
 */
@Tag("nightly")
class AllocationFailureTest {
    /** The steps with growing room; prints how often memory did not suffice. */
    static final class Child {
        private static final int RESERVE = 4 << 20;
        private static final int BLOCK = 16;
        private static Object[] ballast;

        private Child() {}

        public static void main(String[] arguments) {
            int more = Integer.parseInt(arguments[0]);
            boolean warm = Boolean.parseBoolean(arguments[1]);
            int rows = warm ? 10 : 40;
            Tensor x = Tensor.randn(new Rng(1), rows, 60);
            Targets t = Targets.of(new int[rows]);
            Tensor other = Tensor.randn(new Rng(2), rows - 1, 60);
            Network network = network();
            Optimizer optimizer = optimizer(warm);
            String before = network.parameterHash();
            step(network, optimizer, x, t, 0);
            String after = network.parameterHash();
            step(network, optimizer, x, t, 1);
            String second = network.parameterHash();
            int failures = 0;
            boolean failed = true;
            for (int blocks = 0; failed; blocks += more) {
                network = network();
                optimizer = optimizer(warm);
                if (warm) {
                    network.computeGradients(other, Targets.of(new int[rows - 1]));
                }
                fillHeap(blocks);
                try {
                    step(network, optimizer, x, t, 0);
                    failed = false;
                } catch (OutOfMemoryError e) {
                    failures++;
                }
                ballast = null;
                String now = network.parameterHash();
                check(now.equals(failed ? before : after) || now.equals(after), "a mixture", blocks);
                if (now.equals(before)) {
                    step(network, optimizer, x, t, 0);
                    check(network.parameterHash().equals(after), "step 0 after a failure", blocks);
                }
                step(network, optimizer, x, t, 1);
                check(network.parameterHash().equals(second), "step 1 after a failure", blocks);
            }
            System.out.println(failures);
        }

        private static Network network() {
            return Network.builder(60, 1).affine(50).relu().affine(10).softmaxWithLoss();
        }

        private static Optimizer optimizer(boolean warm) {
            return warm ? new Sgd(0.01) : new Adam(0.01);
        }

        private static void step(Network network, Optimizer optimizer, Tensor x, Targets t, int step) {
            Threads.with(2, () -> {
                network.computeGradients(x, t, step);
                optimizer.update(network.parameters(), step);
            });
        }

        private static void check(boolean right, String what, int blocks) {
            if (!right) {
                throw new AssertionError(what + ", with room for " + blocks + " blocks");
            }
        }

        /** Fills the heap with a chain of blocks, the last 4 MB of it small ones, and lets go of some of these. */
        private static void fillHeap(int free) {
            Object reserve = new byte[RESERVE];
            fill(1 << 14);
            check(reserve != null, "the reserve", free);
            reserve = null;
            fill(BLOCK);
            for (int i = 0; i < free && ballast != null; i++) {
                ballast = (Object[]) ballast[0];
            }
        }

        private static void fill(int length) {
            try {
                while (true) {
                    Object[] block = new Object[length];
                    block[0] = ballast;
                    ballast = block;
                }
            } catch (OutOfMemoryError e) {
                // Full for blocks of this length.
            }
        }
    }

    private static void campaign(int more, boolean warm, int least) throws Exception {
        long start = System.nanoTime();
        // Scalar kernels, because a thread that has vector code compiled would take and give back memory meanwhile.
        String flags = "-Xmx16m -XX:+UseSerialGC -XX:-UseTLAB -Dkatsuo.kernels=scalar";
        int failures =
                Integer.parseInt(OtherJvm.run(flags, Child.class, Integer.toString(more), Boolean.toString(warm)));
        System.out.printf(
                "campaign allocation failures: %d steps that failed for lack of memory, 0 wrong states, %.0f s%n",
                failures, (System.nanoTime() - start) / 1e9);
        assertTrue(failures >= least, failures + " failures");
    }

    @Test
    void theFirstStep() throws Exception {
        campaign(16, false, 50);
    }

    @Test
    void theFirstStepOnAnotherBatch() throws Exception {
        campaign(1, true, 10);
    }
}
