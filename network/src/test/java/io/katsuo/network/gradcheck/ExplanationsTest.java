package io.katsuo.network.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.ops.Elementwise;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Layer;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import io.katsuo.network.Network;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the first finding says is the mistake, and not what looks like it. */
class ExplanationsTest {
    private static final Tensor X = Tensor.randn(new Rng(9), 5, 6);
    private static final ProbesTest.Elementwise TWICE = (unit, x, at, inputs, parameters) -> 2 * x[at + unit];

    private static Affine affine(int number) {
        Rng rng = new Rng(number);
        return new Affine(
                "affine" + number, Tensor.normal(rng, 0, 0.6, Shape.of(6, 6)), Tensor.normal(rng, 0, 0.3, Shape.of(6)));
    }

    private static GradientReport inNetwork(Layer layer) {
        Network network = new Network(List.of(affine(1), layer, affine(2)), new SoftmaxWithLoss());
        return GradientCheck.of(network).on(X, Targets.of(0, 1, 2, 5, 3)).run();
    }

    private static Layer twice(BinaryOperator<Tensor> back) {
        return new ProbesTest.Made(x -> Elementwise.mul(x, 2), back, TWICE);
    }

    private static void eitherWay(BinaryOperator<Tensor> back, String expected) {
        ProbesTest.assertFinding(GradientCheck.of(twice(back)).on(X).run(), expected);
        ProbesTest.assertFinding(inNetwork(twice(back)), expected);
    }

    @Test
    void alonePassingOnIsNotStale() {
        eitherWay((x, dout) -> dout, "made1.backward disagrees: a constant ratio: it is 0.5000 times");
        eitherWay((x, dout) -> Tensor.full(Shape.of(5, 6), 2), "made1.backward disagrees: it ignores dout");
        Layer relu = new ProbesTest.Made(Elementwise::relu, (x, dout) -> dout, (ProbesTest.Elementwise)
                (unit, x, at, inputs, parameters) -> Math.max(0, x[at + unit]));
        ProbesTest.assertFinding(GradientCheck.of(relu).on(X).run(), "made1.backward disagrees: it is dout itself");
    }

    @Test
    void smallRatiosAreShownAsOnePlusSomething() {
        eitherWay(
                (x, dout) -> Elementwise.mul(dout, 2.0002f),
                "made1.backward disagrees: a constant ratio: it is 1 + 1.0e-04 times");
        eitherWay(
                (x, dout) -> Elementwise.mul(dout, 1.998f),
                "made1.backward disagrees: a constant ratio: it is 1 - 1.0e-03 times");
    }

    @Test
    void aFactorOfTwoAndTwoSamples() {
        ProbesTest.assertFinding(
                GradientCheck.of(twice((x, dout) -> Elementwise.mul(dout, 4)))
                        .on(Tensor.randn(new Rng(1), 2, 6))
                        .run(),
                "made1.backward disagrees: it is N = 2 times too large: the mean over the N samples is missing, or a"
                        + " factor of 2");
    }

    /** The first batch is kept for ever. */
    @Test
    void aStaleInput() {
        Layer stale = new Bugs.Wrapped(affine(3)) {
            private Tensor first;

            @Override
            public void gradients(Tensor x, Tensor dout) {
                first = first == null ? x.copy() : first;
                layer.gradients(first, dout);
            }
        };
        ProbesTest.assertFinding(inNetwork(stale), "affine3.backward disagrees in the gradient of W3 (farthest off");
    }

    /** The gradient is right, and so is the formula's value; what it says of the reach of a weight is not. */
    @Test
    void aFormulaThatHidesWhatAWeightReaches() {
        Layer hiding = new Bugs.Wrapped(affine(3)) {
            @Override
            public Optional<Formula> formula() {
                Formula whole = layer.formula().orElseThrow();
                return Optional.of(new Formula() {
                    @Override
                    public double output(int unit, double[] x, int at, int inputs, double[][] parameters) {
                        return whole.output(unit, x, at, inputs, parameters);
                    }

                    @Override
                    public int touched(int parameter, int index, double[] x, int at) {
                        return parameter == 0 && index == 7 ? NONE : ALL;
                    }
                });
            }
        };
        // The check cannot know which side is wrong: it names the entry, and that 0 was expected there.
        GradientReport report = inNetwork(hiding);
        ProbesTest.assertFinding(
                report, "affine3.backward disagrees in the gradient of W3: 1 of 36 entries are wrong, all in row 1");
        assertTrue(report.findings().getFirst().contains(" instead of 0.0"), report::toString);
    }

    @Test
    void onlyTheSourceOfNotANumberIsBlamed() {
        Tensor x = X.copy();
        x.set(3, 1, Float.NaN);
        GradientReport report = GradientCheck.of(affine(1)).on(x).run();
        assertEquals(List.of("the input has NaN at [3, 1]"), report.findings());
        Affine weight = affine(1);
        weight.parameters().getFirst().value().set(2, 5, Float.NEGATIVE_INFINITY);
        assertEquals(
                List.of("affine1: W1 has -Infinity at [2, 5]"),
                GradientCheck.of(weight).on(X).run().findings());
        UnaryOperator<Tensor> nan = input -> {
            Tensor y = Elementwise.mul(input, 2);
            y.set(2, 4, Float.POSITIVE_INFINITY);
            return y;
        };
        Layer bad = new ProbesTest.Made(nan, (input, dout) -> Elementwise.mul(dout, 2), TWICE);
        assertEquals(
                List.of("made1.forward makes, of finite numbers, Infinity at [2, 4]"),
                inNetwork(bad).findings());
        Layer badBack = twice((input, dout) -> {
            Tensor dx = Elementwise.mul(dout, 2);
            dx.set(0, 0, Float.POSITIVE_INFINITY);
            return dx;
        });
        GradientReport back = inNetwork(badBack);
        assertEquals(1, back.findings().size(), back::toString);
        ProbesTest.assertFinding(back, "made1.backward disagrees: it has entries that are not finite (Infinity)");
    }

    /** The figures of an entry that passed are within the bounds beside them. */
    @Test
    void theReasonOfAnEntryThatPassed() {
        Pattern reason = Pattern.compile("float32 differs from double by at most (\\S+) \\(rounding may make (\\S+)\\),"
                + " double from differences by at most (\\S+) \\((\\S+)\\)");
        for (CheckedParameter entry : inNetwork(affine(3)).entries()) {
            Matcher found = reason.matcher(entry.reason());
            assertTrue(found.matches(), entry.reason());
            assertTrue(Double.parseDouble(found.group(1)) <= Double.parseDouble(found.group(2)), entry.reason());
            assertTrue(Double.parseDouble(found.group(3)) <= Double.parseDouble(found.group(4)), entry.reason());
        }
    }

    @Test
    void aLayerThatWritesIntoDoutAlone() {
        Layer inPlace = twice((x, dout) -> Elementwise.mul(dout, 2, dout));
        GradientReport report = GradientCheck.of(inPlace).on(X).run();
        assertEquals(List.of("made1.backward writes into its argument"), report.findings());
    }

    @Test
    void withoutAFormulaTheLayerIsNamedAndDoubleIsNotClaimed() {
        UnaryOperator<Tensor> function = x -> Elementwise.mul(x, 2);
        GradientReport right = GradientCheck.of(
                        new ProbesTest.Made(function, (x, dout) -> Elementwise.mul(dout, 2), null))
                .on(X)
                .run();
        assertEquals(
                "passed: 30 derivatives agree with differences of the values, within their noise; 30 of them are large"
                        + " enough to tell",
                right.reason());
        ProbesTest.assertFinding(
                GradientCheck.of(new ProbesTest.Made(function, (x, dout) -> dout, null))
                        .on(X)
                        .run(),
                "gradient of x of made1 disagrees: a constant ratio: it is 0.5000 times");
    }

    @Test
    void aGradientOfTheWrongLengthIsAnError() {
        assertEquals(
                "gradientCheck: gradient of x: wrong length: 1, not 2",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> GradientCheck.of(p -> p[0] * p[1], p -> new double[] {p[1]}, 2, 3)
                                        .run())
                        .getMessage());
        assertEquals(
                "gradientCheck: the point has no coordinates",
                assertThrows(IllegalArgumentException.class, () -> GradientCheck.of(p -> 1, p -> new double[0]))
                        .getMessage());
    }
}
