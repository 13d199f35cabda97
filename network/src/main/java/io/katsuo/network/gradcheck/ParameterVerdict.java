package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import io.katsuo.network.numeric.Differences;
import io.katsuo.network.numeric.DoubleNetwork;
import io.katsuo.network.numeric.Stencil;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The verdict on one gradient through the whole network. Back-propagation in float32 is compared with that in double, that
 * in double with differences, and that in float32 with differences, which is the book's comparison.
 *
 * @param gradient by back-propagation in float32, all entries
 * @param step back-propagation in double, the chosen entries
 * @param differences the differences by the same entries, as the report shows them
 * @param noise an error of the differences that is always accepted
 * @param shown the number of entries that are large enough to tell
 */
record ParameterVerdict(
        String name,
        String layer,
        Shape shape,
        double[] gradient,
        ChainStep step,
        Differences differences,
        double noise,
        int shown) {
    /** The accepted truncation error of a difference, relative to the largest gradient. */
    private static final double TRUNCATION = 1e-7;

    /**
     * Tried where the first difference disagrees: steps of 8⁻ⁱ, i = 3, 4, …, 9, 2, 1, times the size of the entry if that
     * is above 1; then parts of the entry itself. Large inputs and steep functions need small steps, losses that are large
     * beside their derivatives wide ones, and normalized inputs of a millionth steps below that.
     */
    private static final List<Stencil> OTHER_STEPS = Stream.concat(
                    IntStream.of(3, 4, 5, 6, 7, 8, 9, 2, 1)
                            .mapToObj(i -> (f, x) -> Stencil.richardson(Math.scalb(size(x), -3 * i))
                                    .derivative(f, x)),
                    Stream.<Stencil>of(
                            (f, x) -> part(f, x, -6),
                            (f, x) -> part(f, x, -9),
                            (f, x) -> part(f, x, -12),
                            (f, x) -> oneSided(f, x, 1e-5),
                            (f, x) -> oneSided(f, x, -1e-5)))
            .toList();

    private static double part(DoubleUnaryOperator f, double x, int exponent) {
        boolean usable = Double.isFinite(x) && Math.abs(x) >= Float.MIN_NORMAL;
        return Stencil.richardson(Math.scalb(usable ? Math.abs(x) : 1, exponent))
                .derivative(f, x);
    }

    private static double size(double x) {
        return Double.isFinite(x) ? Math.max(1, Math.abs(x)) : 1;
    }

    /** Of order 2: exactly at a kink both one-sided derivatives are right. */
    private static double oneSided(DoubleUnaryOperator f, double x, double step) {
        double h = step * size(x);
        return (4 * f.applyAsDouble(x + h) - 3 * f.applyAsDouble(x) - f.applyAsDouble(x + 2 * h)) / (2 * h);
    }

    /**
     * The result. Differences that disagree with back-propagation in double are taken again with other steps, since a wrong
     * derivative agrees with none of them.
     *
     * @param number the parameter, counted through the network
     * @param showAgain whether the report shows the differences that were taken again
     * @param ownFailure the finding of the layer's own check, or null
     * @param failureBehind the layer behind that failed, or null
     */
    CheckedParameter of(DoubleNetwork network, int number, boolean showAgain, String ownFailure, String failureBehind) {
        double[] derivatives = step.derivatives;
        double accepted = noise + TRUNCATION * ErrorBound.largest(derivatives);
        Differences judged = differences.retry(network, number, OTHER_STEPS, derivatives, accepted);
        double[] values = (showAgain ? judged : differences).values();
        Errors.Sum errors = new Errors.Sum();
        Errors.Sum precision = new Errors.Sum();
        Errors.Sum consistency = new Errors.Sum();
        Errors.Sum best = new Errors.Sum();
        int[] entries = differences.entries();
        for (int e = 0; e < entries.length; e++) {
            precision.add(e, gradient[entries[e]], derivatives[e]);
            if (!differences.kinked()[e]) {
                errors.add(e, gradient[entries[e]], values[e]);
                consistency.add(e, derivatives[e], values[e]);
                best.add(e, derivatives[e], judged.values()[e]);
            }
        }
        double rounding = ErrorBound.largest(failureBehind == null ? allowedThrough() : step.allowed);
        boolean floatGood = precision.errors().maxAbsolute() <= rounding;
        boolean right = ownFailure == null && floatGood && best.errors().maxAbsolute() <= accepted;
        // Where all differences lie across kinks, the double back-propagation alone is the reference.
        boolean kinksOnly = errors.count() == 0;
        int worst = Math.max(kinksOnly ? precision.worst() : errors.worst(), 0);
        double expected = kinksOnly ? derivatives[worst] : values[worst];
        return new CheckedParameter(
                name,
                layer,
                shape,
                errors.count(),
                entries.length - errors.count(),
                kinksOnly ? precision.errors() : errors.errors(),
                precision.errors(),
                consistency.errors(),
                rounding + accepted,
                CheckedParameter.Worst.of(shape, entries[worst], gradient[entries[worst]], expected),
                shown,
                right ? Verdict.right(shown) : Verdict.FAILED,
                ownFailure != null && !right
                        ? ownFailure
                        : reason(right, failureBehind, floatGood, precision, best, rounding, accepted));
    }

    /** If every layer behind is right for the floats that it got, their rounding explains this much more. */
    private double[] allowedThrough() {
        double[] through = new double[step.allowed.length];
        Arrays.setAll(through, e -> step.allowed[e] + Math.abs(step.expected[e] - step.derivatives[e]));
        return through;
    }

    private String reason(
            boolean right,
            String failureBehind,
            boolean floatGood,
            Errors.Sum precision,
            Errors.Sum consistency,
            double rounding,
            double reference) {
        if (right && shown == 0) {
            return Verdict.NOTHING_SHOWN;
        }
        if (right) {
            return String.format(
                    Locale.ROOT,
                    "float32 differs from double by at most %.2g (rounding may make %.2g), double from differences by"
                            + " at most %.2g (%.2g)",
                    precision.errors().maxAbsolute(),
                    rounding,
                    consistency.errors().maxAbsolute(),
                    reference);
        }
        if (!floatGood) {
            return failureBehind != null
                    ? "wrong because " + failureBehind + " behind it is"
                    : String.format(
                            Locale.ROOT,
                            "float32 differs from double by %.2g, rounding makes %.2g at most",
                            precision.errors().maxAbsolute(),
                            rounding);
        }
        return String.format(
                Locale.ROOT,
                "the formulas contradict themselves: the chain rule through the layers and differences of the whole"
                        + " loss differ by %.2g, at most %.2g were expected: a kink that Formula.kink does not report,"
                        + " or Formula.touched or elementwise say what is not so",
                consistency.errors().maxAbsolute(),
                reference);
    }
}
