package io.katsuo.network.exchange;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.network.Architecture;
import io.katsuo.network.Network;
import io.katsuo.network.Trainer;
import io.katsuo.network.format.FormatException;
import io.katsuo.network.format.Npz;
import io.katsuo.network.format.Safetensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Networks in files of any format: {@code .npz}, safetensors and ONNX.
 *
 * <p>A safetensors file of Katsuo has the names of the parameters as an {@code .npz} file has them, and the text of the {@link
 * Architecture} as metadata.
 */
public enum NetworkFile {
    /** {@link Network#save} and {@link Trainer#checkpoint}. */
    NPZ,
    /** {@link Safetensors}. */
    SAFETENSORS,
    /** {@link Onnx}. */
    ONNX;

    /** The metadata of a safetensors file with {@link Architecture#text}. */
    private static final String ARCHITECTURE = "katsuo.architecture";

    /**
     * The format of a file, by its first bytes.
     *
     * @throws FormatException if it is none of these
     * @throws IOException if reading fails
     */
    public static NetworkFile of(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(9);
        }
        if (start.length > 1 && start[0] == 'P' && start[1] == 'K') {
            return NPZ;
        }
        if (start.length == 9 && start[8] == '{') {
            return SAFETENSORS;
        }
        // The version of the format, which ONNX files begin with.
        if (start.length > 1 && start[0] == 8 || extension(file).equals("onnx")) {
            return ONNX;
        }
        throw new FormatException(file + ": neither .npz (zip) nor safetensors nor ONNX");
    }

    /** The format that a name's ending asks for: {@code .npz}, {@code .safetensors} or {@code .onnx}. */
    public static NetworkFile named(Path file) {
        for (NetworkFile format : values()) {
            if (format.name().equalsIgnoreCase(extension(file))) {
                return format;
            }
        }
        throw new IllegalArgumentException(
                "network file: a name that ends in .npz, .safetensors or .onnx needed: " + file.getFileName());
    }

    private static String extension(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /**
     * The network of a file of any of the formats, with its parameters and the state of its layers.
     *
     * @param file a file that says what the layers are; its first bytes say which format it has
     * @throws FormatException if the file is damaged, has no architecture or another one than of the library's layers
     * @throws IOException if reading fails
     */
    public static Network load(Path file) throws IOException {
        return switch (of(file)) {
            case NPZ -> Network.fromFile(file);
            case ONNX -> Onnx.read(file);
            case SAFETENSORS -> {
                Safetensors.Contents contents = Safetensors.read(file);
                Architecture architecture = architecture(file, contents)
                        .orElseThrow(
                                () -> new FormatException(file + ": it has no architecture (metadata " + ARCHITECTURE
                                        + "); a network with the same layers is needed to load the parameters into: the second argument of load, or"
                                        + " --like of katsuo convert"));
                try {
                    yield architecture.network(contents.tensors());
                } catch (IllegalArgumentException e) {
                    throw new FormatException(file + ": " + e.getMessage());
                }
            }
        };
    }

    /**
     * The network of a file that has parameters only.
     *
     * @param file an {@code .npz} or safetensors file, with names as Katsuo's or as {@link PyTorch}'s
     * @param like a network with the same layers, which is left as it is
     * @return a network with those layers and the file's parameters
     * @throws FormatException if the file is damaged or its names and shapes are not those of such a network
     * @throws IOException if reading fails
     */
    public static Network load(Path file, Network like) throws IOException {
        Map<String, Tensor> tensors = switch (of(file)) {
            case NPZ -> Npz.read(file);
            case SAFETENSORS -> Safetensors.read(file).tensors();
            case ONNX -> throw new FormatException(file + ": an ONNX file says itself what the layers are");
        };
        try {
            boolean torch = PyTorch.named(tensors);
            Network network = like.architecture().network(torch ? tensors(like) : tensors);
            if (torch) {
                PyTorch.copy(tensors, network);
            }
            return network;
        } catch (IllegalArgumentException e) {
            throw new FormatException(file + ": " + e.getMessage());
        }
    }

    /**
     * Writes a network, atomically, in the format that the file's name ends in.
     *
     * @param file where to; replaced if it exists
     * @throws IllegalArgumentException if the name ends otherwise, or ONNX has no operator for a layer
     * @throws IOException if writing fails; the file is then as it was
     */
    public static void save(Path file, Network network) throws IOException {
        switch (named(file)) {
            case NPZ -> network.save(file);
            case ONNX -> Onnx.write(file, network);
            case SAFETENSORS -> {
                Map<String, String> metadata =
                        Map.of(ARCHITECTURE, network.architecture().text());
                Safetensors.write(file, new Safetensors.Contents(tensors(network), metadata));
            }
        }
    }

    /**
     * Writes the parameters of a network under {@link PyTorch}'s names, without its architecture.
     *
     * @param file where to: {@code .npz} or {@code .safetensors}
     * @throws IllegalArgumentException if the name ends otherwise
     * @throws IOException if writing fails; the file is then as it was
     */
    public static void saveForPyTorch(Path file, Network network) throws IOException {
        Map<String, Tensor> tensors = PyTorch.parameters(network);
        switch (named(file)) {
            case NPZ -> Npz.write(file, tensors);
            case SAFETENSORS -> Safetensors.write(file, new Safetensors.Contents(tensors, Map.of("format", "pt")));
            case ONNX -> throw new IllegalArgumentException("network file: an ONNX file has its own names: " + file);
        }
    }

    /**
     * The architecture in the metadata of a safetensors file.
     *
     * @param file the file, for messages
     * @throws FormatException if it has one that is not understood
     */
    public static Optional<Architecture> architecture(Path file, Safetensors.Contents contents) throws FormatException {
        try {
            return Optional.ofNullable(contents.metadata().get(ARCHITECTURE)).map(Architecture::parse);
        } catch (IllegalArgumentException e) {
            throw new FormatException(file + ": " + e.getMessage());
        }
    }

    /** {@return copies of what a file of a network holds, by name: the parameters, then the state of the layers} */
    public static Map<String, Tensor> tensors(Network network) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        network.parameters()
                .forEach(parameter ->
                        tensors.put(parameter.name(), parameter.value().copy()));
        for (Layer layer : network.layers().values()) {
            layer.state()
                    .forEach(state -> tensors.put(state.name(), state.value().copy()));
        }
        return tensors;
    }
}
