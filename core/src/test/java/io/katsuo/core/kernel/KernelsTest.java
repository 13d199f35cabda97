package io.katsuo.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.ops.Elementwise;
import io.katsuo.core.ops.LinearAlgebra;
import io.katsuo.core.ops.Reductions;
import io.katsuo.core.tensor.Tensor;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The choice of kernels is made once in a JVM, so each case starts one; they are the same JVMs in each run. */
@DisabledIfSystemProperty(named = "katsuo.test.cases", matches = "0.*", disabledReason = "same JVMs as in the full run")
class KernelsTest {
    private record Outcome(int exit, String output) {}

    private static Outcome run(String... options) throws IOException, InterruptedException {
        return run(ShowKernels.class, options);
    }

    private static Outcome run(Class<?> program, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of(options));
        command.addAll(
                List.of("-cp", "target/classes" + File.pathSeparator + "target/test-classes", program.getName()));
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

    /** What some ops throw, which is the same each time. */
    static final class RunOps {
        private RunOps() {}

        public static void main(String[] args) {
            Tensor x = Tensor.ones(40, 40);
            List<Runnable> ops = List.of(
                    () -> Elementwise.exp(x),
                    () -> Elementwise.exp(x),
                    () -> LinearAlgebra.matmul(x, x),
                    () -> LinearAlgebra.matmul(x, x.row(0)),
                    () -> Reductions.softmax(x));
            for (Runnable op : ops) {
                try {
                    op.run();
                } catch (Throwable e) {
                    System.out.println(e);
                }
            }
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

    /** On this JDK and on newer ones: no machine of the tests is without vectors. */
    @Test
    void simdRunsIfAndOnlyIfTheModuleIsThere() throws Exception {
        Assumptions.assumeTrue(
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
                "the other runs, which have the module, ask for the vectors of this machine");
        Assumptions.assumeTrue(
                VectorProbe.preferredBits() >= 128 && ScalarFma.HARDWARE, "this machine has no vectors for Katsuo");
        assertTrue(
                run("--add-modules=jdk.incubator.vector").output.matches("(?s).*\\b(128|256|512) \\| SIMD kernels.*"));
        assertTrue(run().output.contains("scalar | scalar kernels (the module jdk.incubator.vector is not loaded"));
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

    /** An error of class initialization would be thrown once, and then NoClassDefFoundError. */
    @Test
    void everyOpReportsAWrongProperty() throws Exception {
        String kernels = run(RunOps.class, "-Dkatsuo.kernels=avx").output;
        assertEquals(
                "java.lang.IllegalArgumentException: katsuo.kernels: \"avx\" is not one of auto, scalar, 128, 256, 512\n"
                        .repeat(5),
                kernels.replace("\r", ""));
        String threads = run(RunOps.class, "-Dkatsuo.kernels=scalar", "-Dkatsuo.threads=many").output;
        assertTrue(
                threads.startsWith(
                        "java.lang.IllegalArgumentException: katsuo.threads: not a number of threads from 1 to"
                                + " 512: \"many\""),
                threads);
        assertFalse(threads.contains("Initializer") || threads.contains("NoClassDef"), threads);
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
