package io.katsuo.mnist.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.mnist.LabelledImages;
import io.katsuo.mnist.Mnist;
import io.katsuo.network.Sampling;
import io.katsuo.network.TrainingResult;
import io.katsuo.network.format.Npy;
import io.katsuo.network.format.Npz;
import io.katsuo.network.gradcheck.CheckedForward;
import io.katsuo.network.gradcheck.CheckedParameter;
import io.katsuo.network.gradcheck.Errors;
import io.katsuo.network.gradcheck.GradientReport;
import io.katsuo.network.gradcheck.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of {@code train} on the embedded digits: what they say and leave. */
class TrainCommandTest {
    @TempDir
    private Path directory;

    @Test
    void aRunTellsWhatItDoesAndLeavesItsFiles() throws IOException {
        Path out = directory.resolve("new/out");
        Run run = Run.train(out, "--iterations", "120", "--hidden", "20", "--seed", "3");
        assertEquals(List.of(), run.err());
        assertEquals(0, run.exitCode());
        assertTrue(run.says("Data: digits that Katsuo draws itself, not MNIST, 10,000 training"), run::toString);
        for (String parameter : List.of("W1", "b1", "W2", "b2")) {
            assertTrue(run.says(parameter + " "), run::toString);
        }
        assertTrue(run.says("passed in"), run::toString);
        assertTrue(
                run.says("0          0 ") && run.says("1        100 ") && run.says("end        120 "), run::toString);
        assertTrue(run.says("120 iterations in"), run::toString);
        Set<String> files = new TreeSet<>(RunFiles.NAMES);
        files.add("checkpoint.npz.previous"); // of the first epoch
        assertEquals(files, names(out));
        String command = "./katsuo train --data embedded --seed 3 --net 784-20-10 --iterations 120";
        assertTrue(Files.readString(out.resolve("report.html")).contains(command), "report.html has no " + command);
        assertFalse(run.out().stream().anyMatch(line -> line.contains("\r")), "no progress bar without a terminal");
    }

    @Test
    void theSummaryHoldsWhatProgramsRelyOn() throws IOException {
        Run.train(directory, "--iterations", "120", "--hidden", "20", "--learning-rate", "0.2", "--threads", "2");
        JsonObject summary = summary();
        assertEquals("embedded", summary.get("dataset").getAsString());
        assertTrue(summary.get("gradientCheckPassed").getAsBoolean());
        assertEquals(4, summary.getAsJsonArray("gradientCheck").size());
        JsonObject options = summary.getAsJsonObject("options");
        assertEquals(120, options.get("iterations").getAsInt());
        assertEquals("0.2", options.get("learningRate").getAsString());
        assertEquals(2, summary.get("threads").getAsInt());
        assertEquals(
                0,
                summary.getAsJsonObject("data").getAsJsonObject("contentSha256").size(),
                "embedded digits are in no file");
        double total = summary.get("totalSeconds").getAsDouble();
        for (String part : List.of("loadSeconds", "trainSeconds", "evaluateSeconds")) {
            double seconds = summary.get(part).getAsDouble();
            assertTrue(seconds > 0 && seconds < total, part + " " + seconds + " of " + total);
        }
        for (String key : List.of("jdk", "cpu", "os", "vectorWidth", "kernels", "katsuo")) {
            assertFalse(summary.get(key).getAsString().isBlank(), key);
        }
        JsonArray epochs = summary.getAsJsonArray("epochs");
        assertEquals(2, epochs.size());
        assertEquals(100, epochs.get(1).getAsJsonObject().get("iteration").getAsInt());
    }

    /** A large rate makes the validation loss rise and fall. */
    @Test
    void trainingStopsWhenTheValidationLossDoesNotFall() throws IOException {
        String options = "--epochs 40 --hidden 5 --learning-rate 3 --validation 0.2 --patience 2";
        Run run = Run.train(directory, options.split(" "));
        assertEquals(0, run.exitCode(), run::toString);
        assertTrue(run.says("epoch  iteration     train      test     loss  validation     loss"), run::toString);
        int steps = summary().getAsJsonObject("options").get("iterations").getAsInt();
        assertTrue(steps < 40 * 80 && steps % 80 == 1, steps + " steps");
        int best = steps - 1 - 2 * 80;
        String text = String.format("The network is that after iteration %,d,", best);
        assertTrue(run.says(text), text + run);
        Run again =
                Run.of("train", "--resume", directory.resolve("checkpoint.npz").toString());
        assertTrue(again.says("Nothing is left to train: early stopping had ended the run"), again::toString);
        JsonArray epochs = summary().getAsJsonArray("epochs");
        double least =
                epochs.get(best / 80).getAsJsonObject().get("validationLoss").getAsDouble();
        for (JsonElement epoch : epochs) {
            assertTrue(epoch.getAsJsonObject().get("validationLoss").getAsDouble() >= least, epochs::toString);
        }
    }

    @Test
    void theFiguresAreThoseOfTheParametersInTheFile() throws IOException, GeneralSecurityException {
        Run.train(directory, "--iterations", "400", "--hidden", "20");
        JsonObject summary = summary();
        Map<String, Tensor> parameters = Npz.read(directory.resolve("parameters.npz"));
        assertEquals(List.of("W1", "b1", "W2", "b2"), List.copyOf(parameters.keySet()));
        assertEquals(summary.get("parameterHash").getAsString(), sha256(parameters));
        LabelledImages test = Mnist.embedded().test();
        double accuracy = summary.get("finalTestAccuracy").getAsDouble();
        assertTrue(accuracy > 0.85, "it has learnt: " + accuracy);
        // The oracle computes in double, so an image on the edge between two digits may fall to the other side.
        assertEquals(accuracyInDouble(parameters, test), accuracy, 1.5 / test.count());
        Tensor losses = Npy.read(directory.resolve("losses.npy"));
        assertEquals(400, losses.size());
        assertEquals(Math.log(10), losses.get(0), 0.02);
        assertTrue(losses.get(399) < 1, "loss at the end " + losses.get(399));
    }

    @Test
    void theSameOptionsGiveTheSameBitsForAnyNumberOfThreads() throws IOException {
        String[] hashes = new String[3];
        byte[][] files = new byte[3][];
        for (int i = 0; i < 3; i++) {
            Run.train(directory, "--iterations", "30", "--seed", "9", "--threads", Integer.toString(1 + 2 * i));
            hashes[i] = summary().get("parameterHash").getAsString();
            files[i] = Files.readAllBytes(directory.resolve("parameters.npz"));
        }
        assertEquals(hashes[0], hashes[1]);
        assertEquals(hashes[0], hashes[2]);
        assertArrayEquals(files[0], files[1]);
    }

    @Test
    void seedAndSamplingChangeTheResult() throws IOException {
        Set<String> hashes = new TreeSet<>();
        for (String[] more : new String[][] {{}, {"--seed", "2"}, {"--sampling", "shuffled"}}) {
            assertEquals(
                    0,
                    Run.train(
                                    directory,
                                    Stream.concat(Stream.of("--iterations", "20"), Stream.of(more))
                                            .toArray(String[]::new))
                            .exitCode());
            hashes.add(summary().get("parameterHash").getAsString());
        }
        assertEquals(3, hashes.size());
    }

    @Test
    void anInfiniteRelativeErrorIsNullInTheSummary() throws IOException {
        double infinite = Double.POSITIVE_INFINITY;
        Errors errors = new Errors(1e-12, 1e-12, infinite, infinite, 1);
        CheckedParameter worthless = new CheckedParameter(
                "W1",
                "affine1",
                Shape.of(1),
                1,
                0,
                errors,
                errors,
                errors,
                1e-9,
                new CheckedParameter.Worst(List.of(0), 1e-12, 0),
                1,
                Verdict.PASSED,
                "passed");
        GradientReport check = new GradientReport(
                "network", List.of(worthless), List.of(), new CheckedForward(1, 1, 0, 0, true), List.of(), List.of());
        Recipe recipe = new Recipe(
                "784-1-10", Recipe.Activation.RELU, 0, false, Recipe.OptimizerName.SGD, 0.1, Recipe.Plan.CONSTANT, 0);
        TrainOptions options = new TrainOptions(
                "auto", 1, 0, 1, 0, recipe, 1, 1, Sampling.BOOK, directory, 0, 0, 1, null, null, null, "");
        TrainingResult result = new TrainingResult(new double[1], List.of(), null, "", false, 1, 1);
        String summary = Summary.of(
                new TrainingReport(options, Mnist.embedded(), check, result, 0.5, 0.5, null, "ab", 1, 1, 1, 1));
        JsonObject entry = JsonParser.parseString(summary)
                .getAsJsonObject()
                .getAsJsonArray("gradientCheck")
                .get(0)
                .getAsJsonObject();
        assertTrue(entry.get("maxRelativeError").isJsonNull());
        assertTrue(entry.get("passed").getAsBoolean());
    }

    private JsonObject summary() throws IOException {
        return JsonParser.parseString(Files.readString(directory.resolve("summary.json")))
                .getAsJsonObject();
    }

    private static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static String sha256(Map<String, Tensor> parameters) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Tensor parameter : parameters.values()) {
            for (float value : parameter.toArray()) {
                digest.update(ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putFloat(value)
                        .array());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static double accuracyInDouble(Map<String, Tensor> parameters, LabelledImages data) {
        int hits = 0;
        for (int n = 0; n < data.count(); n++) {
            double[] x = new double[784];
            for (int i = 0; i < x.length; i++) {
                x[i] = data.images().get(n, i);
            }
            double[] hidden = affine(x, parameters.get("W1"), parameters.get("b1"));
            for (int i = 0; i < hidden.length; i++) {
                hidden[i] = Math.max(0, hidden[i]);
            }
            double[] scores = affine(hidden, parameters.get("W2"), parameters.get("b2"));
            int best = 0;
            for (int k = 1; k < scores.length; k++) {
                best = scores[k] > scores[best] ? k : best;
            }
            hits += best == data.labels()[n] ? 1 : 0;
        }
        return (double) hits / data.count();
    }

    private static double[] affine(double[] x, Tensor w, Tensor b) {
        double[] y = new double[b.size()];
        for (int j = 0; j < y.length; j++) {
            double sum = b.get(j);
            for (int i = 0; i < x.length; i++) {
                sum += x[i] * w.get(i, j);
            }
            y[j] = sum;
        }
        return y;
    }
}
