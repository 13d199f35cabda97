package io.katsuo.mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.katsuo.mnist.LabelledImages;
import io.katsuo.mnist.Mnist;
import io.katsuo.mnist.command.Session;
import io.katsuo.mnist.command.Terminal;
import io.katsuo.network.Network;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code evaluate} on what a short run of {@code train} on the embedded digits left. */
class EvaluateCommandTest {
    @TempDir
    private static Path trained;

    @TempDir
    private Path directory;

    @BeforeAll
    static void train() {
        Run.train(trained, "--iterations", "300", "--net", "784-20-15-10", "--optimizer", "adam", "--dropout", "0.1");
    }

    private static JsonObject json(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    @Test
    void itsFiguresAreThoseOfTheRun() throws IOException {
        Path file = directory.resolve("figures.json");
        String parameters = trained.resolve("parameters.npz").toString();
        Run run = Run.of("evaluate", "--data", "embedded", parameters, "--json", file.toString(), "--worst", "4");
        assertEquals(List.of(), run.err());
        JsonObject summary = json(trained.resolve("summary.json"));
        JsonObject figures = json(file);
        assertEquals(summary.get("parameterHash"), figures.get("parameterHash"));
        double accuracy = summary.get("finalTestAccuracy").getAsDouble();
        assertEquals(accuracy, figures.get("accuracy").getAsDouble());
        assertTrue(run.says(String.format("Accuracy %.2f %%, ", 100 * accuracy)), run::toString);
        LabelledImages test = Mnist.embedded().test();
        JsonArray digits = figures.getAsJsonArray("digits");
        int hits = 0;
        int all = 0;
        for (int k = 0; k < 10; k++) {
            hits += digits.get(k)
                    .getAsJsonObject()
                    .getAsJsonArray("takenFor")
                    .get(k)
                    .getAsInt();
            all += digits.get(k).getAsJsonObject().get("images").getAsInt();
        }
        assertEquals(test.count(), all);
        assertEquals(accuracy, (double) hits / all);
        JsonArray mistakes = figures.getAsJsonArray("mistakes");
        assertEquals(all - hits, mistakes.size());
        assertTrue(run.says("The worst 4 of " + mistakes.size() + " mistakes"), run::toString);
        double before = Double.POSITIVE_INFINITY;
        for (JsonElement mistake : mistakes) {
            double loss = mistake.getAsJsonObject().get("loss").getAsDouble();
            assertTrue(loss <= before, "the greatest loss first");
            before = loss;
        }
        assertTrue(run.out().stream().anyMatch(line -> line.contains("▀")), run::toString);
        assertTrue(run.out().stream().skip(1).allMatch(line -> line.length() <= 80), run::toString);
    }

    /** A worst mistake in the list is one: predicted alone, the image gets this answer. */
    @Test
    void aMistakeIsWhatTheNetworkSays() throws IOException {
        Path file = directory.resolve("figures.json");
        Path checkpoint = trained.resolve("checkpoint.npz");
        Run.of("evaluate", checkpoint.toString(), "--json", file.toString());
        JsonObject worst = json(file).getAsJsonArray("mistakes").get(0).getAsJsonObject();
        int image = worst.get("image").getAsInt();
        LabelledImages test = Mnist.embedded().test();
        assertEquals(test.labels()[image], worst.get("digit").getAsInt());
        Network network = Network.fromFile(checkpoint);
        var scores = network.predict(test.block(image, image + 1, null));
        double sum = 0;
        int best = 0;
        for (int k = 0; k < 10; k++) {
            sum += Math.exp(scores.get(0, k));
            best = scores.get(0, k) > scores.get(0, best) ? k : best;
        }
        assertEquals(best, worst.get("answer").getAsInt());
        assertEquals(
                Math.log(sum) - scores.get(0, test.labels()[image]),
                worst.get("loss").getAsDouble(),
                1e-5);
        assertEquals(
                Math.exp(scores.get(0, best)) / sum, worst.get("confidence").getAsDouble(), 1e-6);
    }

    /** A checkpoint remembers that its images were drawn, also where MNIST is at hand. */
    @Test
    void aCheckpointIsEvaluatedOnTheImagesOfItsRun() {
        Run run = Run.of("evaluate", trained.resolve("checkpoint.npz").toString(), "--worst", "0");
        assertTrue(run.says("Data: digits that Katsuo draws itself"), run::toString);
        assertFalse(run.out().toString().contains("mistakes"), run::toString);
    }

    @Test
    void imagesAreAsciiWhereTheTerminalLacksBlocks() {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        Session session = new Session(new Terminal(writer, writer, false, StandardCharsets.ISO_8859_1));
        assertEquals(
                0,
                Main.run(session, "evaluate", trained.resolve("checkpoint.npz").toString()));
        assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(out.toString()), out::toString);
        assertTrue(out.toString().contains("@"), out::toString);
    }

    @Test
    void whatCannotBeEvaluatedIsRefused() throws IOException {
        assertRefused(1, "nothing.npz", directory.resolve("nothing.npz"));
        assertRefused(1, "summary.json", trained.resolve("summary.json"));
        Path other = directory.resolve("other.npz");
        Network.of(new int[] {6, 5, 10}, 1).save(other);
        assertRefused(1, "other.npz: not a network for images of 28x28 pixels and 10 digits: ", other);
        Network.of(new int[] {784, 5, 3}, 1).save(other);
        assertRefused(1, "its scores are [1, 3]", other);
        Run run = Run.of("evaluate");
        assertEquals(2, run.exitCode(), run::toString);
    }

    private static void assertRefused(int exitCode, String why, Path file) {
        Run run = Run.of("evaluate", "--data", "embedded", file.toString());
        assertEquals(exitCode, run.exitCode(), run::toString);
        assertEquals(1, run.err().size(), run::toString);
        assertTrue(run.err().getFirst().contains(why), run::toString);
    }
}
