package io.katsuo.network.gradcheck;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The result of a self-test: which mistakes the gradient check finds in this network on this batch.
 *
 * @param verdict on the network without a planted mistake; if it failed, nothing was planted
 * @param sensitivity by parameter, the smallest error of a single entry that the check finds, relative to the largest
 *     derivative of that parameter; NaN if it did not find all planted errors of that size
 */
public record SelfTestReport(Verdict verdict, List<Trial> trials, Map<String, Double> sensitivity) {
    /** A report; list and map are copied. */
    public SelfTestReport {
        trials = List.copyOf(trials);
        sensitivity = Collections.unmodifiableMap(new LinkedHashMap<>(sensitivity));
    }

    /**
     * A planted mistake.
     *
     * @param where the parameter whose gradient has the mistake, or the layer whose backward pass has it
     * @param seen whether the check failed
     */
    public record Trial(String where, String mistake, boolean seen) {}

    /** The mistakes that the check did not find. */
    public List<Trial> missed() {
        return trials.stream().filter(trial -> !trial.seen()).toList();
    }

    /** The sensitivity in one line, then the missed mistakes. */
    @Override
    public String toString() {
        if (verdict == Verdict.FAILED) {
            return "self-test: the network has a mistake already, so none was planted";
        }
        String line = sensitivity.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%.1e (%s)", entry.getValue(), entry.getKey()))
                .collect(Collectors.joining(", "));
        String text = String.format(
                Locale.ROOT,
                "self-test: %d of %d planted mistakes seen; an error of this part of the largest derivative in any one"
                        + " entry would have been seen: %s",
                trials.size() - missed().size(),
                trials.size(),
                line);
        return missed().isEmpty()
                ? text
                : text
                        + missed().stream()
                                .map(trial -> System.lineSeparator() + "missed: " + trial.where + ", " + trial.mistake)
                                .collect(Collectors.joining());
    }
}
