package io.katsuo.bench.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.katsuo.core.ops.Backend;
import io.katsuo.mnist.command.CommandRunner;
import io.katsuo.mnist.command.Session;
import io.katsuo.mnist.command.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process: on this machine, and in JVMs without the module or a compiler. */
@Timeout(120)
class DoctorRunTest {
    @TempDir
    private Path directory;

    /** Runs it, with {@code --json}; the process ends with this exit code, and its output is {@code out}. */
    private JsonObject runs(int exitCode, List<String> out, String... options) throws Exception {
        Path json = directory.resolve("doctor.json");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                DoctorCommand.class.getName(),
                "--json",
                json.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .forEach(out::add);
        assertEquals(exitCode, process.waitFor(), out::toString);
        return JsonParser.parseString(Files.readString(json)).getAsJsonObject();
    }

    private static Map<String, String> findings(JsonObject json) {
        JsonArray findings = json.getAsJsonArray("findings");
        Map<String, String> levels = new TreeMap<>();
        findings.forEach(finding -> levels.put(
                finding.getAsJsonObject().get("subject").getAsString(),
                finding.getAsJsonObject().get("level").getAsString()));
        return levels;
    }

    @Test
    void thisMachine() throws Exception {
        List<String> out = new ArrayList<>();
        JsonObject json = runs(0, out, "--add-modules=jdk.incubator.vector");

        assertTrue(json.get("healthy").getAsBoolean());
        JsonObject facts = json.getAsJsonObject("facts");
        assertEquals(
                Backend.name(), facts.getAsJsonObject("kernels").get("name").getAsString());
        JsonObject measured = json.getAsJsonObject("measurements");
        JsonObject chosen = measured.getAsJsonObject("check").getAsJsonObject("chosen");
        assertEquals(Backend.name(), chosen.get("kernels").getAsString());
        assertEquals(chosen.get("coldHash"), chosen.get("hotHash"));
        if (!Backend.name().equals("scalar")) {
            JsonObject scalar = measured.getAsJsonObject("check").getAsJsonObject("scalar");
            assertEquals("scalar", scalar.get("kernels").getAsString());
            assertEquals(chosen.get("hotHash"), scalar.get("hotHash"));
            assertTrue(measured.get("peakOne").getAsDouble() > 0, measured::toString);
        }
        assertTrue(out.stream()
                .anyMatch(line ->
                        line.startsWith("verdict       " + json.get("verdict").getAsString())));
        assertTrue(out.stream().allMatch(line -> line.length() <= 100), out::toString);
    }

    @Test
    void withoutTheModule() throws Exception {
        List<String> out = new ArrayList<>();
        JsonObject json = runs(0, out, "-Xmx96m");
        assertEquals("WARNING", findings(json).get("kernels"));
        assertEquals("WARNING", findings(json).get("heap"));
        assertTrue(json.getAsJsonObject("measurements").get("peakOne").isJsonNull());
        assertTrue(
                out.contains("              -> add --add-modules=jdk.incubator.vector to the java command"),
                out::toString);
    }

    @Test
    void kernelsThatDoNotExist() throws Exception {
        JsonObject json = runs(1, new ArrayList<>(), "-Dkatsuo.kernels=banana", "-Xint");
        assertEquals(false, json.get("healthy").getAsBoolean());
        assertEquals("ERROR", findings(json).get("kernels"));
        assertEquals("WARNING", findings(json).get("compiler"));
    }

    @Test
    void optionsThatItDoesNotKnow() {
        List<String> err = fails(2, "--jsn", "x");
        assertTrue(err.getFirst().endsWith("see katsuo doctor --help"), err::toString);
    }

    @Test
    void aFileThatCannotBeWrittenIsToldBeforeTheWork() {
        List<String> err =
                fails(1, "--json", directory.resolve("none").resolve("x").toString());
        assertTrue(err.getFirst().endsWith("x: the directory does not exist"), err::toString);
    }

    /** Runs it in this JVM; its only output is one line of error. */
    private static List<String> fails(int exitCode, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Session session = new Session(new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false));
        assertEquals(exitCode, CommandRunner.run(session, DoctorCommand.spec(session), args));
        assertEquals("", out.toString());
        List<String> lines = err.toString().lines().toList();
        assertEquals(1, lines.size(), lines::toString);
        return lines;
    }
}
