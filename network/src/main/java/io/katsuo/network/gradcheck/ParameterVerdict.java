package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import io.katsuo.network.numeric.DoubleNetwork.Differences;
import java.util.Locale;

/**
 * The verdict on one gradient through the whole network: float32 against double (G1), double against differences (G2),
 * and the first against the last, which is what the book compares.
 *
 * @param name the parameter's name
 * @param layer its layer's name
 * @param shape its shape
 * @param gradient by back-propagation in float32, all entries
 * @param derivatives by back-propagation in double, the chosen entries
 * @param bounds what float32 may err there, as standard deviations
 * @param differences the numerical derivatives
 * @param noise how far those may be off in any case
 */
record ParameterVerdict(
        String name,
        String layer,
        Shape shape,
        float[] gradient,
        double[] derivatives,
        double[] bounds,
        Differences differences,
        double noise) {
    /** Truncation of a difference, relative to the largest gradient: G2 of the project. */
    private static final double TRUNCATION = 1e-7;

    /** The result, given what the layers' own checks say of this parameter, or of what comes before it on the way back. */
    CheckedParameter of(String ownFailure, String earlierFailure) {
        Errors.Sum errors = new Errors.Sum();
        Errors.Sum precision = new Errors.Sum();
        Errors.Sum consistency = new Errors.Sum();
        int[] entries = differences.entries();
        for (int e = 0; e < entries.length; e++) {
            precision.add(e, gradient[entries[e]], derivatives[e]);
            if (!differences.kinked()[e]) {
                errors.add(e, gradient[entries[e]], differences.values()[e]);
                consistency.add(e, derivatives[e], differences.values()[e]);
            }
        }
        double rounding = ErrorBound.THROUGH * ErrorBound.largest(bounds);
        double reference = noise + TRUNCATION * precision.largestReference();
        boolean floatGood = precision.errors().maxAbsolute() <= rounding;
        boolean referenceGood = consistency.errors().maxAbsolute() <= reference;
        boolean passed = entries.length > 0 && ownFailure == null && floatGood && referenceGood;
        // Where all differences lie across kinks, the double back-propagation alone is the reference.
        boolean kinksOnly = errors.count() == 0;
        int worst = Math.max(kinksOnly ? precision.worst() : errors.worst(), 0);
        double expected = kinksOnly ? derivatives[worst] : differences.values()[worst];
        return new CheckedParameter(
                name,
                layer,
                shape,
                errors.count(),
                entries.length - errors.count(),
                kinksOnly ? precision.errors() : errors.errors(),
                precision.errors(),
                consistency.errors(),
                rounding + reference,
                CheckedParameter.Worst.of(shape, entries[worst], gradient[entries[worst]], expected),
                passed,
                reason(passed, ownFailure, earlierFailure, floatGood, precision, consistency, rounding, reference));
    }

    private String reason(
            boolean passed,
            String ownFailure,
            String earlierFailure,
            boolean floatGood,
            Errors.Sum precision,
            Errors.Sum consistency,
            double rounding,
            double reference) {
        if (passed) {
            return String.format(
                    Locale.ROOT,
                    "float32 differs from double by at most %.2g (rounding may make %.2g), double from differences by"
                            + " at most %.2g (%.2g)",
                    precision.errors().maxAbsolute(),
                    rounding,
                    consistency.errors().maxAbsolute(),
                    reference);
        }
        if (ownFailure != null) {
            return ownFailure;
        }
        if (!floatGood) {
            return earlierFailure != null
                    ? "wrong because " + earlierFailure + " behind it is"
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
