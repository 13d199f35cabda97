package io.katsuo.core.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.katsuo.core.kernel.Kernels;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.ChildJvm;
import io.katsuo.core.testing.OpDigests;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every operation has the same bits in JVMs with other instructions, compilers and collectors, at its first calls and when it
 * is compiled. Each JVM says which kernels it ran, and that vectors became instructions.
 */
class JvmFlagsTest {
    private static final String HERE = EveryOpDigest.compute();

    /** The flags, what runs ("widest" is this machine's width), and whether in registers. */
    @ParameterizedTest
    @Tag("nightly")
    @CsvSource({
        "'', widest, unboxed",
        "-XX:UseAVX=0, scalar, unboxed",
        "-XX:UseAVX=1, 128, unboxed",
        "-XX:UseAVX=2, 256, unboxed",
        "-XX:UseAVX=3, widest, unboxed",
        "-XX:MaxVectorSize=8, scalar, unboxed",
        "-XX:MaxVectorSize=16, 128, unboxed",
        "-XX:MaxVectorSize=32, 256, unboxed",
        "-XX:MaxVectorSize=64, widest, unboxed",
        "-XX:-UseFMA, scalar, unboxed",
        "-XX:TieredStopAtLevel=1, scalar, unboxed",
        "-XX:TieredStopAtLevel=1 -Dkatsuo.kernels=128, 128, boxed",
        "-Xint, scalar, unboxed",
        "-Xint -Dkatsuo.kernels=128, 128, boxed",
        "-Xcomp, widest, unboxed",
        "-XX:-TieredCompilation, widest, unboxed",
        "-Dkatsuo.kernels=scalar, scalar, unboxed",
        "-XX:+UseCompactObjectHeaders, widest, unboxed",
        "-XX:+UnlockDiagnosticVMOptions -XX:+StressLCM -XX:+StressGCM -XX:StressSeed=1, widest, unboxed",
        "-XX:+UnlockDiagnosticVMOptions -XX:+StressLCM -XX:+StressGCM -XX:StressSeed=2, widest, unboxed",
        "-XX:+UseSerialGC, widest, unboxed",
        "-XX:+UseParallelGC, widest, unboxed",
        "-XX:+UseZGC, widest, unboxed",
        "no module, scalar, unboxed"
    })
    void elsewhere(String flags, String kernels, String registers) throws Exception {
        check(flags, kernels, registers);
    }

    /** One of them in each build. */
    @Test
    void elsewhereASample() throws Exception {
        check("-XX:UseAVX=2", "256", "unboxed");
    }

    private static void check(String flags, String kernels, String registers) throws Exception {
        Cases.assumeFullRun();
        assumeTrue(Kernels.SIMD && Kernels.bits() == 512, "*** SKIPPED: needs vectors of 512 bits ***");
        String expected = kernels.equals("widest") ? Kernels.name() : kernels;
        boolean slow = flags.startsWith("-Xint");
        long start = System.nanoTime();
        String all = flags.equals("no module") ? "" : ChildJvm.VECTORS + " " + flags;
        String printed = ChildJvm.run(all, EveryOpDigest.class, slow ? "0" : "2");
        String[] parts = printed.split(" ", 3);
        System.out.printf(
                "campaign JVM flags: \"%s\": %s, %.0f s%n", flags, parts[2], (System.nanoTime() - start) / 1e9);
        OpDigests.assertSame(HERE, parts[0], "first calls with " + flags);
        OpDigests.assertSame(HERE, parts[1], "compiled with " + flags);
        assertEquals(expected + " " + (slow ? "boxed" : registers), parts[2], flags);
    }
}
