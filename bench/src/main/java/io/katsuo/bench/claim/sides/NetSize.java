package io.katsuo.bench.claim.sides;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of a network with one hidden layer, and how many multiply-adds it costs. Counted are those of the matrix
 * products, which are all but a few in a hundred of all operations.
 *
 * @param inputs the number of inputs, I
 * @param hidden the number of hidden units, H
 * @param outputs the number of classes, O
 */
public record NetSize(int inputs, int hidden, int outputs) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})-(\\d{1,6})-(\\d{1,6})");

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public NetSize {
        if (inputs < 1 || hidden < 1 || outputs < 1) {
            throw new IllegalArgumentException(
                    "net: sizes must be at least 1: " + inputs + "-" + hidden + "-" + outputs);
        }
    }

    /**
     * A size as text.
     *
     * @param text such as {@code 784-50-10}
     * @return the size
     * @throws IllegalArgumentException if it is none
     */
    public static NetSize of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("net: not INPUTS-HIDDEN-OUTPUTS: \"" + text + "\"");
        }
        return new NetSize(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    /**
     * The number of parameters, P = I·H + H + H·O + O.
     *
     * @return weights and biases
     */
    public int parameters() {
        return inputs * hidden + hidden + hidden * outputs + outputs;
    }

    /**
     * Multiply-adds of one pass forward: N·(I·H + H·O).
     *
     * @param batch the number of samples, N
     * @return how many
     */
    public long forward(int batch) {
        return batch * (first() + second());
    }

    /**
     * Multiply-adds of one pass back: the gradients of both weights, N·(I·H + H·O), and the derivative by the hidden
     * units, N·H·O.
     *
     * @param batch the number of samples, N
     * @param dataGradient whether the derivative by the samples is computed too, N·I·H more
     * @return how many
     */
    public long backward(int batch, boolean dataGradient) {
        return batch * (first() + 2 * second() + (dataGradient ? first() : 0));
    }

    private long first() {
        return (long) inputs * hidden;
    }

    private long second() {
        return (long) hidden * outputs;
    }

    @Override
    public String toString() {
        return inputs + "-" + hidden + "-" + outputs;
    }
}
