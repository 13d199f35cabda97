package io.katsuo.layers;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;

/**
 * The initial weights of a layer: independent normal variates of mean 0 whose standard deviation may depend on the
 * numbers of inputs and outputs. In a deep network the standard deviation decides whether the network learns: every
 * layer multiplies the signal by a factor, which must be near 1.
 */
@FunctionalInterface
public interface Initializer {
    /** The book's 0.01, whatever the layer (chapter, class TwoLayerNet); too small for more than a few layers. */
    Initializer BOOK = normal(0.01);

    /**
     * √(2/inputs): a ReLU that switches half its inputs off keeps the mean square of the signal (He, Zhang, Ren and Sun
     * 2015, "Delving Deep into Rectifiers", equation 10).
     */
    Initializer HE = (inputs, outputs) -> Math.sqrt(2.0 / inputs);

    /**
     * √(2/(inputs + outputs)): for activations that are near the identity around 0, a compromise between keeping the
     * signal forward and the gradient backward (Glorot and Bengio 2010, "Understanding the difficulty of training deep
     * feedforward neural networks", equation 12, here with normal variates). Also called Glorot; some texts and programs
     * use √(1/inputs) under the same name.
     */
    Initializer XAVIER = (inputs, outputs) -> Math.sqrt(2.0 / (inputs + (double) outputs));

    /**
     * The standard deviation of the weights.
     *
     * @param inputs the number of inputs, at least 1
     * @param outputs the number of outputs, at least 1
     */
    double std(int inputs, int outputs);

    /**
     * Weights for a layer.
     *
     * @return a new matrix [inputs, outputs]
     * @throws IllegalArgumentException if a size is less than 1, or the standard deviation for them is negative or not
     *     finite as a float
     */
    default Tensor weights(Rng rng, int inputs, int outputs) {
        if (inputs < 1 || outputs < 1) {
            throw new IllegalArgumentException(
                    "weights: sizes must be at least 1: inputs " + inputs + ", outputs " + outputs);
        }
        return Tensor.normal(rng, 0, checked(std(inputs, outputs)), Shape.of(inputs, outputs));
    }

    /**
     * The same standard deviation for every layer.
     *
     * @throws IllegalArgumentException if it is negative or not finite as a float
     */
    static Initializer normal(double std) {
        double constant = checked(std);
        return (inputs, outputs) -> constant;
    }

    private static double checked(double std) {
        if (!(std >= 0 && std <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "initializer: the standard deviation must be finite and not negative: " + std);
        }
        return std;
    }
}
