package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Describes what a wrong gradient looks like, from the values alone. */
final class ErrorPatterns {
    /** How well a pattern must fit, relative to the norm. Rounding is far below, a coincidence far above. */
    private static final double FIT = 1e-3;

    private final double[] got;
    private final double[] want;
    private final Context context;

    private ErrorPatterns(double[] got, double[] want, Context context) {
        this.got = got;
        this.want = want;
        this.context = context;
    }

    /**
     * What is known besides the two gradients.
     *
     * @param shape the gradient's
     * @param samples the number of samples
     * @param outputs the number of the layer's outputs for a sample
     * @param dout the derivative with respect to the layer's outputs; empty for a loss
     * @param previous this gradient as it was for another batch before, or null
     * @param x the layer's input if the gradient is by it, otherwise null
     * @param weights a square weight matrix of the layer, or null
     */
    record Context(
            Shape shape, int samples, int outputs, double[] dout, double[] previous, double[] x, double[] weights) {
        /** What is known of the gradient of a function or a loss. */
        static Context of(Shape shape, int samples, int outputs, double[] previous) {
            return new Context(shape, samples, outputs, new double[0], previous, null, null);
        }
    }

    /** The first pattern that fits, in words; empty if none does. */
    static Optional<String> find(double[] got, double[] want, Context context) {
        ErrorPatterns patterns = new ErrorPatterns(got, want, context);
        return Stream.of(
                        patterns.notFinite(),
                        patterns.zero(),
                        patterns.ratio(),
                        patterns.someWrong(true),
                        patterns.wrongAxis(),
                        patterns.transposed(),
                        patterns.ofDout(),
                        patterns.ofEarlierBatch(),
                        patterns.atKinks(),
                        patterns.someWrong(false))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> when(boolean fits, String text) {
        return fits ? Optional.of(text) : Optional.empty();
    }

    private Optional<String> notFinite() {
        return Arrays.stream(got)
                .filter(value -> !Double.isFinite(value))
                .mapToObj(value -> "it has entries that are not finite (" + value + ")")
                .findFirst();
    }

    private Optional<String> zero() {
        return when(
                Arrays.stream(got).allMatch(value -> value == 0), "it is zero everywhere: dropped, or never written");
    }

    private Optional<String> ratio() {
        double product = 0;
        double squares = 0;
        for (int i = 0; i < want.length; i++) {
            product += got[i] * want[i];
            squares += want[i] * want[i];
        }
        double ratio = product / squares;
        if (squares == 0 || ratio == 0 || !fits(i -> ratio * want[i])) {
            return Optional.empty();
        }
        int n = context.samples;
        // A small number of samples cannot be told from an ordinary factor.
        String orFactor = n <= 4 ? ", or a factor of " + n : "";
        if (near(ratio, -1)) {
            return Optional.of("the sign is wrong: it is the negative");
        }
        if (n > 1 && near(ratio, n)) {
            return Optional.of(
                    "it is N = " + n + " times too large: the mean over the N samples is missing" + orFactor);
        }
        if (n > 1 && near(ratio, 1.0 / n)) {
            return Optional.of(
                    "it is N = " + n + " times too small: the mean over the N samples is taken twice" + orFactor);
        }
        int outputs = context.outputs;
        if (outputs > 1 && (near(ratio, outputs) || near(ratio, 1.0 / outputs))) {
            return Optional.of(
                    "a constant ratio of " + figure(ratio) + ", as the number of outputs, " + outputs + ", would make");
        }
        return Optional.of("a constant ratio: it is " + figure(ratio) + " times what it should be");
    }

    private static boolean near(double a, double b) {
        return Math.abs(a - b) <= FIT * Math.abs(b);
    }

    private static String figure(double ratio) {
        double off = ratio - 1;
        return Math.abs(off) < 0.01
                ? String.format(Locale.ROOT, "1 %s %.1e", off < 0 ? "-" : "+", Math.abs(off))
                : String.format(Locale.ROOT, "%.4g", ratio);
    }

    private Optional<String> transposed() {
        if (context.shape.rank() != 2 || context.shape.dim(0) == 1 || context.shape.dim(1) == 1) {
            return Optional.empty();
        }
        int rows = context.shape.dim(0);
        int columns = context.shape.dim(1);
        return when(fits(i -> want[i % rows * columns + i / rows]), "it is transposed");
    }

    /** A bias gradient that sums over the outputs instead of the samples, or does not sum. */
    private Optional<String> wrongAxis() {
        int m = context.outputs;
        int n = context.dout.length / m;
        if (context.x != null || n == 0 || context.shape.rank() != 1 || got.length != m) {
            return Optional.empty();
        }
        for (int row = 0; row < n; row++) {
            int at = row * m;
            if (n > 1 && fits(i -> context.dout[at + i])) {
                return Optional.of("it is that of sample " + row + " alone, not summed over the samples");
            }
        }
        double[] sums = new double[m];
        for (int i = 0; i < Math.min(n, m) * m; i++) {
            sums[i / m] += context.dout[i];
        }
        double all = Arrays.stream(context.dout).sum();
        // The rows of softmax's derivative sum to 0, up to rounding.
        double rounding = ErrorBound.largest(context.dout) * 1e-6;
        return when(fits(i -> sums[i], rounding) || fits(i -> all, rounding), "it is summed over the wrong axis");
    }

    /** Derivatives with respect to the input that are made of {@code dout} in a wrong way. */
    private Optional<String> ofDout() {
        if (context.x == null) {
            return Optional.empty();
        }
        double[] dout = context.dout;
        int n = context.outputs;
        boolean square = context.weights != null && context.weights.length == n * n && dout.length == got.length;
        if (square && fits(i -> timesWeights(i / n * n, i % n))) {
            return Optional.of("the weights are transposed: W where its transpose belongs");
        }
        if (dout.length != got.length) {
            return Optional.empty();
        }
        boolean zeros = Arrays.stream(want).anyMatch(value -> value == 0);
        return when(fits(i -> dout[i]), "it is dout itself, passed on unchanged: the layer's own derivative is missing")
                .or(() -> when(
                        zeros && fits(i -> want[i] == 0 ? dout[i] : 0),
                        "the mask is inverted: it is zero where dout should pass and passes where it should not"));
    }

    private double timesWeights(int row, int column) {
        double sum = 0;
        for (int k = 0; k < context.outputs; k++) {
            sum += context.dout[row + k] * context.weights[k * context.outputs + column];
        }
        return sum;
    }

    private Optional<String> ofEarlierBatch() {
        double[] previous = context.previous;
        return when(
                        previous != null && fits(i -> previous[i] + want[i]),
                        "it is added to the gradient of the batch before instead of replacing it")
                .or(() -> when(
                        previous != null && fits(i -> previous[i]),
                        "it stays the same when the last sample changes: not all samples are summed, or something is"
                                + " kept from an earlier batch"));
    }

    /** The places that are wrong, ascending. */
    private int[] wrong() {
        double scale = FIT * ErrorBound.largest(want);
        return IntStream.range(0, got.length)
                .filter(i -> Math.abs(got[i] - want[i]) > scale)
                .toArray();
    }

    private Optional<String> atKinks() {
        boolean byInput = context.x != null && context.x.length == got.length;
        int[] wrong = byInput ? wrong() : new int[0];
        return when(
                wrong.length > 0 && Arrays.stream(wrong).allMatch(i -> context.x[i] == 0),
                "it is wrong only where the input is exactly 0: > and >= are confused");
    }

    private Optional<String> someWrong(boolean zeroOnly) {
        int rows = context.shape.rank() == 0 ? 1 : Math.max(1, context.shape.dim(0));
        int width = got.length / rows;
        int[] places = wrong();
        int wrong = places.length;
        long zeros = Arrays.stream(places).filter(i -> got[i] == 0).count();
        if (wrong == 0 || wrong == got.length || zeros < wrong && (zeroOnly || wrong > got.length / 2)) {
            return Optional.empty();
        }
        int first = places[0] / width;
        int last = places[wrong - 1] / width;
        String where = first == last && rows > 1 ? ", all in row " + last : "";
        return Optional.of(
                wrong + " of " + got.length + " entries are wrong" + where + (zeros == wrong ? ": they are zero" : ""));
    }

    /** Whether the gradient is this candidate, and the candidate is not what was wanted. */
    private boolean fits(IntToDoubleFunction candidate) {
        return fits(candidate, 0);
    }

    private boolean fits(IntToDoubleFunction candidate, double rounding) {
        double errors = 0;
        double distance = 0;
        double squares = 0;
        for (int i = 0; i < got.length; i++) {
            double value = candidate.applyAsDouble(i);
            errors += (got[i] - value) * (got[i] - value);
            distance += (want[i] - got[i]) * (want[i] - got[i]);
            squares += value * value;
        }
        double allowed = FIT * FIT * squares + got.length * rounding * rounding;
        return allowed > 0 && errors <= allowed && errors < distance * 0.01;
    }
}
