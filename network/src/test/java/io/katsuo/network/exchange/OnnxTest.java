package io.katsuo.network.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.BatchNormalization;
import io.katsuo.layers.BinaryCrossEntropy;
import io.katsuo.layers.Elu;
import io.katsuo.layers.Gelu;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LayerNormalization;
import io.katsuo.layers.LeakyRelu;
import io.katsuo.layers.MatMul;
import io.katsuo.network.Classifier;
import io.katsuo.network.Network;
import io.katsuo.network.NetworkBuilder;
import io.katsuo.network.exchange.OnnxModel.Node;
import io.katsuo.network.format.FormatException;
import io.katsuo.network.format.Npz;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks that go to ONNX and come back, a graph of another program, and hostile files. */
class OnnxTest {
    @TempDir
    private Path directory;

    /** Every layer of the library in one network whose parameters and states are all random. */
    static NetworkBuilder allLayers(long seed) {
        Rng rng = new Rng(seed);
        NetworkBuilder builder =
                Network.builder(7, seed).affine(6).batchNormalization().relu().dropout(0.3, 9);
        builder.affine(5).layerNormalization().sigmoid().affine(4).tanh();
        builder.add(new MatMul("product", Tensor.randn(rng, 4, 6))).add(new LeakyRelu("leaky", 0.07));
        builder.affine(5)
                .add(new Elu("elu", 0.8))
                .affine(4)
                .softplus()
                .affine(6)
                .gelu();
        builder.add(new LayerNormalization("norm", 6, 1e-3)).add(Gelu.byTanh("gelu2"));
        return builder.add(new BatchNormalization("norm2", 6, 0.05, 1e-3)).affine(3);
    }

    static Network randomized(Network network, long seed) {
        Rng rng = new Rng(seed);
        for (Layer layer : network.layers().values()) {
            layer.parameters()
                    .forEach(p -> p.value()
                            .copyFrom(Tensor.randn(rng, p.value().shape().dims())));
            layer.state()
                    .forEach(p -> p.value()
                            .copyFrom(Tensor.rand(rng, p.value().shape().dims())));
        }
        return network;
    }

    @Test
    void everyLayerComesBackAsItWas() throws IOException {
        Path file = directory.resolve("all.onnx");
        for (long seed = 1; seed <= 10; seed++) {
            Network network = randomized(allLayers(seed).softmaxWithLoss(), seed);
            Onnx.write(file, network);
            Network read = Onnx.read(file);
            assertEquals(network.architecture(), read.architecture());
            assertEquals(network.parameterHash(), read.parameterHash());
            assertInstanceOf(Classifier.class, read);
        }
    }

    /** A sigmoid at the end is a layer, unless the scores before it are an output. */
    @Test
    void lossesComeBackByWhatTheyMakeOfScores() throws IOException {
        Network two = Network.builder(3, 1).affine(2).sigmoid().build(new BinaryCrossEntropy("binaryCrossEntropy"));
        assertEquals(two.architecture(), Onnx.read("x", bytes(two)).architecture());
        Network squares = Network.builder(3, 1).affine(2).sigmoid().identityWithLoss();
        assertEquals(squares.architecture(), Onnx.read("x", bytes(squares)).architecture());
    }

    @Test
    void aGraphOfAnotherProgramIsRead() throws IOException {
        Map<String, Tensor> golden = Npz.read(golden("foreign.npz"));
        Network network = Onnx.read(golden("foreign.onnx"));
        Tensor scores = network.predict(golden.get("x"));
        assertEquals(golden.get("scores").shape(), scores.shape());
        for (int i = 0; i < scores.size(); i++) {
            assertEquals(golden.get("scores").flatten().get(i), scores.flatten().get(i), 1e-6);
        }
        assertEquals(
                List.of("affine1", "leakyRelu1", "affine2", "tanh1", "relu1", "relu2"),
                List.copyOf(network.layers().keySet()));
        network.save(directory.resolve("x.npz"));
        assertEquals(
                network.parameterHash(),
                Network.fromFile(directory.resolve("x.npz")).parameterHash());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "Conv # this operator is not read",
                "Gemm:transA # alpha 1, beta 1 and transA 0 needed",
                "Gemm:alpha # the attribute alpha has another type",
                "BatchNormalization:training_mode # a normalization that trains",
                "Softmax # the input must be 'scores'",
                "LayerNormalization:axis # axis 1 or -1 needed: 7",
                "Gelu:approximate # the attribute approximate has another type",
                "com.acme.Relu # operators of the domain com.acme"
            })
    void operatorsThatComputeSomethingElseAreRefused(String change, String expected) throws IOException {
        OnnxModel model = OnnxExport.model(allLayers(1).softmaxWithLoss());
        String[] words = change.replaceFirst("^com\\.acme\\.", "").split(":");
        String domain = change.startsWith("com.acme") ? "com.acme" : "";
        for (int i = 0; i < model.nodes().size(); i++) {
            Node n = model.nodes().get(i);
            Map<String, Object> attributes = new HashMap<>(n.attributes());
            boolean replace = words[0].equals("Conv") && n.op().equals("Tanh") || words[0].equals(n.op());
            if (words.length > 1 && replace) {
                attributes.put(words[1], 7L);
            }
            if (replace) {
                String first =
                        words[0].equals("Softmax") ? "elsewhere" : n.inputs().getFirst();
                List<String> inputs = new ArrayList<>(n.inputs());
                inputs.set(0, first);
                model.nodes().set(i, new Node(words[0], domain, n.name(), inputs, n.outputs(), attributes));
            }
        }
        String message = assertThrows(FormatException.class, () -> OnnxImport.network(model))
                .getMessage();
        assertTrue(message.contains(expected), message);
    }

    @Test
    void whatTheGraphLacksIsSaid() throws IOException {
        assertRefused(new byte[0], "no graph");
        assertRefused(new byte[] {0x3a, 0}, "operators of version 0");
        assertRefused(new byte[] {0x3a, 0, 0x3a, 0}, "two graphs");
        assertRefused(
                new byte[] {0x3a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7}, "bytes where 0 are left");
        assertRefused(new byte[] {0x3b}, "wire type 3");
        byte[] endless = new byte[12];
        Arrays.fill(endless, (byte) 0xff);
        assertRefused(endless, "a number of more than 10 bytes");
        ProtoWriter graph = new ProtoWriter();
        for (int i = 0; i < 20_000; i++) {
            graph.string(1, "");
        }
        assertRefused(new ProtoWriter().message(7, graph).toBytes(), "more than 10000 of one kind");
        ProtoWriter tensor = new ProtoWriter().bytes(1, new byte[2_000]);
        graph = new ProtoWriter().message(5, tensor);
        assertRefused(new ProtoWriter().message(7, graph).toBytes(), "more than 64 of one kind");
    }

    /** Extents whose product overflows, negative ones, and more of them than axes. */
    @Test
    void constantsLargerThanTheFileAreRefused() {
        for (long[] dims : new long[][] {{1L << 32, 1}, {65536, 65536}, {-1, -1}, {Long.MIN_VALUE}, {2}, {3, 0}}) {
            OnnxTensor tensor = new OnnxTensor("t", dims, 1, 9, ByteBuffer.allocate(4));
            assertThrows(FormatException.class, tensor::tensor, Arrays.toString(dims));
        }
    }

    @Test
    void everyTruncationAndEveryFlippedBitIsRefusedOrReadAsANetwork() throws IOException {
        NetworkBuilder small = Network.builder(1, 1).affine(1).leakyRelu().dropout(0.5, 3);
        byte[] sound = bytes(small.softmaxWithLoss()).array();
        int refused = 0;
        for (int length = 0; length < sound.length; length++) {
            refused += isRefused(Arrays.copyOf(sound, length)) ? 1 : 0;
        }
        assertTrue(refused >= sound.length - 1, refused + " of " + sound.length);
        refused = 0;
        for (int bit = 0; bit < 8 * sound.length; bit++) {
            byte[] flipped = sound.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            refused += isRefused(flipped) ? 1 : 0;
        }
        assertTrue(refused > 1000, refused + " refused");
    }

    private static boolean isRefused(byte[] file) {
        try {
            Onnx.read("hostile", ByteBuffer.wrap(file));
            return false;
        } catch (FormatException e) {
            assertTrue(
                    e.getMessage().startsWith("hostile: ")
                            && e.getMessage().lines().count() == 1,
                    e.getMessage());
            return true;
        }
    }

    private static void assertRefused(byte[] file, String expected) {
        String message = assertThrows(FormatException.class, () -> Onnx.read("hostile", ByteBuffer.wrap(file)))
                .getMessage();
        assertTrue(message.contains(expected) && message.startsWith("hostile: "), message);
    }

    private static ByteBuffer bytes(Network network) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Onnx.write(bytes, network);
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    static Path golden(String name) {
        try {
            return Path.of(OnnxTest.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
