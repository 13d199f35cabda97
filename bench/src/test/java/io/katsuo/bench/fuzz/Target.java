package io.katsuo.bench.fuzz;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.mnist.cli.Main;
import io.katsuo.mnist.command.Session;
import io.katsuo.mnist.command.Terminal;
import io.katsuo.mnist.idx.IdxArray;
import io.katsuo.mnist.idx.IdxReader;
import io.katsuo.network.Checkpoint;
import io.katsuo.network.Classifier;
import io.katsuo.network.Network;
import io.katsuo.network.Trainer;
import io.katsuo.network.exchange.NetworkFile;
import io.katsuo.network.exchange.Onnx;
import io.katsuo.network.format.Npy;
import io.katsuo.network.format.Npz;
import io.katsuo.network.format.Safetensors;
import io.katsuo.network.optimizer.Adam;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Something that takes input from anybody.
 *
 * @param name its name
 * @param sound inputs that it accepts
 * @param checksum whether the format notices each change of the content
 * @param reader reads an input
 */
record Target(String name, List<byte[]> sound, boolean checksum, Reader reader) {
    /** Reads an input from memory. */
    interface Reader {
        /** The content in a text that is equal for equal content; an {@link IOException} if the input is refused. */
        String read(byte[] input) throws IOException;
    }

    private interface FileReader {
        String read(Path file) throws IOException;
    }

    private interface Writer {
        void write(OutputStream out) throws IOException;
    }

    private static final String[] COMMANDS = {
        "train", "gradcheck", "compare-optimizers", "evaluate", "predict", "info", "convert"
    };
    /** Commands that have an option of this name fail there, before they begin their work. */
    private static final List<String> NO_DATA = List.of("--data", "/nonexistent/digits");

    @Override
    public String toString() {
        return name;
    }

    /** All targets; files are written into this directory. */
    static List<Target> all(Path directory) throws IOException {
        byte[] idx = {0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 9, 8, 7, 6};
        List<Target> all = new ArrayList<>();
        all.add(new Target("IDX", List.of(idx), false, input -> text(IdxReader.read("idx", input, -1, -1, -1))));
        all.add(new Target(
                "IDX in gzip", List.of(gzip(idx)), true, input -> text(IdxReader.read("idx", input, 1, 2, 2))));
        all.addAll(arrays(directory));
        all.addAll(networks(directory));
        all.add(new Target("command line", commandLines(), false, Target::commandLine));
        return all;
    }

    private static List<Target> arrays(Path directory) throws IOException {
        Map<String, Tensor> tensors =
                new TreeMap<>(Map.of("a", Tensor.of(new float[][] {{1, 2}, {3, 4}}), "b/c", Tensor.of(5f)));
        byte[] npy = bytes(out -> Npy.write(out, Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}})));
        byte[] header =
                "{'descr': '>i2', 'fortran_order': True, 'shape': (2L, 2), }\n".getBytes(StandardCharsets.US_ASCII);
        byte[] start = {npy[0], npy[1], npy[2], npy[3], npy[4], npy[5], 1, 0, (byte) header.length, 0};
        byte[] foreign = bytes(out -> {
            out.write(start);
            out.write(header);
            out.write(new byte[8]);
        });
        byte[] npz = bytes(out -> Npz.write(out, tensors));
        Safetensors.Contents contents = new Safetensors.Contents(tensors, Map.of("k", "v"));
        byte[] safetensors = bytes(out -> Safetensors.write(out, contents));
        return List.of(
                file("npy", directory, npy, false, file -> text(Map.of("", Npy.read(file)))),
                file("npy of Python 2", directory, foreign, false, file -> text(Map.of("", Npy.read(file)))),
                file("npz", directory, npz, true, file -> text(Npz.read(file))),
                file(
                        "safetensors",
                        directory,
                        safetensors,
                        false,
                        file -> text(Safetensors.read(file).tensors())));
    }

    private static List<Target> networks(Path directory) throws IOException {
        Classifier network =
                Network.builder(2, 1).affine(2).leakyRelu().affine(2).softmaxWithLoss();
        Path checkpoint = directory.resolve("sound.npz");
        new Trainer(network, Tensor.rand(new Rng(1), 4, 2), Targets.of(0, 1, 0, 1))
                .optimizer(new Adam(0.01))
                .iterations(3)
                .batchSize(2)
                .checkpoint(checkpoint, 5)
                .run();
        byte[] saved = Files.readAllBytes(checkpoint);
        byte[] safetensors = safetensors(directory, network);
        byte[] onnx = bytes(out -> Onnx.write(out, network));
        return List.of(
                file(
                        "network",
                        directory,
                        bytes(network::save),
                        true,
                        file -> Network.fromFile(file).parameterHash()),
                file(
                        "safetensors of a network",
                        directory,
                        safetensors,
                        false,
                        file -> NetworkFile.load(file).parameterHash()),
                file("ONNX", directory, onnx, false, file -> Onnx.read(file).parameterHash()),
                file(
                        "checkpoint",
                        directory,
                        saved,
                        true,
                        file -> Checkpoint.read(file).stateHash()));
    }

    private static byte[] safetensors(Path directory, Network network) throws IOException {
        Path file = directory.resolve("n.safetensors");
        NetworkFile.save(file, network);
        return Files.readAllBytes(file);
    }

    private static Target file(String name, Path directory, byte[] sound, boolean checksum, FileReader reader) {
        Path file = directory.resolve(name.replace(' ', '-') + (name.startsWith("safetensors") ? ".safetensors" : ""));
        return new Target(name, List.of(sound), checksum, input -> {
            // A new file: ext4 flushes one that is cut to nothing and written again, which takes 40 times as long.
            Files.deleteIfExists(file);
            Files.write(file, input);
            return reader.read(file);
        });
    }

    private static byte[] bytes(Writer content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        content.write(bytes);
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        return bytes(out -> {
            try (OutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(content);
            }
        });
    }

    private static String text(IdxArray array) {
        return Arrays.toString(array.dims()) + Arrays.hashCode(array.data());
    }

    private static String text(Map<String, Tensor> tensors) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(tensors).forEach((name, tensor) -> {
            Shape shape = tensor.shape();
            text.append(name)
                    .append(shape)
                    .append(Arrays.hashCode(tensor.flatten().toArray()));
        });
        return text.toString();
    }

    // ---- the command line ----

    private static List<byte[]> commandLines() {
        return List.of(
                line(
                        0,
                        "--hidden\n5,3\n--iterations\n9\n--learning-rate\n0.1\n--optimizer\nadam\n--sampling\nshuffled"),
                line(
                        0,
                        "--out\nx\n--seed\n3\n--threads\n1\n--schedule\ncosine\n--batch-size\n7\n--checkpoint-every\n5"),
                line(0, "--weight-decay=1e-4\n--clip-norm=2\n--dropout=0.2\n--batch-norm\n--early-stopping=3"),
                line(1, "--net\n784-10-10\n--samples\n20\n--batch\n5\n--json\nx.json"),
                line(2, "--iterations\n5"),
                line(3, "no-such.npz"),
                line(4, "a.png\nb.jpg\n--json"),
                line(5, "no-such.npz"),
                line(6, "no-such.npz\nx.onnx"),
                line(0, "--help"));
    }

    private static byte[] line(int command, String words) {
        return ((char) command + words).getBytes(StandardCharsets.UTF_8);
    }

    /** The first byte is the command, the rest its words in lines. No word names a directory, so nothing is written. */
    private static String commandLine(byte[] input) throws IOException {
        String command = COMMANDS[input.length == 0 ? 0 : (input[0] & 0xff) % COMMANDS.length];
        String words = new String(input, StandardCharsets.UTF_8).replace('/', '_');
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(
                words.isEmpty() ? List.of() : List.of(words.substring(1).split("\n", -1)));
        if (input.length == 0 || (input[0] & 0xff) % COMMANDS.length < 3) {
            arguments.addAll(NO_DATA);
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Session session = new Session(new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false));
        int exitCode = Main.run(session, arguments.toArray(String[]::new));
        if (exitCode == 0) {
            return out.toString();
        }
        List<String> lines = err.toString().lines().toList();
        if (exitCode > 2 || lines.isEmpty() || !lines.stream().allMatch(line -> line.startsWith("katsuo"))) {
            throw new AssertionError("exit code " + exitCode + ": " + err);
        }
        throw new IOException(lines.getFirst());
    }
}
