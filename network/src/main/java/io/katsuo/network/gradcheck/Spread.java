package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Tensor;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** How far the results of disturbed runs spread: sums of the squares of changes, at last the roots of their means. */
final class Spread {
    final double[][] values;
    final double[][] derivatives;
    final double[][][] gradients;
    final double[] loss = new double[1];

    Spread(int depth) {
        this.values = new double[depth + 1][];
        this.derivatives = new double[depth + 1][];
        this.gradients = new double[depth][][];
    }

    void add(double[][] to, int at, Tensor moved, double[] original) {
        to[at] = to[at] == null ? new double[original.length] : to[at];
        double[] squares = to[at];
        float[] now = moved.toArray();
        for (int i = 0; i < squares.length; i++) {
            double change = now[i] - original[i];
            squares[i] += Double.isFinite(change) ? change * change : 0;
        }
    }

    void roots(int runs) {
        Stream.of(Stream.of(values, derivatives, new double[][] {loss}), Arrays.stream(gradients))
                .flatMap(Function.identity())
                .filter(Objects::nonNull)
                .flatMap(Arrays::stream)
                .filter(Objects::nonNull)
                .forEach(squares -> Arrays.setAll(squares, i -> Math.sqrt(squares[i] / runs)));
    }
}
