package io.katsuo.network.gradcheck;

import java.util.List;
import java.util.Locale;

/**
 * The result of a {@link GradientCheck}.
 *
 * @param subject what was checked
 * @param entries one for each parameter, in the network's order, then one for the input if it was asked for
 * @param layers one for each layer in the order of the backward pass, the loss first
 * @param forward the comparison of the forward passes in float32 and in double
 * @param findings what is wrong, most telling first; empty if nothing is
 * @param notes remarks on what was compared, which are no mistakes
 * @since 0.1
 */
public record GradientReport(
        String subject,
        List<CheckedParameter> entries,
        List<CheckedLayer> layers,
        CheckedForward forward,
        List<String> findings,
        List<String> notes) {
    /** A report of these findings; the lists are copied. */
    public GradientReport {
        entries = List.copyOf(entries);
        layers = List.copyOf(layers);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /**
     * The verdict on everything.
     *
     * @return true if something was compared and nothing is wrong
     */
    public boolean passed() {
        return findings.isEmpty()
                && forward.passed()
                && !entries.isEmpty()
                && entries.stream().allMatch(CheckedParameter::passed)
                && layers.stream().allMatch(CheckedLayer::passed);
    }

    /**
     * The verdict in a sentence: what was compared, or the most telling of the findings.
     *
     * @return such as {@code passed: 39,760 derivatives …} or {@code FAILED: affine2.backward disagrees …}
     */
    public String reason() {
        if (passed()) {
            return String.format(
                    Locale.ROOT,
                    Double.isNaN(forward.doubleLoss())
                            ? "passed: %,d derivatives agree with differences of the values, within their noise"
                            : "passed: %,d derivatives agree with differences in double, within what float32 can do",
                    entries.stream().mapToInt(CheckedParameter::checked).sum());
        }
        return "FAILED: " + (findings.isEmpty() ? "nothing was compared" : findings.getFirst());
    }

    /**
     * The entry of a parameter.
     *
     * @param name its name, such as {@code W1}, or {@code x} for the input
     * @return the entry
     * @throws IllegalArgumentException if there is none
     */
    public CheckedParameter entry(String name) {
        return entries.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("gradientReport: no entry of that name: " + name));
    }

    GradientReport withFindings(List<String> found) {
        return new GradientReport(subject, entries, layers, forward, found, notes);
    }

    /**
     * Fails a test, of any framework, if the check did not pass.
     *
     * @return this report
     * @throws AssertionError with the whole table, if the check did not pass
     */
    public GradientReport assertPassed() {
        if (!passed()) {
            throw new AssertionError(toString());
        }
        return this;
    }

    /**
     * The report as JSON (RFC 8259). Numbers that JSON has none for, NaN and infinities, are {@code null}.
     *
     * @return one object: {@code passed}, {@code reason}, {@code parameters} and so on
     */
    public String toJson() {
        return ReportJson.of(this);
    }

    /** A table with a line for each parameter, and what is wrong. */
    @Override
    public String toString() {
        return ReportTable.of(this);
    }
}
