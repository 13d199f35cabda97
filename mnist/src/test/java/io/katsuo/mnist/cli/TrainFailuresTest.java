package io.katsuo.mnist.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.mnist.command.OutputDirectory;
import io.katsuo.network.files.AtomicFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of {@code train} that fail: what they say, and which files stay. */
class TrainFailuresTest {
    @TempDir
    private Path directory;

    @Test
    void withoutTheModuleForSparkTheCommandSaysHowToGetIt() throws IOException {
        Run run = Run.train(directory, "--iterations", "3", "--spark", "local[2]");
        assertEquals(1, run.exitCode());
        assertTrue(run.err().toString().contains("mvn -Pspark"), run::toString);
    }

    @Test
    void aRunThatDivergesFailsInOneLineAndLeavesTheFilesOfTheLast() throws IOException {
        Run.train(directory, "--iterations", "5", "--hidden", "5");
        byte[] before = Files.readAllBytes(directory.resolve("summary.json"));
        Run run = Run.train(directory, "--iterations", "500", "--hidden", "5", "--learning-rate", "1e30");
        assertEquals(1, run.exitCode());
        assertEquals(1, run.err().size(), run::toString);
        assertTrue(run.err().getFirst().contains("step"), run::toString);
        assertArrayEquals(before, Files.readAllBytes(directory.resolve("summary.json")));
        assertEquals(
                "The files of an earlier run in " + directory
                        + " stay until this one has succeeded, but for checkpoint.npz.",
                run.out().getFirst());
    }

    /** The loss stays finite at such a rate, and every image is taken for the same digit. */
    @Test
    void aRunThatDivergesSaysSo() throws IOException {
        Run run = Run.train(directory, "--iterations", "300", "--hidden", "5", "--learning-rate", "100");
        String said = String.join("\n", run.err());
        assertTrue(said.contains("training diverged: the network answers no better"), run::toString);
        assertTrue(said.contains("try --learning-rate 0.1"), run::toString);
        assertEquals(1, run.err().size(), run::toString);
        assertEquals(1, run.exitCode());
        assertTrue(Files.readString(directory.resolve("report.html")).contains("Warning: training diverged"));
    }

    @Test
    void aRunThatDivergesKeepsTheFilesOfAGoodOne() throws IOException {
        Run.train(directory, "--iterations", "5", "--hidden", "5");
        byte[] before = Files.readAllBytes(directory.resolve("parameters.npz"));
        Run run = Run.train(directory, "--iterations", "300", "--hidden", "5", "--learning-rate", "100");
        assertEquals(1, run.exitCode());
        assertTrue(run.err().getLast().endsWith("; the files of the earlier run in " + directory + " were kept"));
        assertArrayEquals(before, Files.readAllBytes(directory.resolve("parameters.npz")));
    }

    /** Two steps are too few to learn anything, which is no failure. */
    @Test
    void aRunThatEndsAtChanceLevelSaysSo() {
        Run run = Run.train(directory, "--iterations", "2", "--hidden", "5", "--learning-rate", "1e-6");
        assertEquals(0, run.exitCode(), run::toString);
        assertTrue(run.err().getFirst().contains("more iterations may help"), run::toString);
    }

    /** Some programs read more arguments from a file that is named so. */
    @Test
    void aValueThatBeginsWithAnAtSignIsAName() throws IOException {
        String name = "@" + Files.writeString(directory.resolve("arguments"), "embedded");
        Run run = Run.of(
                "train", "--data", name, "--out", directory.resolve("out").toString(), "--iterations", "1");
        assertEquals(1, run.err().size(), run::toString);
        String expected = "katsuo: --data: " + name + ": no such directory; --data auto finds or downloads MNIST;";
        assertTrue(run.err().getFirst().startsWith(expected), run::toString);
    }

    @Test
    void aPortInUseIsFoundBeforeTheWorkBegins() throws IOException {
        try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = Run.train(directory.resolve("out"), "--serve", Integer.toString(used.getLocalPort()));
            assertEquals(1, run.exitCode(), run::toString);
            assertTrue(
                    run.err().getFirst().startsWith("katsuo: --serve: cannot listen on 127.0.0.1, port "),
                    run::toString);
            assertEquals(List.of(), run.out(), run::toString);
        }
    }

    @Test
    void aNameThatCannotBeWrittenIsRefusedBeforeTraining() throws IOException {
        Run.train(directory, "--iterations", "5", "--hidden", "5");
        byte[] before = Files.readAllBytes(directory.resolve("summary.json"));
        Path parameters = directory.resolve("parameters.npz");
        Files.delete(parameters);
        Files.createDirectories(parameters.resolve("in the way"));
        Run run = Run.train(directory, "--iterations", "6", "--hidden", "5");
        assertEquals(1, run.exitCode());
        assertEquals(List.of("katsuo: --out: " + parameters + ": is a directory"), run.err());
        assertEquals(List.of(), run.out(), "nothing was trained");
        assertArrayEquals(before, Files.readAllBytes(directory.resolve("summary.json")));
    }

    /** The disk fails at the end of a long run: its files are kept elsewhere, and the earlier ones stay. */
    @Test
    void resultsThatCannotBeWrittenAreKeptElsewhere() throws IOException {
        OutputDirectory out = OutputDirectory.open("--out", directory, List.of("a"), 0);
        Files.createDirectory(directory.resolve("a"));
        String message = assertThrows(
                        IOException.class, () -> RunFiles.write(out, Map.of("a", AtomicFile.Content.of("result"))))
                .getMessage();
        String start = directory.resolve("a") + ": is a directory; the files are in ";
        assertTrue(message.startsWith(start), message);
        Path kept = Path.of(message.substring(start.length()));
        assertEquals("result", Files.readString(kept.resolve("a")));
        Files.delete(kept.resolve("a"));
        Files.delete(kept);
    }
}
