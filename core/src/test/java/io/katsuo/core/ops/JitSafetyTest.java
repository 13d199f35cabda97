package io.katsuo.core.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A method that the JVM gives up on ("COMPILE SKIPPED: out of nodes" and the like) runs interpreted for ever, a hundred
 * times slower, with the same bits: no other test would notice.
 */
class JitSafetyTest {
    private static final Path BASE = Path.of(System.getProperty("basedir", "."));

    @Test
    void noKernelIsTooLargeToCompile(@TempDir Path directory) throws IOException, InterruptedException {
        Path log = directory.resolve("compilations.txt");
        Process child = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertTrue(child.waitFor(120, TimeUnit.SECONDS), "the child hangs");
        List<String> lines = Files.readAllLines(log);
        String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        assertEquals(0, child.exitValue(), () -> String.join("\n", lines));
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("done ")), () -> "not done: " + last);
        assertEquals(
                List.of(),
                ours(lines).filter(line -> line.contains("COMPILE SKIPPED")).toList());
        // What was compiled, by the optimising compiler, is what was meant.
        String kernel = Backend.name().equals("scalar") ? "ScalarGemm" : "Tiles";
        assertTrue(
                ours(lines).anyMatch(line -> line.matches(" *\\d+ +\\d+ [ !%sbn]+4 .*" + kernel + ".*")),
                () -> "no compiled " + kernel + " of " + lines.size() + " lines");
    }

    private static Stream<String> ours(List<String> lines) {
        return lines.stream().filter(line -> line.contains("io.katsuo."));
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            command.add("--add-modules=jdk.incubator.vector");
        }
        for (String property : new String[] {"katsuo.kernels", "katsuo.kernels.emulate"}) {
            if (System.getProperty(property) != null) {
                command.add("-D" + property + "=" + System.getProperty(property));
            }
        }
        command.add("-XX:+PrintCompilation");
        // Compiled as soon as it is due, not when a busy machine comes to it.
        command.add("-Xbatch");
        command.add("-XX:CompileThresholdScaling=0.1");
        command.add("-cp");
        command.add(BASE.resolve("target/classes") + java.io.File.pathSeparator + BASE.resolve("target/test-classes"));
        command.add(EveryKernelPath.class.getName());
        command.add("8");
        return command;
    }
}
