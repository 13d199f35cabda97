package io.katsuo.mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.mnist.RealMnist;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training on MNIST with little memory: to the same parameters, or one clear line; 256 MB suffice. */
@Tag("nightly")
class SmallHeapTest {
    private static final int SUFFICES = 256;

    @TempDir
    private Path directory;

    @Test
    void fromLittleMemoryUpwards() throws Exception {
        String mnist = RealMnist.directory().toString();
        List<String> hashes = new ArrayList<>();
        int least = 0;
        for (int megabytes = 32; megabytes <= SUFFICES; megabytes += 32) {
            Path out = directory.resolve("out" + megabytes);
            ProcessBuilder builder =
                    Run.process("train", "--data", mnist, "--iterations", "300", "--out", out.toString());
            builder.command().add(1, "-Xmx" + megabytes + "m");
            Process process = builder.redirectErrorStream(true).start();
            List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            if (process.waitFor() == 0) {
                least = least == 0 ? megabytes : least;
                Files.readAllLines(out.resolve("summary.json")).stream()
                        .filter(line -> line.contains("parameterHash"))
                        .forEach(hashes::add);
            } else {
                assertEquals(0, least, "less memory sufficed");
                assertTrue(lines.getLast().startsWith("katsuo: not enough memory ("), lines::toString);
            }
        }
        System.out.println("campaign small heaps: MNIST trains from -Xmx" + least + "m on");
        assertTrue(least > 0 && least <= SUFFICES, least + " MB");
        assertEquals(1, hashes.stream().distinct().count(), hashes::toString);
    }
}
