package io.katsuo.mnist.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.katsuo.network.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train --resume}, and options that contradict each other or a checkpoint. */
class TrainResumeTest {
    @TempDir
    private Path directory;

    @Test
    void aBlockSizeIsAnOptionThatACheckpointRemembers() throws IOException {
        Run.train(directory, "--iterations", "6", "--batch-size", "60", "--block-size", "16", "--hidden", "5");
        String hash = summary().get("parameterHash").getAsString();
        assertEquals(16, summary().getAsJsonObject("options").get("blockSize").getAsInt());
        Run.train(directory, "--iterations", "3", "--batch-size", "60", "--block-size", "16", "--hidden", "5");
        Run.train(directory, "--resume", directory.resolve("checkpoint.npz").toString(), "--iterations", "6");
        assertEquals(hash, summary().get("parameterHash").getAsString());
    }

    @Test
    void aRunThatGoesOnEndsAsOneThatWasNotInterrupted() throws IOException {
        String[] recipe = {
            "--net",
            "784-20-15-10",
            "--activation",
            "tanh",
            "--dropout",
            "0.2",
            "--batch-norm",
            "--optimizer",
            "adam",
            "--schedule",
            "warmup",
            "--weight-decay",
            "1e-4",
            "--batch-size",
            "50",
            "--seed",
            "4",
            "--sampling",
            "shuffled"
        };
        String[] whole = Stream.concat(Stream.of(recipe), Stream.of("--iterations", "60"))
                .toArray(String[]::new);
        Run first = Run.train(directory, whole);
        // There is no bias before a batch normalization, of which the gradient check could show nothing.
        assertEquals(List.of(), first.err(), first::toString);
        String hash = summary().get("parameterHash").getAsString();
        byte[] losses = Files.readAllBytes(directory.resolve("losses.npy"));

        // The last checkpoint but one of a run is where an interrupted one would have ended.
        Path other = directory.resolve("other");
        Run.train(
                other,
                Stream.concat(Stream.of(whole), Stream.of("--checkpoint-every", "43"))
                        .toArray(String[]::new));
        Path previous = other.resolve("checkpoint.npz.previous");
        assertEquals(43, Checkpoint.read(previous).iterations());
        Path resumed = directory.resolve("resumed");
        Run run = Run.of("train", "--resume", previous.toString(), "--out", resumed.toString(), "--threads", "3");
        assertTrue(run.says("Going on after iteration 43 of a run of 60 iterations with seed 4."), run::toString);
        JsonObject summary = JsonParser.parseString(Files.readString(resumed.resolve("summary.json")))
                .getAsJsonObject();
        assertEquals(hash, summary.get("parameterHash").getAsString());
        assertEquals(
                "784-20-15-10", summary.getAsJsonObject("options").get("net").getAsString());
        assertArrayEquals(losses, Files.readAllBytes(resumed.resolve("losses.npy")));
    }

    @Test
    void moreStepsCanBeTakenAfterTheEnd() throws IOException {
        Run.train(directory, "--iterations", "40", "--hidden", "5");
        String whole = summary().get("parameterHash").getAsString();
        Run.train(directory, "--iterations", "25", "--hidden", "5");
        Path checkpoint = directory.resolve("checkpoint.npz");
        Run run = Run.of("train", "--resume", checkpoint.toString(), "--iterations", "40");
        assertTrue(run.says("15 iterations in "), run::toString);
        assertTrue(run.says("Files in " + directory + ": "), run::toString);
        Run over = Run.train(directory.resolve("over"), "--resume", checkpoint.toString(), "--iterations", "30");
        assertTrue(over.says("Nothing is left to train: the run asks for 30 iterations"), over::toString);
        assertTrue(over.out().getLast().endsWith("training.svg, report.html"), over::toString);
        assertEquals(whole, summary().get("parameterHash").getAsString());
    }

    /** A checkpoint that an earlier run left in the directory is not taken for that of a run which was killed early. */
    @Test
    void aCheckpointIsOfTheLastRunThatBegan() throws IOException {
        // Batches of 60 of 10,000 images: 167 iterations an epoch.
        Run.train(directory, "--iterations", "5", "--hidden", "5", "--batch-size", "60");
        Path checkpoint = directory.resolve("checkpoint.npz");
        Run.train(directory, "--iterations", "170", "--hidden", "5", "--batch-size", "60", "--seed", "7");
        Checkpoint epoch = Checkpoint.read(directory.resolve("checkpoint.npz.previous"));
        assertEquals(167, epoch.iterations());
        assertEquals("7", epoch.settings().get("seed"));
        Files.delete(directory.resolve("checkpoint.npz.previous"));
        // This run ends before its first epoch.
        Run.train(directory, "--iterations", "3", "--hidden", "5", "--seed", "8");
        Checkpoint start = Checkpoint.read(directory.resolve("checkpoint.npz.previous"));
        assertEquals(0, start.iterations());
        assertEquals("8", start.settings().get("seed"));
        Run.train(directory, "--iterations", "3", "--hidden", "5", "--seed", "8");
        String hash = Checkpoint.read(checkpoint).stateHash();
        Run.of("train", "--resume", directory.resolve("checkpoint.npz.previous").toString());
        assertEquals(hash, Checkpoint.read(checkpoint).stateHash());
    }

    @Test
    void optionsThatDoNotFitAreRefused() throws IOException {
        assertRefused(2, "--hidden and --net contradict", "--net", "784-5-10", "--hidden", "5");
        assertRefused(2, "is not a network for digits", "--net", "100-5-10");
        assertRefused(2, "from 0 to below 1", "--dropout", "1");
        assertRefused(1, "nothing.npz", "--resume", "nothing.npz");
        Run.train(directory, "--iterations", "5", "--hidden", "5");
        String checkpoint = directory.resolve("checkpoint.npz").toString();
        assertRefused(2, "--seed 2 contradicts the checkpoint", "--resume", checkpoint, "--seed", "2");
        assertRefused(2, "made with sgd: leave it out", "--resume", checkpoint, "--optimizer", "adam");
        assertRefused(2, "made with 0.1: leave it out", "--resume", checkpoint, "--learning-rate", "5");
        assertRefused(2, "--epochs and --iterations contradict", "--epochs", "2", "--iterations", "5");
        assertRefused(
                1,
                "not a checkpoint: it has no checkpoint.txt and losses.f64; did you mean " + checkpoint + "?",
                "--resume",
                directory.resolve("parameters.npz").toString());
    }

    private void assertRefused(int exitCode, String why, String... options) {
        Run run = Run.train(directory.resolve("refused"), options);
        assertEquals(exitCode, run.exitCode(), run::toString);
        assertEquals(1, run.err().size(), run::toString);
        assertTrue(run.err().getFirst().contains(why), run::toString);
    }

    private JsonObject summary() throws IOException {
        return JsonParser.parseString(Files.readString(directory.resolve("summary.json")))
                .getAsJsonObject();
    }
}
