package io.katsuo.network.gradcheck;

import java.util.List;
import java.util.Locale;

/**
 * What a {@link GradientCheck} found.
 *
 * @param entries one for each parameter, in the network's order
 */
public record GradientReport(List<Entry> entries) {
    /**
     * A report of these findings.
     *
     * @param entries one for each parameter; copied
     */
    public GradientReport {
        entries = List.copyOf(entries);
    }

    /**
     * What was found for one parameter. {@code d} is back-propagation minus difference quotient.
     *
     * @param name the parameter's name
     * @param checked how many entries were compared
     * @param skipped how many were not, because a kink lies within the step
     * @param meanAbsoluteError the mean of {@code |d|}
     * @param maxAbsoluteError the largest {@code |d|}
     * @param maxRelativeError the largest {@code |d|} divided by the largest gradient
     * @param normRelativeError {@code ‖d‖ / (‖a‖ + ‖b‖)} of the two gradients
     * @param noiseFloor the {@code |d|} that rounding may cause whatever the size of this parameter's gradients
     * @param worstIndex where the largest {@code |d|} is, counted in row-major order
     * @param backpropagated the gradient there by back-propagation in float32
     * @param numerical the gradient there by differences in double
     */
    public record Entry(
            String name,
            int checked,
            int skipped,
            double meanAbsoluteError,
            double maxAbsoluteError,
            double maxRelativeError,
            double normRelativeError,
            double noiseFloor,
            int worstIndex,
            double backpropagated,
            double numerical) {
        /**
         * The verdict.
         *
         * @return true if entries were compared and the errors are below their thresholds, or below the noise floor
         */
        public boolean passed() {
            boolean small =
                    maxRelativeError <= GradientCheck.MAX_ERROR && normRelativeError <= GradientCheck.NORM_ERROR;
            return checked > 0 && (small || maxAbsoluteError <= noiseFloor);
        }
    }

    /**
     * The verdict on all parameters.
     *
     * @return true if there are some and each passed
     */
    public boolean passed() {
        return !entries.isEmpty() && entries.stream().allMatch(Entry::passed);
    }

    /** A table with a line for each parameter. */
    @Override
    public String toString() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%-10s %8s %6s %12s %14s %14s  %s%n",
                "parameter",
                "checked",
                "kinks",
                "mean |d|",
                "max|d|/max|g|",
                "|d|/(|a|+|b|)",
                "verdict"));
        for (Entry entry : entries) {
            table.append(String.format(
                    Locale.ROOT,
                    "%-10s %8d %6d %12.2e %14.2e %14.2e  %s%n",
                    entry.name,
                    entry.checked,
                    entry.skipped,
                    entry.meanAbsoluteError,
                    entry.maxRelativeError,
                    entry.normRelativeError,
                    entry.passed() ? "passed" : "FAILED at " + entry.worstIndex));
        }
        return table.toString().stripTrailing();
    }
}
