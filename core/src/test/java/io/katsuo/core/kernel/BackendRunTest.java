package io.katsuo.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The build runs all tests once per backend and says with {@code katsuo.test.width} which one it means. Here is checked
 * that this one runs; that its vectors become instructions, {@code AllocationTest} shows: those that do not are objects.
 */
class BackendRunTest {
    private static final boolean EMULATED = Kernels.SIMD && Kernels.bits() > VectorProbe.preferredBits();

    @BeforeAll
    static void sayWhatRuns() {
        System.out.println("Backend of this run: " + Kernels.describe());
        if (EMULATED) {
            System.out.println("*** EMULATED: this machine has no vectors of " + Kernels.bits()
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

    /** What "auto" should choose, said independently of how it chooses. */
    private static String widestHere() {
        int bits = Math.min(512, VectorProbe.preferredBits());
        return bits < 128 || !ScalarFma.HARDWARE ? "scalar" : Integer.toString(bits);
    }
}
