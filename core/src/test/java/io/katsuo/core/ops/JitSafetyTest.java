package io.katsuo.core.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.katsuo.core.kernel.Kernels;
import io.katsuo.core.testing.Bytecode;
import io.katsuo.core.testing.Bytecode.Method;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.CompilationLog;
import io.katsuo.core.testing.GiantClass;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A method that the JVM gives up on ("COMPILE SKIPPED: out of nodes" and the like), or is too long for it, runs
 * interpreted for ever, a hundred times slower, with the same bits: no other test would notice.
 * At 512 bits it runs where these are the machine's own.
 */
@DisabledIfSystemProperty(named = "katsuo.test.width", matches = "512")
class JitSafetyTest {
    private static final Path BASE = Path.of(System.getProperty("basedir", "."));
    private static final Path CLASSES = BASE.resolve("target/classes");
    private static final Path TEST_CLASSES = BASE.resolve("target/test-classes");

    @TempDir
    private Path directory;

    @Test
    void noMethodIsTooLongToCompile() {
        List<Method> methods = Bytecode.methods(CLASSES);
        assertTrue(methods.stream().anyMatch(method -> method.name().endsWith("RowTiles4::add6")));
        assertEquals(List.of(), tooLong(methods));
    }

    /**
     * At 256 bits in nightly builds, because the methods are those of 128 bits with half as many vectors; the fallback's are
     * the scalar ones.
     */
    @Test
    @DisabledIfSystemProperty(named = "katsuo.test.width", matches = "256|fallback")
    void everyKernelIsCompiledByTheOptimisingCompilerAndStaysSo() throws IOException, InterruptedException {
        assumeTrue(!Backend.describe().contains("EMULATED"), "vectors that this machine has not");
        everyKernelStaysOptimised(Kernels.name());
    }

    @Test
    @Tag("nightly")
    void everyKernelAt256BitsToo() throws IOException, InterruptedException {
        assumeTrue(Kernels.SIMD && Kernels.bits() > 256, "no wider vectors: another test's matter");
        everyKernelStaysOptimised("256");
    }

    private void everyKernelStaysOptimised(String width) throws IOException, InterruptedException {
        CompilationLog log = run(
                width, CLASSES + File.pathSeparator + TEST_CLASSES, List.of(), EveryKernelPath.class.getName(), "6");
        assertEquals(List.of(), log.complaints());
        List<Method> kernels = Bytecode.methods(CLASSES).stream()
                .filter(method -> method.loops()
                        && method.name().startsWith("io.katsuo.core.kernel.")
                        && !method.name().matches(elsewhere(width)))
                .toList();
        assertTrue(kernels.size() >= 20, () -> kernels.toString());
        assertEquals(
                List.of(),
                kernels.stream().filter(kernel -> !log.isOptimised(kernel)).toList());
    }

    /** What runs in no JVM with kernels of this width, or only once. */
    private static String elsewhere(String width) {
        return width.equals("scalar")
                ? ".*\\.(Simd\\w*|Transpose\\d*|RowTiles\\d|DirectTiles\\d|ThinTiles\\d)::.*|.*\\.ScalarFma::probe"
                        + "|.*\\.ScalarGemm::(tile|four)"
                        + "|.*::<clinit>|.*\\.WarmUp::.*|.*\\.TileKernels::.*"
                : ".*\\.Scalar\\w+::.*|.*\\.LaneTree::add(Products)?"
                        + "|.*\\.Transpose(?!" + Integer.parseInt(width) / Float.SIZE
                        + "::)\\d+::.*|.*::<clinit>|.*\\.WarmUp::.*";
    }

    /** Vectors of functions that shared a method were boxed for good in every second JVM, which each width tries once. */
    @Test
    void functionsThatRanOnOddLengthsAndBesideOthersStillAllocateNothing() throws IOException, InterruptedException {
        assumeTrue(Kernels.SIMD && !Backend.describe().contains("EMULATED"), "no vectors, or none of the machine's");
        for (int jvm = 0; jvm < Cases.scaled(1); jvm++) {
            List<String> lines = output(
                    Kernels.name(),
                    CLASSES + File.pathSeparator + TEST_CLASSES,
                    List.of(),
                    UnboxedFunctions.class.getName());
            assertEquals("all unboxed", lines.getLast(), () -> String.join("\n", lines));
        }
    }

    /** These very checks, on a class that has what they look for. */
    @Test
    @DisabledIfSystemProperty(named = "katsuo.test.cases", matches = "0.*")
    void theChecksFindMethodsThatAreTooLongOrRefused() throws IOException, InterruptedException {
        GiantClass.write(directory);
        List<Method> methods = Bytecode.methods(directory);
        assertEquals(
                List.of("io.katsuo.Giant::huge"),
                tooLong(methods).stream().map(Method::name).toList());

        CompilationLog log = run(Kernels.name(), directory.toString(), List.of(), GiantClass.NAME);
        assertEquals(List.of(), log.complaints(), "the JVM does not tell of a method that is too long");
        for (Method method : methods) {
            if (!method.name().endsWith("::main")) {
                assertTrue(method.loops(), () -> method + " loops");
                assertEquals(method.bytes() < Bytecode.HUGE, log.isOptimised(method), method::toString);
            }
        }

        List<String> small = List.of("-XX:MaxNodeLimit=1000", "-XX:NodeLimitFudgeFactor=100");
        List<String> complaints = run(Kernels.name(), directory.toString(), small, GiantClass.NAME)
                .complaints();
        assertTrue(
                complaints.stream()
                        .anyMatch(line ->
                                line.contains("Giant::large") && line.contains("COMPILE SKIPPED: out of nodes")),
                complaints::toString);
        assertFalse(complaints.stream().anyMatch(line -> line.contains("Giant::small")), complaints::toString);
    }

    @Test
    void theChecksFindCodeThatIsThrownAwayAgainAndAgain() {
        String compiled = "   2014 1817    b  4       io.katsuo.core.kernel.Exp::at (47 bytes)";
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            assertEquals(List.of(), new CompilationLog(lines).complaints());
            lines.add(compiled);
            lines.add(compiled + "   made not entrant: uncommon trap");
        }
        assertEquals(
                List.of("io.katsuo.core.kernel.Exp::at (47 bytes): optimised code thrown away 6 times"),
                new CompilationLog(lines).complaints());
    }

    /** Two compilers print at the same time: seen once in twenty runs. */
    @Test
    void aLineInsideAnotherIsReadAsWell() {
        String torn = "                 @ 2  1180  733    b  4       io.katsuo.core.kernel.Exp::at (47 bytes)";
        assertTrue(
                new CompilationLog(List.of(torn)).isOptimised(new Method("io.katsuo.core.kernel.Exp::at", 47, true)));
    }

    private static List<Method> tooLong(List<Method> methods) {
        return methods.stream()
                .filter(method -> method.bytes() >= Bytecode.HUGE)
                .toList();
    }

    private CompilationLog run(String width, String classPath, List<String> flags, String... program)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        all.addAll(List.of("-XX:+PrintCompilation", "-XX:+UnlockDiagnosticVMOptions", "-XX:+PrintInlining"));
        // Kernels are compiled soon, and when it is due, not when a busy machine comes to it.
        all.addAll(List.of("-Xbatch", "-XX:CompileCommand=quiet"));
        all.add("-XX:CompileCommand=CompileThresholdScaling,io.katsuo.core.kernel*::*,0.04");
        all.add("-XX:CompileCommand=CompileThresholdScaling,io.katsuo.Giant::*,0.1");
        all.addAll(flags);
        return new CompilationLog(output(width, classPath, all, program));
    }

    private List<String> output(String width, String classPath, List<String> flags, String... program)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            command.add("--add-modules=jdk.incubator.vector");
        }
        // Forced, so that vectors run from the first call.
        command.add("-Dkatsuo.kernels=" + width);
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath));
        command.addAll(List.of(program));
        Path log = directory.resolve("output.txt");
        Process child = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertTrue(child.waitFor(120, TimeUnit.SECONDS), "the child hangs");
        } finally {
            child.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(log);
        assertEquals(
                0,
                child.exitValue(),
                () -> String.join("\n", lines.subList(Math.max(0, lines.size() - 50), lines.size())));
        return lines;
    }
}
