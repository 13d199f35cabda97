package io.katsuo.network.numeric;

import java.util.function.DoubleUnaryOperator;

/** See {@link Stencil#ridders}. Ridders, Advances in Engineering Software 4 (1982). */
record Ridders(double step) implements Stencil {
    private static final int STEPS = 30;
    private static final double SHRINK = 1.4;

    @Override
    public double derivative(DoubleUnaryOperator f, double x) {
        double[] above = new double[STEPS];
        double[] row = new double[STEPS];
        double best = Double.NaN;
        double leastError = Double.NaN;
        double h = step;
        double ulp = Math.ulp(f.applyAsDouble(x));
        for (int i = 0; i < STEPS; i++, h /= SHRINK) {
            row[0] = Stencil.central(h).derivative(f, x);
            double factor = SHRINK * SHRINK;
            for (int j = 1; j <= i; j++, factor *= SHRINK * SHRINK) {
                row[j] = (factor * row[j - 1] - above[j - 1]) / (factor - 1);
                // Where rounding dominates, two numbers may agree by chance: the rounding error is part of the
                // estimate.
                double error = Math.max(Math.abs(row[j] - row[j - 1]), Math.abs(row[j] - above[j - 1])) + ulp / h;
                if (!(error >= leastError)) {
                    best = row[j];
                    leastError = error;
                }
            }
            double[] spare = above;
            above = row;
            row = spare;
        }
        return best;
    }
}
