package io.katsuo.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.katsuo.core.testing.OpDigests;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Kernels are warmed up once a JVM, so each case starts one. */
@DisabledIfSystemProperty(
        named = "katsuo.test.cases",
        matches = "0.*",
        disabledReason = "the run with all cases covers it")
class WarmUpTest {
    /** The boxed vectors of 32,000 exponentials are some megabytes; loading classes takes a tenth of one. */
    private static final int BOXED = 1_000_000;

    @BeforeEach
    void needVectors() {
        assumeTrue(Kernels.SIMD && !Kernels.describe().contains("EMULATED"), "no vectors, or none of the machine's");
    }

    @Test
    void everyKernelTakesOverFromItsTwinWithTheSameBitsAndAllocatesNothing() throws Exception {
        Map<String, String> said = run("-Dkatsuo.kernels=auto");
        assertTrue(Integer.parseInt(said.get("allocated")) < BOXED, said::toString);
        assertEquals("[exp]", said.get("pending at first"));
        assertEquals("[]", said.get("pending"));
        assertEquals("0", said.get("differing"));
        OpDigests.assertSame(CompilerInvarianceTest.GOLDEN, said.get("digest"), said);
        assertEquals("0", said.get("bytes"));
    }

    /** The tests of widths rely on it. */
    @Test
    void aForcedWidthRunsItsVectorsFromTheFirstCall() throws Exception {
        Map<String, String> said = run("-Dkatsuo.kernels=" + Kernels.name(), "first");
        assertTrue(Integer.parseInt(said.get("allocated")) > BOXED, said::toString);
        assertEquals("[]", said.get("pending at first"));
    }

    @Test
    void scalarKernelsHaveNothingToWarmUp() throws Exception {
        Map<String, String> said = run("-Dkatsuo.kernels=scalar", "first");
        assertTrue(Integer.parseInt(said.get("allocated")) < BOXED, said::toString);
        assertEquals("[]", said.get("pending at first"));
    }

    /** What the child says: a word or some, and at the end of the line its value. */
    private static Map<String, String> run(String flag, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                flag,
                "-cp",
                Path.of("target", "classes") + File.pathSeparator + Path.of("target", "test-classes"),
                WarmUpRun.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        Map<String, String> said = new HashMap<>();
        output.lines().forEach(line -> {
            int value = line.startsWith("pending") ? line.indexOf('[') : line.lastIndexOf(' ') + 1;
            said.put(line.substring(0, value).strip(), line.substring(value));
        });
        return said;
    }
}
