package io.katsuo.network.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.network.Network;
import io.katsuo.network.format.FormatException;
import io.katsuo.network.format.Npz;
import io.katsuo.network.format.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks through files of all formats, and parameters as PyTorch names them. */
class NetworkFileTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"x.npz", "x.safetensors", "x.ONNX"})
    void everyFormatKeepsTheNetwork(String name) throws IOException {
        Network network = OnnxTest.randomized(OnnxTest.allLayers(4).softmaxWithLoss(), 4);
        Path file = directory.resolve(name);
        NetworkFile.save(file, network);
        Path renamed = Files.move(file, directory.resolve("unnamed"));
        Network read = NetworkFile.load(renamed);
        assertEquals(network.architecture(), read.architecture());
        assertEquals(network.parameterHash(), read.parameterHash());
    }

    /** The module's own formula {@code y = x·Wᵀ + b} with PyTorch's layout [out, in], on numbers that show a mix-up. */
    @ParameterizedTest
    @ValueSource(strings = {"", "net.layers."})
    void weightsOfPyTorchAreTransposed(String prefix) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(prefix + "10.weight", Tensor.of(new float[][] {{1, -1}}));
        tensors.put(prefix + "10.bias", Tensor.of(0.5f));
        tensors.put(prefix + "2.weight", Tensor.of(2f, 3f));
        tensors.put(prefix + "2.bias", Tensor.of(0f, 1f));
        tensors.put(prefix + "2.running_mean", Tensor.of(1f, 0f));
        tensors.put(prefix + "2.running_var", Tensor.of(4f, 1f));
        tensors.put(prefix + "2.num_batches_tracked", Tensor.scalar(7));
        tensors.put(prefix + "1.weight", Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}}));
        tensors.put(prefix + "1.bias", Tensor.of(10f, 20f));
        Path file = directory.resolve("x.safetensors");
        Safetensors.write(file, new Safetensors.Contents(tensors, Map.of("format", "pt")));
        Network like = Network.builder(3, 1)
                .affine(2)
                .batchNormalization()
                .relu()
                .affine(1)
                .identityWithLoss();
        String before = like.parameterHash();
        Network network = NetworkFile.load(file, like);
        // Linear: [11, 24]; BatchNorm1d: [2·(11 - 1)/2, 3·24 + 1] = [10, 73]; Linear: 10 - 73 + 0.5.
        Tensor y = network.predict(Tensor.of(new float[][] {{1, 0, 0}}));
        assertEquals(0.5f + 10 - 73, y.get(0, 0), 1e-3);
        assertEquals(before, like.parameterHash());
    }

    @Test
    void parametersForPyTorchComeBack() throws IOException {
        Network network = OnnxTest.randomized(OnnxTest.allLayers(5).softmaxWithLoss(), 5);
        for (String name : List.of("x.npz", "x.safetensors")) {
            Path file = directory.resolve(name);
            NetworkFile.saveForPyTorch(file, network);
            Network read = NetworkFile.load(file, OnnxTest.allLayers(6).softmaxWithLoss());
            assertEquals(network.parameterHash(), read.parameterHash());
        }
        Map<String, Tensor> tensors = Npz.read(directory.resolve("x.npz"));
        assertEquals("[6, 7]", tensors.get("0.weight").shape().toString());
        assertTrue(tensors.keySet().containsAll(List.of("0.bias", "1.running_mean", "1.running_var", "9.weight")));
    }

    @Test
    void parametersOfAnotherNetworkAreRefused() throws IOException {
        Network network = Network.builder(3, 1).affine(3).relu().affine(2).softmaxWithLoss();
        Map<String, Tensor> sound = PyTorch.parameters(network);
        assertRefused(sound, "2.weight", Tensor.zeros(3, 2), "[3, 2]");
        assertRefused(sound, "2.bias", null, "affine2 needs b2 [2] as bias");
        assertRefused(sound, "2.running_mean", Tensor.zeros(2), "affine2 has no [running_mean]");
        assertRefused(sound, "3.weight", Tensor.zeros(2), "3 modules with parameters");
        assertRefused(sound, "other.1.weight", Tensor.zeros(2), "of one Sequential");
        assertRefused(sound, "fc.weight", Tensor.zeros(2), "no parameter W1");
    }

    private void assertRefused(Map<String, Tensor> sound, String name, Tensor tensor, String expected)
            throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>(sound);
        tensors.put(name, tensor);
        tensors.values().removeIf(value -> value == null);
        Path file = directory.resolve("other.npz");
        Npz.write(file, tensors);
        Network like = Network.builder(3, 2).affine(3).relu().affine(2).softmaxWithLoss();
        String before = like.parameterHash();
        String message = assertThrows(FormatException.class, () -> NetworkFile.load(file, like))
                .getMessage();
        assertTrue(message.contains(expected) && message.contains("other.npz"), message);
        assertEquals(before, like.parameterHash());
    }

    @Test
    void whatCannotBeLoadedSaysWhy() throws IOException {
        Network network = Network.builder(3, 1).affine(2).softmaxWithLoss();
        Path torch = directory.resolve("torch.safetensors");
        NetworkFile.saveForPyTorch(torch, network);
        assertSays("it has no architecture", torch);
        assertSays(
                "neither .npz (zip) nor safetensors nor ONNX", Files.writeString(directory.resolve("x.npz"), "hello"));
        assertSays("not a sound ONNX file", Files.write(directory.resolve("x.onnx"), new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> NetworkFile.save(directory.resolve("x.pt"), network));
        Path onnx = directory.resolve("x.onnx");
        assertThrows(IllegalArgumentException.class, () -> NetworkFile.saveForPyTorch(onnx, network));
    }

    private static void assertSays(String expected, Path file) {
        String message = assertThrows(FormatException.class, () -> NetworkFile.load(file))
                .getMessage();
        assertTrue(message.contains(expected) && message.contains(file.toString()), message);
    }
}
