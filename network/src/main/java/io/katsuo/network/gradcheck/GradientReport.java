package io.katsuo.network.gradcheck;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The result of a {@link GradientCheck}.
 *
 * @param entries one for each parameter, in the network's order, then one for the input if it was checked
 * @param layers one for each layer in the order of the backward pass, the loss first
 * @param forward the comparison of the forward passes in float32 and in double
 * @param findings the errors, most informative first; empty if there are none
 * @param notes remarks on the comparison that are not errors
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

    /** The overall verdict: passed only if every parameter and every layer passed. */
    public Verdict verdict() {
        if (!findings.isEmpty() || !forward.passed()) {
            return Verdict.FAILED;
        }
        Stream<Verdict> all = Stream.concat(
                entries.stream().map(CheckedParameter::verdict), layers.stream().map(CheckedLayer::verdict));
        return entries.isEmpty() ? Verdict.NOT_SHOWN : Verdict.all(all.toList());
    }

    /** Whether the verdict is {@link Verdict#PASSED}: every part was tested, and nothing is wrong. */
    public boolean passed() {
        return verdict() == Verdict.PASSED;
    }

    /**
     * {@return a sentence with the verdict, what was compared, and the most informative finding or what was not tested}
     */
    public String reason() {
        return switch (verdict()) {
            case PASSED ->
                String.format(
                        Locale.ROOT,
                        Double.isNaN(forward.doubleLoss())
                                ? "passed: %,d derivatives agree with differences of the values, within their noise;"
                                        + " %,d of them are large enough to tell"
                                : "passed: %,d derivatives agree with differences in double, within what float32 can"
                                        + " do; %,d of them are large enough to tell",
                        entries.stream().mapToInt(CheckedParameter::checked).sum(),
                        entries.stream().mapToInt(CheckedParameter::shown).sum());
            case FAILED -> "FAILED: " + (findings.isEmpty() ? "the forward passes differ" : findings.getFirst());
            case NOT_SHOWN -> "not shown: " + untested();
        };
    }

    private String untested() {
        List<String> names = Stream.concat(
                        entries.stream()
                                .filter(entry -> entry.verdict() == Verdict.NOT_SHOWN)
                                .map(CheckedParameter::name),
                        layers.stream()
                                .filter(layer -> layer.verdict() == Verdict.NOT_SHOWN)
                                .map(CheckedLayer::name))
                .toList();
        return names.isEmpty()
                ? "nothing was compared"
                : "nothing was tested of " + String.join(", ", names) + ": " + Verdict.NOTHING_SHOWN;
    }

    /**
     * The entry of a parameter.
     *
     * @param name its name, such as {@code W1}, or {@code x} for the input
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

    /** Fails a test, of any framework, with the whole table if the check did not pass. */
    public GradientReport assertPassed() {
        if (!passed()) {
            throw new AssertionError(toString());
        }
        return this;
    }

    /**
     * {@return the report as one object of JSON (RFC 8259). NaN and infinities, which JSON cannot represent, are {@code
     * null}}
     */
    public String toJson() {
        return ReportJson.of(this);
    }

    /** A table with a line for each parameter, and the findings. */
    @Override
    public String toString() {
        return ReportTable.of(this);
    }
}
