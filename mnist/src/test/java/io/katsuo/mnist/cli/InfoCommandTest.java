package io.katsuo.mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.network.format.Npz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code info} tells of the files that a run leaves. */
class InfoCommandTest {
    @TempDir
    private Path directory;

    @Test
    void infoTellsWhatIsInTheFiles() throws IOException {
        Run.train(directory, "--iterations", "12", "--hidden", "5", "--optimizer", "momentum");
        Run checkpoint = Run.of("info", directory.resolve("checkpoint.npz").toString());
        assertEquals(0, checkpoint.exitCode(), checkpoint::toString);
        assertTrue(checkpoint.out().getFirst().endsWith("checkpoint.npz: a checkpoint after 12 iterations"));
        assertTrue(checkpoint.says("--optimizer      momentum"), checkpoint::toString);
        assertTrue(checkpoint.says("optimizer/momentum.v.W1  [784, 5]"), checkpoint::toString);
        Run parameters = Run.of("info", directory.resolve("parameters.npz").toString());
        assertTrue(parameters.says("relu1: Relu"), parameters::toString);
        assertTrue(parameters.says("W1  [784, 5]"), parameters::toString);
        assertTrue(parameters.says("3,985 elements in 4 tensors"), parameters::toString);
        Run losses = Run.of("info", directory.resolve("losses.npy").toString());
        assertTrue(losses.out().getFirst().endsWith("losses.npy: a tensor"), losses::toString);
        assertTrue(losses.says("12 elements in 1 tensor"), losses::toString);
        assertEquals(
                1, Run.of("info", directory.resolve("summary.json").toString()).exitCode());
        assertEquals(2, Run.of("info").exitCode());
    }

    @Test
    void anArchiveWithoutTensorsAndAnArchitectureThatIsNone() throws IOException {
        Path empty = directory.resolve("empty.npz");
        Npz.write(empty, Map.of());
        Run run = Run.of("info", empty.toString());
        assertEquals(0, run.exitCode(), run::toString);
        assertTrue(run.says("0 elements in 0 tensors"), run::toString);

        Path unsound = directory.resolve("unsound.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(unsound))) {
            zip.putNextEntry(new ZipEntry("architecture.txt"));
            zip.write("format 7\n".getBytes(StandardCharsets.US_ASCII));
        }
        Run refused = Run.of("info", unsound.toString());
        assertEquals(1, refused.exitCode(), refused::toString);
        assertTrue(refused.err().getFirst().startsWith("katsuo: " + unsound + ": architecture: "), refused::toString);
        assertTrue(refused.err().getFirst().endsWith("1 lines, 9 characters"), refused::toString);
    }
}
