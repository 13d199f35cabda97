package io.katsuo.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The losses and reports of a run so far; grows with the run, however many iterations are asked for. */
final class TrainingLog {
    private static final int FIRST_CAPACITY = 1024;

    private final List<EpochReport> epochs = new ArrayList<>();
    private double[] losses = new double[FIRST_CAPACITY];
    private int iterations;

    void add(double loss) {
        if (iterations == losses.length) {
            losses = Arrays.copyOf(losses, Math.addExact(iterations, Math.min(iterations, Integer.MAX_VALUE / 4)));
        }
        losses[iterations++] = loss;
    }

    void add(EpochReport report) {
        epochs.add(report);
    }

    /** Continues another run's log. */
    void addAll(double[] earlier, List<EpochReport> reports) {
        for (double loss : earlier) {
            add(loss);
        }
        epochs.addAll(reports);
    }

    /** The loss of the last iteration; NaN before the first. */
    double lastLoss() {
        return iterations == 0 ? Double.NaN : losses[iterations - 1];
    }

    int iterations() {
        return iterations;
    }

    double[] losses() {
        return Arrays.copyOf(losses, iterations);
    }

    List<EpochReport> epochs() {
        return epochs;
    }
}
