package io.katsuo.bench.doctor;

import io.katsuo.bench.doctor.Finding.Level;
import java.util.List;

/**
 * All that the doctor has to say.
 *
 * @param facts what is known
 * @param measurements what was measured
 * @param findings what follows from them, the worst first
 */
record Diagnosis(Facts facts, Measurements measurements, List<Finding> findings) {
    static Diagnosis of(Facts facts, Measurements measurements) {
        return new Diagnosis(facts, measurements, Rules.findings(facts, measurements));
    }

    /** Whether Katsuo runs here, supported and right; it may be slow. */
    boolean isHealthy() {
        return count(Level.ERROR) == 0;
    }

    long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    /** The verdict, a line. */
    String verdict() {
        long warnings = count(Level.WARNING);
        if (!isHealthy()) {
            return "not fit: Katsuo would not run here, or not as it should";
        }
        if (warnings == 0) {
            return "healthy";
        }
        return "Katsuo gives right results here, but not at its best: " + warnings
                + (warnings == 1 ? " warning" : " warnings");
    }
}
