package io.katsuo.mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Initializer;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Relu;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import io.katsuo.mnist.command.Session;
import io.katsuo.mnist.command.Terminal;
import io.katsuo.network.Network;
import io.katsuo.network.gradcheck.GradientCheck;
import io.katsuo.network.gradcheck.GradientReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code gradcheck} says of a network whose gradients are wrong, and of one with names out of the ordinary. */
class WrongGradientsTest {
    @TempDir
    private Path directory;

    /** A ReLU whose derivative has the wrong sign. */
    private static final class Negated extends Layer {
        private final Relu right = new Relu("relu1");

        Negated() {
            super("relu1");
        }

        @Override
        public void forward(Tensor x, Tensor y) {
            right.forward(x, y);
        }

        @Override
        public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
            right.backward(x, y, dout, dx);
            for (int i = 0; i < dx.size(); i++) {
                dx.array()[i] = -dx.array()[i];
            }
        }

        @Override
        public Optional<Formula> formula() {
            return right.formula();
        }
    }

    private static Network wrong(List<Integer> sizes, long seed) {
        Rng rng = new Rng(seed);
        return new Network(
                List.of(
                        Affine.of("affine1", sizes.get(0), sizes.get(1), Initializer.HE, rng),
                        new Negated(),
                        Affine.of("affine2", sizes.get(1), sizes.get(2), Initializer.HE, rng)),
                new SoftmaxWithLoss());
    }

    private static int gradcheck(StringWriter out, GradcheckRun.Networks networks, String... more) {
        PrintWriter writer = new PrintWriter(out, true);
        Session session = new Session(new Terminal(writer, writer, false));
        String[] args = new String[2 + more.length];
        args[0] = "--data";
        args[1] = "embedded";
        System.arraycopy(more, 0, args, 2, more.length);
        return new CommandLine(GradcheckCommand.spec(session, networks)).execute(args);
    }

    @Test
    void theExitCodeAndTheFileSayThatGradientsAreWrong() throws IOException {
        for (String mode : List.of("all", "sample", "directions")) {
            Path file = directory.resolve(mode + ".json");
            StringWriter out = new StringWriter();
            String[] args = {"--net", "784-5-10", "--mode", mode, "--json", file.toString()};
            assertEquals(1, gradcheck(out, WrongGradientsTest::wrong, args), out::toString);
            JsonObject json = strict(Files.readString(file)).getAsJsonObject();
            assertFalse(json.get("passed").getAsBoolean(), json::toString);
            assertTrue(out.toString().contains("FAILED"), out::toString);
            if (!mode.equals("directions")) {
                String finding = "relu1.backward disagrees: the sign is wrong";
                assertTrue(json.get("reason").getAsString().contains(finding), json::toString);
                assertTrue(out.toString().contains(finding), out::toString);
            }
        }
        assertEquals(0, gradcheck(new StringWriter(), GradcheckRun::network, "--net", "784-5-10"), "a right network");
    }

    /** Dead units are no error, and no proof: exit code 3. */
    @Test
    void whatWasNotTestedIsNoPass() throws IOException {
        GradcheckRun.Networks dead = (sizes, seed) -> {
            Network network = wrong(sizes, seed);
            network.params().get("b1").fill(-100);
            return network;
        };
        for (String mode : List.of("all", "directions")) {
            Path file = directory.resolve("dead.json");
            StringWriter out = new StringWriter();
            String[] args = {"--net", "784-5-10", "--mode", mode, "--json", file.toString()};
            assertEquals(3, gradcheck(out, dead, args), out::toString);
            JsonObject json = strict(Files.readString(file)).getAsJsonObject();
            assertEquals("not shown", json.get("verdict").getAsString());
            assertFalse(json.get("passed").getAsBoolean(), json::toString);
            assertTrue(out.toString().contains("not shown: nothing was tested of W1, b1, W2"), out::toString);
        }
    }

    @Test
    void theSelfTestSaysWhatWouldBeSeen() throws IOException {
        Path file = directory.resolve("self.json");
        StringWriter out = new StringWriter();
        String[] args = {"--net", "784-5-10", "--mode", "sample", "--self-test", "--json", file.toString()};
        assertEquals(0, gradcheck(out, GradcheckRun::network, args), out::toString);
        assertTrue(
                out.toString().contains("planted mistakes seen; an error of this part of the largest"), out::toString);
        JsonObject json = strict(Files.readString(file)).getAsJsonObject().getAsJsonObject("selfTest");
        assertTrue(json.get("planted").getAsInt() >= 30, json::toString);
        assertTrue(json.getAsJsonObject("sensitivity").get("W1").getAsDouble() < 1e-5, json::toString);
    }

    private static JsonElement strict(String text) {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        return JsonParser.parseReader(reader);
    }

    /** Quotes, braces and letters of all alphabets come back from the file as they were; names hold no control characters. */
    @Test
    void anyNameIsJson() {
        List<String> names = List.of(
                "a\"quote", "ärger, 層, \u2028 and \u2029", "\ud83d\ude00", "</script>", "{\"a\":[1,", "100 %s %n");
        for (String name : names) {
            Affine layer = Affine.of(name, 3, 2, Initializer.HE, new Rng(1));
            Network network = new Network(List.of(layer), new SoftmaxWithLoss("loss of " + name));
            GradientReport report = GradientCheck.of(network)
                    .on(Tensor.randn(new Rng(2), 4, 3), Targets.of(0, 1, 1, 0))
                    .run();
            JsonObject json = strict(report.toJson()).getAsJsonObject();
            assertTrue(json.get("passed").getAsBoolean(), json::toString);
            JsonObject w = json.getAsJsonArray("parameters").get(0).getAsJsonObject();
            assertEquals(name + ".W", w.get("name").getAsString());
            assertEquals(name, w.get("layer").getAsString());
            JsonObject loss = json.getAsJsonArray("layers").get(0).getAsJsonObject();
            assertEquals("loss of " + name, loss.get("name").getAsString());
        }
    }
}
