package io.katsuo.mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong once a JVM, hence in processes of their own: one clear line, exit code 1, nothing written. */
@Timeout(60)
class StartupErrorsTest {
    @TempDir
    private Path directory;

    private List<String> fails(String jvmOption) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        jvmOption,
                        "--module-path",
                        System.getProperty("jdk.module.path"),
                        "--module",
                        "io.katsuo.mnist/io.katsuo.mnist.cli.Main",
                        "train",
                        "--data",
                        "embedded",
                        "--out",
                        out.toString())
                .redirectErrorStream(true)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
                .toList();
        assertEquals(1, process.waitFor(), lines::toString);
        assertFalse(Files.exists(out), "nothing is left");
        return lines;
    }

    @Test
    void unknownKernels() throws Exception {
        assertEquals(
                List.of("katsuo: katsuo.kernels: \"banana\" is not one of auto, scalar, 128, 256, 512"),
                fails("-Dkatsuo.kernels=banana"));
    }

    @Test
    void tooLittleMemory() throws Exception {
        List<String> lines = fails("-Xmx24m");
        assertTrue(lines.getLast().startsWith("katsuo: not enough memory ("), lines::toString);
    }
}
