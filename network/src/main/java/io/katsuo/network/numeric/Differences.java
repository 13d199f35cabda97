package io.katsuo.network.numeric;

import io.katsuo.core.parallel.Parallel;
import java.util.List;

/**
 * Derivatives of the loss of a {@link DoubleNetwork} by entries of one parameter, or of the samples.
 *
 * @param entries the entries, row-major, ascending
 * @param kinked whether the formula of a unit has a kink between the points of the difference
 */
public record Differences(int[] entries, double[] values, boolean[] kinked) {
    /** One derivative costs many evaluations of formulas, so that even a few are worth several threads. */
    private static final long WORK_OF_A_DERIVATIVE = 1 << 16;

    static Differences of(int[] entries) {
        return new Differences(entries, new double[entries.length], new boolean[entries.length]);
    }

    void fill(DoubleNetwork network, int parameter, Stencil stencil, CheckProgress progress) {
        Parallel.run(entries.length * WORK_OF_A_DERIVATIVE, entries.length, (from, to) -> {
            Perturbation perturbation = Perturbation.of(network, parameter);
            for (int i = from; i < to; i++) {
                values[i] = perturbation.difference(entries[i], stencil);
                kinked[i] = perturbation.crossedKink();
                progress.advance();
            }
        });
    }

    /**
     * Takes those derivatives again that differ from expected ones, with other stencils, until one agrees: which step
     * suits a loss depends on its curvature along the entry and on its rounding. A derivative that agrees with none of the
     * stencils stays as it is.
     *
     * @param parameter the parameter, counted through the network; their number for the samples
     * @param stencils the other stencils; not used where a unit has a kink between their points
     * @return the derivatives, those that agreed as they were
     */
    public Differences retry(
            DoubleNetwork network, int parameter, List<Stencil> stencils, double[] expected, double allowed) {
        double[] again = values.clone();
        Parallel.run(entries.length * WORK_OF_A_DERIVATIVE, entries.length, (from, to) -> {
            Perturbation perturbation = null;
            for (int e = from; e < to; e++) {
                if (kinked[e] || Math.abs(expected[e] - again[e]) <= allowed) {
                    continue;
                }
                perturbation = perturbation == null ? Perturbation.of(network, parameter) : perturbation;
                for (Stencil stencil : stencils) {
                    double derivative = perturbation.difference(entries[e], stencil);
                    if (!perturbation.crossedKink() && Math.abs(expected[e] - derivative) <= allowed) {
                        again[e] = derivative;
                        break;
                    }
                }
            }
        });
        return new Differences(entries, again, kinked);
    }
}
