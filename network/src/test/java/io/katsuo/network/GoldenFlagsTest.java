package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.katsuo.core.ops.Backend;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The trainings of {@link GoldenTrainingTest}, twice in each JVM, with other instructions, compilers, collectors, numbers of
 * threads, and little memory; each JVM says which kernels ran.
 */
@Tag("nightly")
class GoldenFlagsTest {
    @ParameterizedTest
    @CsvSource({
        "-Dkatsuo.threads=1, 512",
        "-Dkatsuo.threads=3, 512",
        "-Dkatsuo.threads=7, 512",
        "-XX:UseAVX=0, scalar",
        "-XX:UseAVX=2, 256",
        "-XX:MaxVectorSize=16, 128",
        "-XX:TieredStopAtLevel=1, scalar",
        "-Xint -Dkatsuo.threads=2, scalar",
        "-Xcomp, 512",
        "-XX:-TieredCompilation, 512",
        "-XX:+UseCompactObjectHeaders, 512",
        "-XX:+UseSerialGC, 512",
        "-XX:+UseParallelGC, 512",
        "-XX:+UseZGC, 512",
        "-XX:+UnlockDiagnosticVMOptions -XX:+StressLCM -XX:+StressGCM -XX:StressSeed=3, 512",
        "-Xmx24m, 512",
        "-Xmx64m, 512"
    })
    void sameParametersInOtherJvms(String flags, String kernels) throws Exception {
        assumeTrue(Backend.name().equals("512"), "*** SKIPPED: needs vectors of 512 bits ***");
        long start = System.nanoTime();
        assertEquals(kernels, OtherJvm.run(flags, GoldenTrainingTest.class), flags);
        System.out.printf(
                "campaign golden training: \"%s\": 4 trainings, 0 failures, %.0f s%n",
                flags, (System.nanoTime() - start) / 1e9);
    }
}
