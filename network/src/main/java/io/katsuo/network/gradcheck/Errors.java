package io.katsuo.network.gradcheck;

/**
 * The differences of two gradients {@code a} and {@code g} of one parameter, with {@code d = a - g} and {@code max|g|} over
 * all compared entries.
 *
 * @param meanAbsolute the mean of {@code |d|}
 * @param maxAbsolute the largest {@code |d|}
 * @param meanRelative the mean of {@code |d|} divided by {@code max|g|}
 * @param maxRelative the largest {@code |d|} divided by {@code max|g|}; 1 if only the second gradient is all 0
 * @param normRelative {@code ‖d‖ / (‖a‖ + ‖g‖)}, from 0 to 1
 */
public record Errors(
        double meanAbsolute, double maxAbsolute, double meanRelative, double maxRelative, double normRelative) {
    /** Errors of two gradients that agree bit for bit. */
    static final Errors NONE = new Errors(0, 0, 0, 0, 0);

    /** Sums errors, entry by entry; NaN counts as larger than every number. */
    static final class Sum {
        private int count;
        private int worst = -1;
        private double sum;
        private double max = -1;
        private double largest;
        private double largestValue;
        private double errorSquares;
        private double squares;
        private double otherSquares;

        void add(int index, double value, double reference) {
            double error = Math.abs(value - reference);
            if (!(error <= max) && !Double.isNaN(max)) {
                max = error;
                worst = index;
            }
            count++;
            sum += error;
            largest = Math.max(largest, Math.abs(reference));
            largestValue = Math.max(largestValue, Math.abs(value));
            errorSquares += error * error;
            squares += value * value;
            otherSquares += reference * reference;
        }

        int count() {
            return count;
        }

        /** The place of the largest error, or -1. */
        int worst() {
            return worst;
        }

        double largestReference() {
            return largest;
        }

        Errors errors() {
            if (count == 0) {
                return NONE;
            }
            double mean = sum / count;
            double scale = largest == 0 ? largestValue : largest;
            return new Errors(
                    mean,
                    max,
                    ratio(mean, scale),
                    ratio(max, scale),
                    ratio(Math.sqrt(errorSquares), Math.sqrt(squares) + Math.sqrt(otherSquares)));
        }

        /** A quotient that is 0 for no error, also if the gradients are all 0. */
        private static double ratio(double error, double scale) {
            return error == 0 ? 0 : error / scale;
        }
    }
}
