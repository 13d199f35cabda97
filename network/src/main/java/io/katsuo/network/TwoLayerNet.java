package io.katsuo.network;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.Initializer;
import io.katsuo.layers.Relu;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.network.format.FormatException;
import io.katsuo.network.format.Npz;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The book's network (chapter, tables 5.1 and 5.2): Affine1, Relu1, Affine2, and SoftmaxWithLoss as the last layer.
 * {@link #params()} are W1 [inputs, hidden], b1 [hidden], W2 [hidden, outputs], b2 [outputs]. The initial biases are
 * zero, the initial weights independent normal variates of mean 0.
 */
public final class TwoLayerNet extends Classifier {
    /** The book's standard deviation of the initial weights. */
    public static final double WEIGHT_INIT_STD = 0.01;

    /** A network with the book's standard deviation of 0.01. */
    public TwoLayerNet(int inputSize, int hiddenSize, int outputSize, long seed) {
        this(inputSize, hiddenSize, outputSize, WEIGHT_INIT_STD, seed);
    }

    /**
     * A network with initial weights of any scale.
     *
     * @param weightInitStd the standard deviation of the initial weights
     * @param seed where they come from
     */
    public TwoLayerNet(int inputSize, int hiddenSize, int outputSize, double weightInitStd, long seed) {
        this(checked(inputSize, hiddenSize, outputSize, weightInitStd), weightInitStd, new Rng(seed));
    }

    private TwoLayerNet(int[] sizes, double std, Rng rng) {
        super(
                List.of(
                        Affine.of("affine1", sizes[0], sizes[1], Initializer.normal(std), rng),
                        new Relu("relu1"),
                        Affine.of("affine2", sizes[1], sizes[2], Initializer.normal(std), rng)),
                new SoftmaxWithLoss());
    }

    private static int[] checked(int inputSize, int hiddenSize, int outputSize, double std) {
        if (inputSize < 1 || hiddenSize < 1 || outputSize < 1) {
            throw new IllegalArgumentException("twoLayerNet: sizes must be at least 1: inputs " + inputSize
                    + ", hidden units " + hiddenSize + ", outputs " + outputSize);
        }
        if (!(std >= 0 && std <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "twoLayerNet: the standard deviation must be finite and not negative: " + std);
        }
        return new int[] {inputSize, hiddenSize, outputSize};
    }

    /**
     * A network with the parameters of a file, which determine its size.
     *
     * @param file what {@link #save(Path)} or NumPy wrote: W1, b1, W2, b2
     * @throws IOException if reading fails, or these are not the parameters of such a network
     */
    public static TwoLayerNet fromFile(Path file) throws IOException {
        Map<String, Tensor> tensors = Npz.read(file);
        Tensor w1 = tensors.get("W1");
        Tensor w2 = tensors.get("W2");
        if (w1 == null || w2 == null || w1.rank() != 2 || w2.rank() != 2 || w1.size() == 0 || w2.size() == 0) {
            throw new FormatException(
                    file + ": not a TwoLayerNet's parameters: matrices W1 and W2 needed, found " + tensors.keySet());
        }
        TwoLayerNet network = new TwoLayerNet(w1.dim(0), w1.dim(1), w2.dim(1), 0, 0);
        network.loadParameters(file);
        return network;
    }
}
