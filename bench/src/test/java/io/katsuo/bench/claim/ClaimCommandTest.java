package io.katsuo.bench.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.katsuo.mnist.Mnist;
import io.katsuo.mnist.command.CommandRunner;
import io.katsuo.mnist.command.Session;
import io.katsuo.mnist.command.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Session session =
            new Session(new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false));

    @TempDir
    private Path directory;

    private int run(String... args) {
        return CommandRunner.run(session, ClaimCommand.spec(session, Mnist::embedded), args);
    }

    @Test
    void tinyNetworksFromEndToEnd() throws IOException {
        Path to = directory.resolve("new");
        Plan tiny = new Plan(List.of(Case.of(Way.DOUBLE, "16-2-10", 1, 20, 1)), 0.1, 0.1, 0.01);
        new ClaimCommand(session, Mnist::embedded).measure(tiny, "tiny", to);

        assertTrue(out.toString().contains("16-2-10"), out::toString);
        assertTrue(err.toString().startsWith("gradients agree"), err::toString);
        assertTrue(Files.readString(to.resolve("claim.html")).contains("16-2-10"));
        JsonArray cases = JsonParser.parseString(Files.readString(to.resolve("claim.json")))
                .getAsJsonObject()
                .getAsJsonArray("cases");
        assertEquals(1, cases.size());
        JsonObject entry = cases.get(0).getAsJsonObject();
        assertTrue(
                entry.get("unsteady").isJsonNull() != entry.get("measuredRatio").isJsonNull(), entry::toString);
        assertEquals(
                2 * entry.get("differentiatedParameters").getAsInt(),
                entry.get("lossEvaluations").getAsInt());
    }

    @Test
    void whatIsNotUnderstoodIsSaidInOneLine() {
        assertEquals(2, run("--quik"));
        assertTrue(err.toString().startsWith("katsuo claim: "), err::toString);
        assertTrue(err.toString().contains("see katsuo claim --help"), err::toString);
        assertEquals(1, err.toString().lines().count());
    }

    @Test
    void aFileInPlaceOfTheDirectory() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "kept");
        assertEquals(2, run("--out", file.toString()));
        assertEquals("kept", Files.readString(file));
    }

    @Test
    void whatCannotBeWrittenIsSaidFirst() throws IOException {
        Files.createDirectory(directory.resolve("claim.json"));
        assertEquals(1, run("--out", directory.toString()));
        assertTrue(err.toString().contains("claim.json"), err::toString);
        assertFalse(err.toString().contains("agree"), err::toString);
    }

    @Test
    void helpHasExamples() {
        assertEquals(0, run("--help"));
        assertTrue(out.toString().contains("katsuo claim --quick"), out::toString);
    }
}
