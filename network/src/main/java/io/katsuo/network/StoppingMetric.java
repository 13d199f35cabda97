package io.katsuo.network;

/** The figure of the validation samples by which {@link Trainer#earlyStopping} selects the best report. */
public enum StoppingMetric {
    /** The smallest loss. */
    LOSS,
    /** The largest accuracy. */
    ACCURACY;

    /** Whether a report is better than another one; NaN is the worst. */
    boolean isBetter(EpochReport report, EpochReport than) {
        double a = this == LOSS ? -report.validationLoss() : report.validationAccuracy();
        double b = this == LOSS ? -than.validationLoss() : than.validationAccuracy();
        return a > b || Double.isNaN(b) && !Double.isNaN(a);
    }
}
