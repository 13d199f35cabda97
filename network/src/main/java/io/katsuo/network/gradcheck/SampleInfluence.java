package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Whether the samples of a batch influence each other: of two batches that differ in some samples only, the others must
 * come out the same. Forward, batches are made for every binary digit of the samples' numbers, with the samples changed
 * that have a 1 there, then those that have a 0: of any two samples one changes without the other, and the other way
 * round. Backward, only the last sample is changed.
 */
final class SampleInfluence {
    /** Relative to the largest value; a layer may add up in another order, but no more. */
    private static final double SAME = 1e-5;

    private SampleInfluence() {}

    /** The batch with its last sample turned round and moved, so that every value in it differs. */
    static Tensor altered(Tensor x) {
        int last = rows(x) - 1;
        return altered(x, row -> row == last);
    }

    private static int rows(Tensor x) {
        return x.rank() < 2 ? 1 : x.dim(0);
    }

    private static Tensor altered(Tensor x, IntPredicate alters) {
        float[] values = x.toArray();
        int rows = rows(x);
        int width = values.length / Math.max(rows, 1);
        float[] result = values.clone();
        for (int row = 0; row < rows; row++) {
            for (int i = 0; alters.test(row) && i < width; i++) {
                result[(row + 1) * width - 1 - i] = 0.25f + 0.5f * values[row * width + i];
            }
        }
        return Tensor.wrap(result, x.shape().dims());
    }

    /**
     * What is wrong with the way forward, in words, found by going forward only: two calls that differ, or samples that
     * influence each other. The last batch that the layers see is that of {@link #altered(Tensor)}: what they wrongly keep
     * is then not the batch that is checked next.
     *
     * @param previous the pass with the batch of {@link #altered(Tensor)}
     */
    static Optional<String> forward(Subject subject, FloatPass previous) {
        float[][] plain = values(subject, subject.x(), previous);
        Optional<String> found = Optional.empty();
        int rows = subject.rows();
        for (int bit = 1; bit < rows && found.isEmpty(); bit <<= 1) {
            int digit = bit;
            IntPredicate ones = row -> (row & digit) != 0;
            found = influence(subject, plain, ones, previous)
                    .or(() -> influence(subject, plain, ones.negate(), previous));
        }
        float[][] again = values(subject, altered(subject.x()), previous);
        for (int l = 1; l <= subject.depth(); l++) {
            if (!Arrays.equals(again[l], previous.values[l])) {
                return Optional.of(subject.layers().get(l - 1).name()
                        + ".forward: two calls with the same input differ: it is random, or depends on calls before");
            }
        }
        return found;
    }

    private static Optional<String> influence(
            Subject subject, float[][] plain, IntPredicate changes, FloatPass previous) {
        float[][] values = values(subject, altered(subject.x(), changes), previous);
        for (int l = 1; l <= subject.depth(); l++) {
            if (differ(plain[l], values[l], subject.rows(), changes.negate())) {
                return Optional.of(subject.layers().get(l - 1).name()
                        + ".forward lets samples influence each other: outputs of a sample change with other samples");
            }
        }
        return Optional.empty();
    }

    /** What comes out of each layer; each gets a copy, so that one that writes into its input is not blamed for more. */
    private static float[][] values(Subject subject, Tensor x, FloatPass like) {
        float[][] values = new float[subject.depth() + 1][];
        Tensor value = x;
        for (int l = 0; l <= subject.depth(); l++) {
            values[l] = value.toArray();
            if (l < subject.depth()) {
                Tensor input = Tensor.copyOf(values[l], like.shapes[l].dims());
                value = subject.layers().get(l).forward(input);
            }
        }
        return values;
    }

    /** The first layer on the way back that lets samples influence each other, in words. */
    static Optional<String> backward(Subject subject, FloatPass one, FloatPass other) {
        int rows = subject.rows();
        for (int l = subject.depth(); rows > 1 && l >= 0; l--) {
            boolean given = one.derivatives[l] != null;
            if (given && differ(one.derivatives[l], other.derivatives[l], rows, row -> row < rows - 1)) {
                String name = l == subject.depth()
                        ? subject.head().name()
                        : subject.layers().get(l).name();
                return Optional.of(name + ".backward lets samples influence each other:"
                        + " derivatives by the others change with the last one");
            }
        }
        return Optional.empty();
    }

    private static boolean differ(float[] a, float[] b, int rows, IntPredicate compares) {
        int width = a.length / rows;
        float largest = 0;
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
