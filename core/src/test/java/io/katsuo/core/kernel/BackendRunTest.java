package io.katsuo.core.kernel;

import static io.katsuo.core.ops.Activations.exp;
import static io.katsuo.core.ops.Activations.relu;
import static io.katsuo.core.ops.Arithmetic.add;
import static io.katsuo.core.ops.MatMul.matmul;
import static io.katsuo.core.ops.MatMul.matmulAdd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.katsuo.core.ops.Reductions;
import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.ThreadMeters;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The build runs all tests once per backend and says with {@code katsuo.test.width} which one it means. Here is checked
 * that this one runs, and that its vector code was compiled to vector instructions: vectors that were not are objects,
 * several a call, so compiled code is the code that allocates nothing.
 */
class BackendRunTest {
    private static final int CALLS = 500;
    private static final int MOST_ROUNDS = 200;
    private static final Rng RNG = new Rng(1);
    private static final boolean EMULATED = Kernels.SIMD && Kernels.BITS > VectorProbe.preferredBits();

    @BeforeAll
    static void sayWhatRuns() {
        System.out.println("Backend of this run: " + Kernels.describe());
        if (EMULATED) {
            System.out.println("*** EMULATED: this machine has no vectors of " + Kernels.BITS
                    + " bits. Results are tested, the proof that vector instructions ran is SKIPPED. ***");
        }
    }

    @Test
    void theBackendIsTheOneThatThisRunIsFor() {
        String width = System.getProperty("katsuo.test.width", "auto");
        String expected = switch (width) {
            case "auto" -> System.getProperty("katsuo.kernels", widestHere());
            case "fallback" -> "scalar";
            default -> width;
        };
        assertEquals(expected, Kernels.name(), "katsuo.test.width=" + width + ": " + Kernels.describe());
        if (width.equals("fallback")) {
            assertEquals(
                    false, ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void vectorCodeIsCompiled(String name, Runnable kernel) {
        assumeTrue(Kernels.SIMD, "scalar kernels");
        assumeTrue(!EMULATED, "emulated width");
        Threads.with(1, () -> {
            long allocated = Long.MAX_VALUE;
            for (int round = 0; round < MOST_ROUNDS && allocated >= CALLS; round++) {
                allocated = ThreadMeters.allocatedBy(() -> {
                    for (int call = 0; call < CALLS; call++) {
                        kernel.run();
                    }
                });
            }
            assertEquals(0, allocated / CALLS, name + ": bytes allocated a call; its vectors are boxed");
        });
    }

    static Stream<Arguments> kernels() {
        Tensor few = normal(12, 40);
        Tensor many = normal(60, 40);
        Tensor right = normal(40, 35);
        Tensor fewOut = Tensor.zeros(12, 35);
        Tensor manyOut = Tensor.zeros(60, 35);
        Tensor vector = normal(40);
        Tensor vectorOut = Tensor.zeros(60);
        Tensor x = normal(1000);
        Tensor y = normal(1000);
        Tensor out = Tensor.zeros(1000);
        return Stream.of(
                kernel("matmul of few rows", () -> matmul(few, right, fewOut)),
                kernel("matmul of many rows", () -> matmul(many, right, manyOut)),
                kernel("matmul that accumulates", () -> matmulAdd(many, right, manyOut)),
                kernel("matrix times vector", () -> matmul(many, vector, vectorOut)),
                kernel("add", () -> add(x, y, out)),
                kernel("relu", () -> relu(x, out)),
                kernel("exp", () -> exp(x, out)),
                kernel("sum", () -> Reductions.sum(x)));
    }

    private static Arguments kernel(String name, Runnable body) {
        return Arguments.of(name, body);
    }

    private static Tensor normal(int... dims) {
        return Tensor.normal(RNG, 0, 1, dims);
    }

    /** What "auto" should choose, said independently of how it chooses. */
    private static String widestHere() {
        int bits = Math.min(512, VectorProbe.preferredBits());
        return bits < 128 || !ScalarFma.HARDWARE ? "scalar" : Integer.toString(bits);
    }
}
