package io.katsuo.network.gradcheck;

import io.katsuo.layers.LossLayer;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a loss multiplies its derivative by the {@code dout} it is given. Training always gives 1, so nothing else would
 * show that it does not.
 */
final class Scaling {
    private static final float FACTOR = 3;

    /** Relative to the largest value: a loss may multiply early or late, and rounds differently then. */
    private static final double SAME = 1e-5;

    private Scaling() {}

    /** What is wrong, in words; the loss has gone forward before. */
    static Optional<String> faultOf(LossLayer loss) {
        float[] single = loss.backward(1).toArray();
        float[] scaled = loss.backward(FACTOR).toArray();
        int worst = farthest(scaled, single, FACTOR);
        if (worst < 0) {
            return Optional.empty();
        }
        if (farthest(scaled, single, 1) < 0) {
            return Optional.of("it ignores dout: backward(3) is the same as backward(1)");
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "dout enters wrongly: backward(3) is not 3 times backward(1) (farthest off: %.7g instead of %.7g)",
                scaled[worst],
                FACTOR * single[worst]));
    }

    /** Where the one differs most from a multiple of the other, beyond rounding; -1 if nowhere. */
    private static int farthest(float[] scaled, float[] single, float factor) {
        double allowed = SAME * factor * ErrorBound.largest(WayBack.doubles(single));
        double most = allowed;
        int at = -1;
        for (int i = 0; i < scaled.length; i++) {
            // What is not a number is found by the comparison of backward(1).
            double distance = Math.abs((double) scaled[i] - (double) factor * single[i]);
            if (distance > most) {
                most = distance;
                at = i;
            }
        }
        return at;
    }
}
