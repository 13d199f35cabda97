package io.katsuo.bench.claim.sides;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How far the gradients of both sides are apart: d = backpropagation − difference, g = backpropagation. Entries whose
 * difference spans a kink are left out.
 *
 * @param parameters the figures of each parameter
 */
public record Agreement(List<OfParameter> parameters) {
    /**
     * The figures of one parameter.
     *
     * @param name the parameter
     * @param compared how many entries were compared
     * @param kinked how many were left out
     * @param mean the mean of |d|; NaN if none was compared
     * @param relative max|d|/max|g|; NaN if none was compared
     */
    public record OfParameter(String name, int compared, int kinked, double mean, double relative) {}

    /** Copies the list. */
    public Agreement {
        parameters = List.copyOf(parameters);
    }

    /**
     * Computes both gradients, and proves that they agree.
     *
     * @param way how they are computed
     * @param task of what
     * @return how far they are apart
     * @throws IllegalStateException if that is too far
     */
    public static Agreement check(Way way, Task task) {
        return check(way, task, way.sides(task));
    }

    static Agreement check(Way way, Task task, Sides sides) {
        sides.backpropagation().run();
        double[][] gradient = sides.backpropagation().gradient();
        double[][] derivatives = sides.differentiation().derivatives();
        List<boolean[]> kinks = task.kinks(way.step());
        List<OfParameter> parameters = new ArrayList<>();
        for (int i = 0; i < gradient.length; i++) {
            int[] entries = task.entries(gradient[i].length);
            OfParameter found = compare(task.names().get(i), gradient[i], entries, derivatives[i], kinks.get(i));
            parameters.add(found);
            if (found.compared() > 0 && !(found.relative() <= way.limit())) {
                throw new IllegalStateException(String.format(
                        Locale.ROOT,
                        "claim: the two gradients differ, nothing was timed: %s, %s: max|d|/max|g| = %.1e, allowed %.0e",
                        way.title(),
                        found.name(),
                        found.relative(),
                        way.limit()));
            }
        }
        Agreement agreement = new Agreement(parameters);
        if (agreement.compared() == 0) {
            throw new IllegalStateException(
                    "claim: all differences span kinks, nothing was compared or timed: " + way.title());
        }
        return agreement;
    }

    private static OfParameter compare(
            String name, double[] gradient, int[] entries, double[] derivatives, boolean[] kinked) {
        double largest = 0;
        for (double g : gradient) {
            largest = Math.max(largest, Math.abs(g));
        }
        double worst = 0;
        double sum = 0;
        int compared = 0;
        for (int e = 0; e < entries.length; e++) {
            if (!kinked[e]) {
                double d = Math.abs(gradient[entries[e]] - derivatives[e]);
                // Math.max keeps a NaN.
                worst = Math.max(worst, d);
                sum += d;
                compared++;
            }
        }
        return new OfParameter(
                name,
                compared,
                entries.length - compared,
                sum / compared,
                compared == 0 ? Double.NaN : worst == 0 ? 0 : worst / largest);
    }

    /**
     * The worst of the parameters that were compared.
     *
     * @return the largest max|d|/max|g|
     */
    public double worst() {
        return parameters.stream()
                .filter(parameter -> parameter.compared() > 0)
                .mapToDouble(OfParameter::relative)
                .max()
                .orElseThrow();
    }

    /**
     * How many entries were compared.
     *
     * @return those of all parameters
     */
    public int compared() {
        return parameters.stream().mapToInt(OfParameter::compared).sum();
    }

    /**
     * How many entries were left out.
     *
     * @return those of all parameters
     */
    public int kinked() {
        return parameters.stream().mapToInt(OfParameter::kinked).sum();
    }
}
