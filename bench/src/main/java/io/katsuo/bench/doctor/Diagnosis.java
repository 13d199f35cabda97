package io.katsuo.bench.doctor;

import io.katsuo.bench.doctor.Finding.Level;
import io.katsuo.mnist.command.JsonText;
import java.util.List;

/**
 * The whole report; its components are the keys of {@code doctor --json}.
 *
 * @param healthy whether Katsuo runs here, supported and correctly; it may be slow
 * @param verdict the result in one line
 * @param findings what follows from facts and measurements, the worst first
 */
record Diagnosis(boolean healthy, String verdict, List<Finding> findings, Facts facts, Measurements measurements) {
    static Diagnosis of(Facts facts, Measurements measurements) {
        List<Finding> findings = Rules.findings(facts, measurements);
        boolean healthy = count(findings, Level.ERROR) == 0;
        long warnings = count(findings, Level.WARNING);
        String verdict = !healthy
                ? "not fit: Katsuo does not run here, or not as it should"
                : warnings == 0
                        ? "healthy"
                        : "Katsuo gives right results here, but not at its best: " + warnings
                                + (warnings == 1 ? " warning" : " warnings");
        return new Diagnosis(healthy, verdict, findings, facts, measurements);
    }

    private static long count(List<Finding> findings, Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    /** As JSON; unknown values are null. */
    String json() {
        return JsonText.of(this);
    }
}
