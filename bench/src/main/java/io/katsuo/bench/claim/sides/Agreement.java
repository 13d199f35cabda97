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
     * @param mean the mean of |d|
     * @param relative max|d|/max|g|
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
            if (!(found.relative() <= way.limit())) {
                throw new IllegalStateException(String.format(
                        Locale.ROOT,
                        "claim: the two gradients differ, nothing was timed: %s, %s: max|d|/max|g| = %.1e, allowed %.0e",
                        way.title(),
                        found.name(),
                        found.relative(),
                        way.limit()));
            }
        }
        return new Agreement(parameters);
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
                compared == 0 ? 0 : sum / compared,
                worst == 0 ? 0 : worst / largest);
    }

    /**
     * The worst of the parameters.
     *
     * @return the largest max|d|/max|g|
     */
    public double worst() {
        return parameters.stream().mapToDouble(OfParameter::relative).max().orElse(0);
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
