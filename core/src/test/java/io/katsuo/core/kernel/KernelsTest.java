package io.katsuo.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The choice of kernels is made once a JVM, so each case starts one. */
class KernelsTest {
    private record Outcome(int exit, String output) {}

    private static Outcome run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp", "target/classes" + File.pathSeparator + "target/test-classes", ShowKernels.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    /** Prints the choice; a program of its own. */
    static final class ShowKernels {
        private ShowKernels() {}

        public static void main(String[] args) {
            System.out.println(Kernels.name() + " | " + Kernels.describe());
        }
    }

    @Test
    void withoutTheModuleScalarKernelsRunAndOneWarningNamesTheFlag() throws Exception {
        Outcome outcome = run();
        assertEquals(0, outcome.exit, outcome.output);
        assertTrue(outcome.output.contains("scalar | scalar kernels"), outcome.output);
        int first = outcome.output.indexOf("add --add-modules=jdk.incubator.vector to the java command");
        assertTrue(outcome.output.contains("WARNING: SIMD is off"), outcome.output);
        assertTrue(first >= 0 && outcome.output.indexOf("SIMD is off", first) < 0, outcome.output);
    }

    @Test
    void aWidthCanBeForced() throws Exception {
        Outcome outcome = run("--add-modules=jdk.incubator.vector", "-Dkatsuo.kernels=128");
        assertEquals(0, outcome.exit, outcome.output);
        assertTrue(outcome.output.contains("128 | SIMD kernels of 128 bits (forced"), outcome.output);
    }

    @Test
    void aWidthAboveTheMachinesIsRefusedWithTheMaximum() throws Exception {
        Outcome outcome = run("--add-modules=jdk.incubator.vector", "-XX:MaxVectorSize=16", "-Dkatsuo.kernels=256");
        assertTrue(outcome.exit != 0, outcome.output);
        assertTrue(
                outcome.output.contains("katsuo.kernels: this machine offers at most 128 bits, not 256"),
                outcome.output);
    }

    @Test
    void anUnknownWishIsRefusedWithTheChoices() throws Exception {
        Outcome outcome = run("-Dkatsuo.kernels=avx");
        assertTrue(outcome.exit != 0, outcome.output);
        assertTrue(
                outcome.output.contains("katsuo.kernels: \"avx\" is not one of auto, scalar, 128, 256, 512"),
                outcome.output);
    }

    @Test
    void aForcedWidthWithoutTheModuleIsRefusedWithTheFlag() throws Exception {
        Outcome outcome = run("-Dkatsuo.kernels=256");
        assertTrue(outcome.exit != 0, outcome.output);
        assertTrue(outcome.output.contains("add --add-modules=jdk.incubator.vector"), outcome.output);
    }

    @Test
    void withoutTheOptimisingCompilerScalarKernelsRun() throws Exception {
        for (String flag : List.of("-Xint", "-XX:TieredStopAtLevel=1")) {
            Outcome outcome = run("--add-modules=jdk.incubator.vector", flag);
            assertTrue(outcome.output.contains("scalar | "), flag + ": " + outcome.output);
        }
    }

    @Test
    void withoutFusedMultiplyAddScalarKernelsRun() throws Exception {
        Outcome outcome = run("--add-modules=jdk.incubator.vector", "-XX:+IgnoreUnrecognizedVMOptions", "-XX:-UseFMA");
        assertEquals(0, outcome.exit, outcome.output);
        assertTrue(outcome.output.contains("no fused multiply-add instruction"), outcome.output);
    }
}
