package io.katsuo.network.exchange;

import io.katsuo.network.Network;
import io.katsuo.network.files.AtomicFile;
import io.katsuo.network.format.FormatException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Networks as ONNX files (<a href="https://onnx.ai/onnx/repo-docs/IR.html">specification</a>), as they predict. The graph has one
 * input {@code x} [N, D] and the output {@code scores} [N, C]; where the loss turns scores into probabilities also {@code
 * probabilities}. Operators are of version 20. In float32 another program computes the same up to rounding.
 */
public final class Onnx {
    private Onnx() {}

    /**
     * Writes a network, atomically.
     *
     * @param file where to; replaced if it exists
     * @throws IllegalArgumentException if a layer is not the library's
     * @throws IOException if writing fails; the file is then as it was
     */
    public static void write(Path file, Network network) throws IOException {
        AtomicFile.write(file, out -> write(out, network));
    }

    /** Writes the bytes of such a file to a stream, which stays open. */
    public static void write(OutputStream out, Network network) throws IOException {
        out.write(OnnxExport.model(network).toBytes());
    }

    /**
     * Builds the network of a file. The operators must form a chain of Gemm, MatMul, Add after MatMul, Relu, Sigmoid, Tanh,
     * LeakyRelu, Elu, Softplus, Gelu, Dropout, BatchNormalization and LayerNormalization, on samples that are rows;
     * Identity, Constant and Flatten are understood. A Softmax or LogSoftmax at the end makes a {@link
     * io.katsuo.network.Classifier}, whose scores are those before it; a network without one gets the squared error as
     * its loss.
     *
     * @param file a file with operators of version 7 or later and constants within it
     * @throws FormatException if the file is damaged, too large, or another graph
     * @throws IOException if reading fails
     */
    public static Network read(Path file) throws IOException {
        long most = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 4);
        if (Files.size(file) > most) {
            throw new FormatException(file + ": " + Files.size(file) + " bytes, more than the " + most
                    + " allowed; raise the heap with -Xmx");
        }
        return read(file.toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
    }

    static Network read(String name, ByteBuffer bytes) throws FormatException {
        OnnxModel model = OnnxModel.read(name, bytes);
        try {
            return OnnxImport.network(model);
        } catch (FormatException e) {
            throw new FormatException(name + ": " + e.getMessage());
        }
    }
}
