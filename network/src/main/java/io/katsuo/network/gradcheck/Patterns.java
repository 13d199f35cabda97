package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Names what a wrong gradient looks like, from the values alone. */
final class Patterns {
    /** How well a pattern must fit, relative to the norm. Rounding is far below, a coincidence far above. */
    private static final double FIT = 1e-3;

    private final float[] got;
    private final double[] want;

    /** A gradient and what it should have been. */
    Patterns(float[] got, double[] want) {
        this.got = got;
        this.want = want;
    }

    /**
     * What is known besides the two gradients.
     *
     * @param shape the gradient's
     * @param samples the number of samples
     * @param outputs the number of the layer's outputs for a sample
     * @param dout the derivative by the layer's outputs; empty for a loss
     * @param previous this gradient as it was for the batch before, or null
     * @param x the layer's input if the gradient is by it, otherwise null
     * @param weights a square weight matrix of the layer, or null
     * @param stale what the layer's input in the batch before would have given, or null
     */
    record Context(
            Shape shape,
            int samples,
            int outputs,
            float[] dout,
            float[] previous,
            double[] x,
            double[] weights,
            double[] stale) {
        /** What is known of a function. */
        static Context ofFunction(Shape shape, int samples) {
            return new Context(shape, samples, 1, new float[0], null, null, null, null);
        }
    }

    /** The first pattern that fits, in words; empty if none does. */
    Optional<String> find(Context context) {
        List<Optional<String>> found = List.of(
                notFinite(),
                zero(),
                ratio(context),
                someWrong(context, true),
                wrongAxis(context),
                transposed(context),
                wrongWeights(context),
                passedOn(context),
                inverted(context),
                staleInput(context),
                accumulated(context),
                stale(context),
                atKinks(context),
                someWrong(context, false));
        return found.stream().flatMap(Optional::stream).findFirst();
    }

    private Optional<String> notFinite() {
        for (float value : got) {
            if (!Float.isFinite(value)) {
                return Optional.of("it has entries that are not finite (" + value + ")");
            }
        }
        return Optional.empty();
    }

    private Optional<String> zero() {
        for (float value : got) {
            if (value != 0) {
                return Optional.empty();
            }
        }
        return Optional.of("it is zero everywhere: dropped, or never written");
    }

    private Optional<String> ratio(Context context) {
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
        if (near(ratio, -1)) {
            return Optional.of("the sign is wrong: it is the negative");
        }
        if (n > 1 && near(ratio, n)) {
            return Optional.of("it is N = " + n + " times too large: the mean over the N samples is missing" + or(n));
        }
        if (n > 1 && near(ratio, 1.0 / n)) {
            return Optional.of(
                    "it is N = " + n + " times too small: the mean over the N samples is taken twice" + or(n));
        }
        boolean several = context.outputs > 1;
        if (several && (near(ratio, context.outputs) || near(ratio, 1.0 / context.outputs))) {
            return Optional.of("a constant ratio of " + figure(ratio) + ", as the number of outputs, " + context.outputs
                    + ", would make");
        }
        return Optional.of("a constant ratio: it is " + figure(ratio) + " times what it should be");
    }

    private static boolean near(double a, double b) {
        return Math.abs(a - b) <= FIT * Math.abs(b);
    }

    /** Few samples are as many as a factor that has nothing to do with them. */
    private static String or(int n) {
        return n <= 4 ? ", or a factor of " + n : "";
    }

    private static String figure(double ratio) {
        double off = ratio - 1;
        return Math.abs(off) < 0.01
                ? String.format(Locale.ROOT, "1 %s %.1e", off < 0 ? "-" : "+", Math.abs(off))
                : String.format(Locale.ROOT, "%.4g", ratio);
    }

    private Optional<String> staleInput(Context context) {
        return context.stale != null && fits(i -> context.stale[i])
                ? Optional.of("it is computed from the input of a batch before: what forward keeps is stale")
                : Optional.empty();
    }

    private Optional<String> stale(Context context) {
        return context.previous != null && fits(i -> context.previous[i])
                ? Optional.of(
                        "it stays the same when the last sample changes: something kept from forward is stale, or not"
                                + " all samples are summed")
                : Optional.empty();
    }

    private Optional<String> accumulated(Context context) {
        return context.previous != null && fits(i -> context.previous[i] + want[i])
                ? Optional.of("it is added to the gradient of the batch before instead of replacing it")
                : Optional.empty();
    }

    private Optional<String> transposed(Context context) {
        if (context.shape.rank() != 2 || context.shape.dim(0) == 1 || context.shape.dim(1) == 1) {
            return Optional.empty();
        }
        int rows = context.shape.dim(0);
        int columns = context.shape.dim(1);
        boolean fits = fits(i -> want[i % rows * columns + i / rows]);
        return fits ? Optional.of("it is transposed") : Optional.empty();
    }

    /** The derivative by the input with W where Wᵀ belongs, possible without an error if W is square. */
    private Optional<String> wrongWeights(Context context) {
        if (context.weights == null || context.x == null) {
            return Optional.empty();
        }
        int n = context.outputs;
        boolean fits = fits(i -> {
            double sum = 0;
            for (int k = 0; k < n; k++) {
                sum += context.dout[i / n * n + k] * context.weights[k * n + i % n];
            }
            return sum;
        });
        return fits ? Optional.of("the weights are transposed: W where its transpose belongs") : Optional.empty();
    }

    /** A bias gradient that sums over the outputs instead of the samples, or does not sum. */
    private Optional<String> wrongAxis(Context context) {
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
        double total = 0;
        for (int i = 0; i < context.dout.length; i++) {
            total += context.dout[i];
            if (i / m < m) {
                sums[i / m] += context.dout[i];
            }
        }
        double all = total;
        // The rows of softmax's derivative sum to 0, up to rounding.
        double rounding = ErrorBound.largest(WayBack.doubles(context.dout)) * 1e-6;
        return fits(i -> sums[i], rounding) || fits(i -> all, rounding)
                ? Optional.of("it is summed over the wrong axis")
                : Optional.empty();
    }

    private Optional<String> passedOn(Context context) {
        return context.x != null && context.dout.length == got.length && fits(i -> context.dout[i])
                ? Optional.of("it is dout itself, passed on unchanged: the layer's own derivative is missing")
                : Optional.empty();
    }

    private Optional<String> inverted(Context context) {
        if (context.x == null || context.dout.length != got.length) {
            return Optional.empty();
        }
        boolean zeros = false;
        for (double value : want) {
            zeros |= value == 0;
        }
        return zeros && fits(i -> want[i] == 0 ? context.dout[i] : 0)
                ? Optional.of("the mask is inverted: it is zero where dout should pass and passes where it should not")
                : Optional.empty();
    }

    private Optional<String> atKinks(Context context) {
        if (context.x == null || context.x.length != got.length) {
            return Optional.empty();
        }
        double scale = ErrorBound.largest(want);
        int wrong = 0;
        for (int i = 0; i < got.length; i++) {
            if (Math.abs(got[i] - want[i]) > FIT * scale) {
                if (context.x[i] != 0) {
                    return Optional.empty();
                }
                wrong++;
            }
        }
        return wrong > 0
                ? Optional.of("it is wrong only where the input is exactly 0: > and >= are confused")
                : Optional.empty();
    }

    private Optional<String> someWrong(Context context, boolean zeroOnly) {
        double scale = ErrorBound.largest(want);
        int wrong = 0;
        int zeros = 0;
        boolean[] rows = new boolean[context.shape.rank() == 0 ? 1 : Math.max(1, context.shape.dim(0))];
        int width = got.length / rows.length;
        for (int i = 0; i < got.length; i++) {
            if (Math.abs(got[i] - want[i]) > FIT * scale) {
                wrong++;
                zeros += got[i] == 0 ? 1 : 0;
                rows[i / width] = true;
            }
        }
        boolean allZero = zeros == wrong;
        if (wrong == 0 || wrong == got.length || !allZero && (zeroOnly || wrong > got.length / 2)) {
            return Optional.empty();
        }
        int inRows = 0;
        int last = 0;
        for (int row = 0; row < rows.length; row++) {
            inRows += rows[row] ? 1 : 0;
            last = rows[row] ? row : last;
        }
        String where = inRows == 1 && rows.length > 1 ? ", all in row " + last : "";
        return Optional.of(
                wrong + " of " + got.length + " entries are wrong" + where + (zeros == wrong ? ": they are zero" : ""));
    }

    /** A value for each place. */
    @FunctionalInterface
    private interface Candidate {
        double at(int i);
    }

    /** Whether what was got is a candidate, and the candidate is not what was wanted. */
    private boolean fits(Candidate candidate) {
        return fits(candidate, 0);
    }

    private boolean fits(Candidate candidate, double rounding) {
        double errors = 0;
        double distance = 0;
        double squares = 0;
        for (int i = 0; i < got.length; i++) {
            double value = candidate.at(i);
            errors += WayBack.square(got[i] - value);
            distance += WayBack.square(want[i] - got[i]);
            squares += WayBack.square(value);
        }
        double allowed = FIT * FIT * squares + got.length * rounding * rounding;
        return allowed > 0 && errors <= allowed && errors < distance * 0.01;
    }
}
