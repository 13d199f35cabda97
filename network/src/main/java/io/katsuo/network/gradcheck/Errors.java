package io.katsuo.network.gradcheck;

/**
 * How far two gradients of one parameter are apart. {@code d} is their difference, {@code g} the second of them, {@code
 * max|g|} taken over all compared entries.
 *
 * @param meanAbsolute the mean of {@code |d|}
 * @param maxAbsolute the largest {@code |d|}
 * @param meanRelative the mean of {@code |d|} divided by {@code max|g|}
 * @param maxRelative the largest {@code |d|} divided by {@code max|g|}; 1 if only the second gradient is all 0
 * @param norm {@code ‖d‖ / (‖a‖ + ‖g‖)}, from 0 to 1
 * @since 0.1
 */
public record Errors(double meanAbsolute, double maxAbsolute, double meanRelative, double maxRelative, double norm) {
    /** Errors of two gradients that agree bit for bit. */
    static final Errors NONE = new Errors(0, 0, 0, 0, 0);

    /** Sums errors up, entry by entry; a NaN is larger than anything and stays. */
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

        /** Where the largest error is, or -1. */
        int worst() {
            return worst;
        }

        double largestReference() {
            return largest;
        }

        double errorNorm() {
            return Math.sqrt(errorSquares);
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

        /** A quotient in which no error at all counts as 0, even beside gradients that are all 0. */
        private static double ratio(double error, double scale) {
            return error == 0 ? 0 : error / scale;
        }
    }
}
