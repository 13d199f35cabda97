package io.katsuo.bench.firstcall;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
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

/** The command runs in fresh JVMs; its ops are the ops that their names say. */
class FirstCallTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    private int run(String... args) {
        Session session = new Session(new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false));
        return CommandRunner.run(session, FirstCallCommand.spec(session), args);
    }

    @Test
    void oneProductOnBothPathsAndItsLoop() throws IOException {
        Path json = directory.resolve("first.json");
        assertEquals(0, run("--jvms", "1", "--ops", " 100x784x50", "--json", json.toString()), err::toString);
        JsonObject report = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        JsonArray results = report.getAsJsonArray("results");
        assertEquals(3, results.size(), report::toString);
        for (int i = 0; i < 3; i++) {
            JsonObject result = results.get(i).getAsJsonObject();
            assertEquals(
                    List.of("-", "class", "module").get(i), result.get("path").getAsString());
            assertEquals(i == 0, result.get("factorOfLoop").isJsonNull(), report::toString);
            double first = result.get("firstCallMillis").getAsDouble();
            assertTrue(
                    first > 0 && first <= result.get("startAndFirstCallMillis").getAsDouble(), report::toString);
        }
        assertTrue(out.toString().contains("matmul 100x784x50  module"), out::toString);
    }

    @Test
    void settledTimesTakeNoFilterAndNoFile() {
        for (String[] other : new String[][] {
            {"--ops", "matmul"}, {"--json", directory.resolve("x.json").toString()}
        }) {
            assertEquals(2, run("--settled", other[0], other[1]));
            assertTrue(err.toString().contains("leave out --ops and --json"), err::toString);
        }
    }

    @Test
    void settledTimesOfAllOps() {
        assertEquals(0, run("--jvms", "1", "--settled"), err::toString);
        for (String op : SettledCalls.OPS) {
            assertTrue(
                    out.toString().lines().anyMatch(line -> line.startsWith(op) && line.endsWith(" 1.000")),
                    out::toString);
        }
    }

    @Test
    void productsAreThoseOfTheLoop() {
        for (String shape : List.of("100x784x50", "784x100x50", "256x256x256")) {
            FirstCall loop = new FirstCall(FirstCall.LOOP, shape);
            loop.run();
            FirstCall matmul = new FirstCall("matmul", shape);
            matmul.makeTensors();
            matmul.run();
            if (!shape.startsWith("784")) {
                assertArrayEquals(loop.result(), matmul.result(), 1e-2f, shape);
            } else {
                // The same numbers read as the transpose are another matrix.
                assertNotEquals(loop.result()[1], matmul.result()[1]);
            }
        }
    }

    @Test
    void everyOpRuns() {
        for (String op : FirstCall.OPS) {
            FirstCall call = new FirstCall(op.split(" ")[0], op.split(" ")[1]);
            if (!op.startsWith(FirstCall.LOOP)) {
                call.makeTensors();
            }
            call.run();
            boolean written = false;
            for (float value : call.result()) {
                written |= value != 0;
            }
            assertTrue(written, op);
        }
    }

    @Test
    void whatMatchesNothingIsRefused() {
        assertEquals(2, run("--ops", "convolution"));
        assertTrue(err.toString().contains("--ops: no op matches; there are [sigmoid 100x10"), err::toString);
        assertEquals(2, run("--ops", "("));
        assertEquals(2, run("--jvms", "0"));
    }
}
