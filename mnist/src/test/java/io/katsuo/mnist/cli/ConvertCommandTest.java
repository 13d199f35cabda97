package io.katsuo.mnist.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.network.Network;
import io.katsuo.network.exchange.NetworkFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code convert}, and {@code info} and {@code evaluate} on what it wrote. */
class ConvertCommandTest {
    @TempDir
    private static Path directory;

    private static String parameters;

    @BeforeAll
    static void train() {
        Run.train(directory, "--iterations", "100", "--net", "784-8-10", "--batch-norm", "--dropout", "0.1");
        parameters = path("parameters.npz");
    }

    private static String path(String name) {
        return directory.resolve(name).toString();
    }

    /** Those of docs/layers-and-networks.md, in order, in one directory and on the drawn digits. */
    @Test
    void theCommandsOfThePageRun() throws IOException {
        int run = 0;
        for (String line : Files.readAllLines(Path.of("../docs/layers-and-networks.md"))) {
            if (line.startsWith("./katsuo ") && !line.startsWith("./katsuo train")) {
                String command = line.substring("./katsuo ".length()).replaceFirst(" +#.*", "");
                String data = command.startsWith("evaluate") ? " --data embedded" : "";
                String[] words = (command + data).split(" +");
                for (int i = 0; i < words.length; i++) {
                    boolean isFile = words[i].matches(".*\\.(npz|safetensors|onnx)");
                    words[i] = isFile ? path(words[i].replace("katsuo-out/", "")) : words[i];
                }
                Run done = Run.of(words);
                assertEquals(0, done.exitCode(), done::toString);
                run++;
            }
        }
        assertEquals(6, run);
    }

    private static Run convert(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "convert";
        System.arraycopy(args, 0, all, 1, args.length);
        Run run = Run.of(all);
        assertEquals(List.of(), run.err());
        return run;
    }

    @Test
    void aRoundThroughAllFormatsKeepsTheNetwork() throws IOException {
        Run run = convert(parameters, path("a.onnx"));
        assertTrue(run.out().getFirst().contains("a.onnx: 5 layers, 6,378 parameters, "), run::toString);
        convert(path("a.onnx"), path("b.safetensors"));
        convert("--pytorch-names", path("b.safetensors"), path("torch.safetensors"));
        convert("--like", parameters, path("torch.safetensors"), path("c.npz"));
        Network before = NetworkFile.load(Path.of(parameters));
        Network after = NetworkFile.load(directory.resolve("c.npz"));
        assertEquals(before.parameterHash(), after.parameterHash());
        assertEquals(before.architecture(), after.architecture());
    }

    @Test
    void aFileIsNotConvertedIntoItself() throws IOException {
        byte[] before = Files.readAllBytes(Path.of(parameters));
        Run run = Run.of("convert", "--pytorch-names", parameters, directory + "/./parameters.npz");
        assertEquals(2, run.exitCode());
        assertTrue(run.err().getFirst().contains("FROM and TO are the same file: "), run::toString);
        assertArrayEquals(before, Files.readAllBytes(Path.of(parameters)));
        Run missing = Run.of("convert", parameters, path("none/a.onnx"));
        assertEquals(List.of("katsuo: TO: " + path("none/a.onnx") + ": the directory does not exist"), missing.err());
    }

    @Test
    void infoAndEvaluateReadAllFormats() {
        String accuracy = line(Run.of("evaluate", "--data", "embedded", "--worst", "0", parameters), "Accuracy");
        for (String name : List.of("x.onnx", "x.safetensors")) {
            convert(parameters, path(name));
            Run info = Run.of("info", path(name));
            assertTrue(info.says("batchNormalization1: BatchNormalization"), info::toString);
            assertTrue(info.says("W1 "), info::toString);
            assertEquals(
                    accuracy, line(Run.of("evaluate", "--data", "embedded", "--worst", "0", path(name)), "Accuracy"));
        }
        convert("--pytorch-names", parameters, path("names.safetensors"));
        String info = line(Run.of("info", path("names.safetensors")), "0.weight ");
        assertTrue(info.contains("[8, 784]"), info);
    }

    /** The first line that starts so after its indentation. */
    private static String line(Run run, String start) {
        return run.out().stream()
                .filter(line -> line.strip().startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError(run));
    }

    @Test
    void whatCannotBeWrittenOrReadIsSaid() throws IOException {
        assertFails(2, "a name that ends in .npz, .safetensors or .onnx needed", parameters, path("x.pt"));
        assertFails(2, "an ONNX file has its own names", "--pytorch-names", parameters, path("x.onnx"));
        convert("--pytorch-names", parameters, path("only.npz"));
        assertFails(1, "it has no architecture", path("only.npz"), path("y.npz"));
        Path text = Files.writeString(directory.resolve("text.onnx"), "hello");
        assertFails(1, "not a sound ONNX file", text.toString(), path("y.npz"));
        assertFails(1, "no such file", path("missing.onnx"), path("y.npz"));
        assertFalse(Files.exists(directory.resolve("y.npz")));
    }

    private static void assertFails(int exitCode, String expected, String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "convert";
        System.arraycopy(args, 0, all, 1, args.length);
        Run run = Run.of(all);
        assertEquals(exitCode, run.exitCode(), run::toString);
        assertTrue(run.err().toString().contains(expected), run::toString);
    }
}
