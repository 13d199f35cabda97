package io.katsuo.network.gradcheck;

/**
 * The comparison of results of the float32 code with what they should be, entry by entry.
 *
 * @param at the place that exceeds its tolerance most; -1 if none does
 * @param error the largest error; NaN if there is none or one is not a number
 * @param tolerance the largest accepted error
 * @param excess the largest error in multiples of its tolerance if that is above 1, otherwise 1
 * @param shown the number of entries that would have exceeded their tolerance if they were 0 or twice as large
 */
record Comparison(int at, double error, double tolerance, double excess, int shown) {
    static final Comparison NONE = new Comparison(-1, Double.NaN, Double.NaN, 1, 0);

    static Comparison of(double[] got, double[] want, double[] allowed) {
        int at = -1;
        double error = 0;
        double tolerance = 0;
        double most = 1;
        int shown = 0;
        for (int i = 0; i < got.length; i++) {
            double difference = Math.abs(got[i] - want[i]);
            // NaN exceeds every tolerance.
            double excess = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference / allowed[i];
            error = Double.isNaN(difference) || Double.isNaN(error) ? Double.NaN : Math.max(error, difference);
            tolerance = Math.max(tolerance, allowed[i]);
            if (difference != 0 && excess > most) {
                most = excess;
                at = i;
            }
            shown += Math.abs(want[i]) > allowed[i] ? 1 : 0;
        }
        return new Comparison(at, error, tolerance, most, shown);
    }

    boolean agrees() {
        return at < 0;
    }
}
