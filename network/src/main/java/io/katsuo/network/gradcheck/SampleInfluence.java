package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Whether the samples of a batch influence each other: of two batches that differ in some samples only, the results for
 * the other samples must be equal. The forward pass runs for every binary digit of the samples' numbers, first with the
 * samples altered whose digit is 1, then with those whose digit is 0: of any two samples one changes without the other.
 * In the backward pass only the last sample is altered.
 */
final class SampleInfluence {
    /** Relative to the largest value: a layer may add in another order, but must not differ by more. */
    private static final double SAME = 1e-5;

    private SampleInfluence() {}

    /**
     * What is wrong with the forward pass, in words: two calls that differ, or samples that influence each other. The last
     * batch that the layers see is the altered one: if they wrongly keep it, it differs from the batch that is checked.
     *
     * @param previous the pass with the altered batch
     */
    static Optional<String> forward(Stack stack, FloatPass previous) {
        double[][] plain = values(stack, stack.x(), previous);
        Optional<String> found = Optional.empty();
        for (int bit = 1; bit < stack.rows() && found.isEmpty(); bit <<= 1) {
            int digit = bit;
            IntPredicate ones = row -> (row & digit) != 0;
            found = influence(stack, plain, ones, previous).or(() -> influence(stack, plain, ones.negate(), previous));
        }
        double[][] again = values(stack, AlteredBatch.lastSample(stack.x()), previous);
        for (int l = 1; l <= stack.depth(); l++) {
            if (!Arrays.equals(again[l], previous.values[l])) {
                return Optional.of(stack.layers().get(l - 1).name()
                        + ".forward: two calls with the same input differ: it is random, or depends on calls before");
            }
        }
        return found;
    }

    private static Optional<String> influence(Stack stack, double[][] plain, IntPredicate changes, FloatPass previous) {
        double[][] values = values(stack, AlteredBatch.of(stack.x(), changes), previous);
        for (int l = 1; l <= stack.depth(); l++) {
            if (differ(plain[l], values[l], stack.rows(), changes.negate())) {
                return Optional.of(stack.layers().get(l - 1).name()
                        + ".forward lets samples influence each other: outputs of a sample change with other samples");
            }
        }
        return Optional.empty();
    }

    /** The output of each layer; each gets a copy, so that a layer that writes into its input does not alter others. */
    private static double[][] values(Stack stack, Tensor x, FloatPass like) {
        double[][] values = new double[stack.depth() + 1][];
        Tensor value = x;
        for (int l = 0; l <= stack.depth(); l++) {
            values[l] = value.toDoubles();
            if (l < stack.depth()) {
                Tensor input = Tensor.of(value.toArray()).reshape(like.shapes[l].dims());
                value = stack.layers().get(l).forward(input);
            }
        }
        return values;
    }

    /** The first layer in the backward pass that lets samples influence each other, in words. */
    static Optional<String> backward(Stack stack, FloatPass one, FloatPass other) {
        int rows = stack.rows();
        for (int l = stack.depth(); rows > 1 && l >= 0; l--) {
            boolean given = one.derivatives[l] != null;
            if (given && differ(one.derivatives[l], other.derivatives[l], rows, row -> row < rows - 1)) {
                String name = l == stack.depth()
                        ? stack.objective().name()
                        : stack.layers().get(l).name();
                return Optional.of(name + ".backward lets samples influence each other:"
                        + " derivatives by the others change with the last one");
            }
        }
        return Optional.empty();
    }

    private static boolean differ(double[] a, double[] b, int rows, IntPredicate compares) {
        int width = a.length / rows;
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = compares.test(i / width) ? Math.max(largest, Math.abs(a[i])) : largest;
        }
        for (int i = 0; i < a.length; i++) {
            if (compares.test(i / width) && Math.abs(a[i] - b[i]) > SAME * largest) {
                return true;
            }
        }
        return false;
    }
}
