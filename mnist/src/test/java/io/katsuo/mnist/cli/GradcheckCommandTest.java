package io.katsuo.mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.katsuo.mnist.command.CommandRunner;
import io.katsuo.network.Network;
import io.katsuo.network.TwoLayerNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs of {@code gradcheck} on the embedded digits. */
class GradcheckCommandTest {
    @TempDir
    private Path directory;

    private static Run gradcheck(String... more) {
        List<String> args = new ArrayList<>(List.of("gradcheck", "--data", "embedded"));
        args.addAll(List.of(more));
        return Run.of(args.toArray(String[]::new));
    }

    @Test
    void theBooksTableAndOursAndAVerdict() throws IOException {
        Path file = directory.resolve("check.json");
        Run run = gradcheck("--json", file.toString());
        assertEquals(List.of(), run.err());
        assertEquals(0, run.exitCode());
        assertTrue(run.says("Data: digits that Katsuo draws itself"), run::toString);
        assertTrue(run.says("Network 784-50-10, seed 1, on the first 3 training images; all derivatives."));
        for (String parameter : List.of("W1", "b1", "W2", "b2")) {
            assertTrue(run.says(parameter + ":"), run::toString);
            assertTrue(run.says(parameter + " "), run::toString);
        }
        assertTrue(run.says("passed: "), run::toString);
        JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        assertTrue(json.get("passed").getAsBoolean());
        assertEquals("784-50-10", json.get("net").getAsString());
        assertEquals(1, json.get("seed").getAsLong());
        assertEquals("embedded", json.get("dataset").getAsString());
        List<String> names = new ArrayList<>();
        int derivatives = 0;
        for (JsonElement element : json.getAsJsonArray("parameters")) {
            JsonObject entry = element.getAsJsonObject();
            names.add(entry.get("name").getAsString());
            derivatives +=
                    entry.get("checked").getAsInt() + entry.get("skipped").getAsInt();
            assertTrue(entry.get("maxRelativeError").getAsDouble() < 2e-6, entry::toString);
            assertTrue(entry.get("meanAbsoluteError").getAsDouble() < 1e-8, entry::toString);
            assertTrue(entry.get("bound").getAsDouble() > 0, "the threshold is stated");
        }
        assertEquals(List.of("W1", "b1", "W2", "b2"), names);
        assertEquals(39_760, derivatives);
    }

    @Test
    void theFileIsTheSameForAnyNumberOfThreads() throws IOException {
        Path one = directory.resolve("one.json");
        Path three = directory.resolve("three.json");
        gradcheck("--mode", "sample", "--threads", "1", "--json", one.toString());
        gradcheck("--mode", "sample", "--threads", "3", "--json", three.toString());
        assertEquals(Files.readString(one), Files.readString(three));
    }

    @Test
    void samplesAndDirectionsOfDeepNetworks() throws IOException {
        Path file = directory.resolve("check.json");
        Run run = gradcheck(
                "--net",
                "784-100-50-10",
                "--mode",
                "sample",
                "--samples-per-parameter",
                "7",
                "--images",
                "5",
                "--json",
                file.toString());
        assertEquals(0, run.exitCode(), run::toString);
        JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        assertEquals(7, json.get("samplesPerParameter").getAsInt());
        assertEquals(6, json.getAsJsonArray("parameters").size());
        for (JsonElement entry : json.getAsJsonArray("parameters")) {
            JsonObject object = entry.getAsJsonObject();
            assertEquals(
                    7, object.get("checked").getAsInt() + object.get("skipped").getAsInt());
        }
        run = gradcheck("--net", "784-100-50-10", "--mode", "directions", "--directions", "3");
        assertEquals(0, run.exitCode(), run::toString);
        assertTrue(run.says("b3:") && run.says("all "), run::toString);
        assertTrue(run.says("Network 784-100-50-10, seed 1, on the first 3 training images; along 3 random"));
        assertEquals(0, gradcheck("--net", "784-10").exitCode(), "no hidden layer");
    }

    @Test
    void aSweepIsPrintedDrawnAndWritten() throws IOException {
        Path svg = directory.resolve("sweep.svg");
        Path json = directory.resolve("sweep.json");
        Run run = gradcheck(
                "--net", "784-5-10", "--mode", "sample", "--sweep", "--svg", svg.toString(), "--json", json.toString());
        assertEquals(0, run.exitCode(), run::toString);
        assertTrue(run.says("1.0e-05 "), run::toString);
        assertTrue(Files.readString(svg).contains(">784-5-10, seed 1, "), "a picture");
        JsonObject sweep =
                JsonParser.parseString(Files.readString(json)).getAsJsonObject().getAsJsonObject("sweep");
        assertEquals(23, sweep.getAsJsonArray("points").size());
    }

    @Test
    void theNetworkIsThatOfTrain() {
        Network network = GradcheckRun.network(List.of(784, 50, 10), 9);
        assertEquals(new TwoLayerNet(784, 50, 10, 9).parameterHash(), network.parameterHash());
        assertEquals(
                6,
                GradcheckRun.network(List.of(784, 20, 20, 10), 9).parameters().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--net 784-50-12            | '--net': the network ends with 12 units, not with the 10 classes there are",
                "--net 100-50-10            | begins with 100 units, not with the 784 pixels an image has",
                "--net 784                  | '784' is not two or more numbers of units",
                "--net 784-0-10             | '784-0-10' is not two or more",
                "--net 784--50-10           | '784--50-10' is not two or more",
                "--net big                  | 'big' is not two or more",
                "--images 0                 | '0' is not a whole number from 1 to 10,000",
                "--mode some                | 'some' is not all, sample or directions",
                "--samples-per-parameter 5  | option '--samples-per-parameter' needs --mode sample",
                "--directions 5             | option '--directions' needs --mode directions",
                "--mode all --directions 5  | option '--directions' needs --mode directions",
                "--svg x.svg                | option '--svg' needs --sweep",
                "--json -                   | option '--json': - is not a file, and standard output has the table",
                "--sweep --svg -            | option '--svg': - is not a file",
                "--hidden 5                 | Unknown option"
            })
    void optionsNotUnderstood(String options, String expected) {
        Run run = gradcheck(options.split(" "));
        assertEquals(CommandRunner.USAGE, run.exitCode(), run::toString);
        assertEquals(1, run.err().size(), run::toString);
        assertTrue(run.err().getFirst().contains(expected), run::toString);
        assertTrue(run.err().getFirst().endsWith("; see katsuo gradcheck --help"), run::toString);
    }

    @Test
    void filesThatCannotBeWrittenAreSaidAtOnce() {
        Run run = gradcheck("--json", directory.resolve("no/such/check.json").toString());
        assertEquals(CommandRunner.FAILED, run.exitCode());
        assertEquals(1, run.err().size(), run::toString);
        assertTrue(run.err().getFirst().contains("--json: "), run::toString);
        assertFalse(run.says("Data:"), "before anything is loaded");
        Run onDirectory = gradcheck("--json", directory.toString());
        assertEquals(List.of("katsuo: --json: " + directory + ": is a directory"), onDirectory.err());
        assertEquals(CommandRunner.FAILED, onDirectory.exitCode());
        assertFalse(onDirectory.says("Data:"), "before anything is loaded");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPipeIsRefusedAtOnceAndStays() throws IOException, InterruptedException {
        Path pipe = directory.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        for (String option : List.of("--json", "--svg")) {
            Run run = gradcheck("--sweep", option, pipe.toString());
            assertTrue(run.err().getFirst().contains(option + ": " + pipe + ": is a device, a pipe"), run::toString);
            assertFalse(run.says("Data:"), "before anything is loaded");
        }
        assertTrue(Files.readAttributes(pipe, BasicFileAttributes.class).isOther(), "still a pipe");
    }

    @Test
    void helpShowsExamples() {
        Run help = Run.of("gradcheck", "--help");
        assertEquals(CommandRunner.OK, help.exitCode());
        assertTrue(help.says("Examples:") && help.says("Exit codes:") && help.says("--sweep"), help::toString);
    }
}
