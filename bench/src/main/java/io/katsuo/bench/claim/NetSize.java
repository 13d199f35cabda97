package io.katsuo.bench.claim;

import java.util.Arrays;

/**
 * The size of a network with one hidden layer, and its multiply-adds. Only matrix products count; they are nearly all of the
 * operations.
 *
 * @param inputs the number of inputs, I
 * @param hidden the number of hidden units, H
 * @param outputs the number of classes, O
 */
record NetSize(int inputs, int hidden, int outputs) {
    /** Parses a size such as {@code 784-50-10}. */
    static NetSize of(String text) {
        if (!text.matches("[1-9]\\d{0,5}(-[1-9]\\d{0,5}){2}")) {
            throw new IllegalArgumentException("net: not INPUTS-HIDDEN-OUTPUTS: \"" + text + "\"");
        }
        int[] sizes = Arrays.stream(text.split("-")).mapToInt(Integer::parseInt).toArray();
        return new NetSize(sizes[0], sizes[1], sizes[2]);
    }

    /** The number of entries of W1, b1, W2 and b2. */
    int[] parameterSizes() {
        return new int[] {inputs * hidden, hidden, hidden * outputs, outputs};
    }

    /** The number of weights and biases, P. */
    int parameters() {
        return Arrays.stream(parameterSizes()).sum();
    }

    /** Multiply-adds of a forward pass for one sample, I·H + H·O. */
    long forward() {
        return (long) inputs * hidden + (long) hidden * outputs;
    }

    /** Multiply-adds of a backward pass for one sample: the gradients of both weights and of the hidden units, I·H + 2·H·O. */
    long backward() {
        return forward() + (long) hidden * outputs;
    }

    /** Multiply-adds of 2·P losses divided by those of one backpropagation. */
    double predictedRatio() {
        return 2.0 * parameters() * forward() / (forward() + backward());
    }

    @Override
    public String toString() {
        return inputs + "-" + hidden + "-" + outputs;
    }
}
