package io.katsuo.bench.claim;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of a network with one hidden layer, and its multiply-adds. Only matrix products count; they are nearly all of the
 * operations.
 *
 * @param inputs the number of inputs, I
 * @param hidden the number of hidden units, H
 * @param outputs the number of classes, O
 */
record NetSize(int inputs, int hidden, int outputs) {
    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,5})-([1-9]\\d{0,5})-([1-9]\\d{0,5})");

    /** Parses a size such as {@code 784-50-10}. */
    static NetSize of(String text) {
        Matcher sizes = TEXT.matcher(text);
        if (!sizes.matches()) {
            throw new IllegalArgumentException("net: not INPUTS-HIDDEN-OUTPUTS: \"" + text + "\"");
        }
        return new NetSize(
                Integer.parseInt(sizes.group(1)), Integer.parseInt(sizes.group(2)), Integer.parseInt(sizes.group(3)));
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
