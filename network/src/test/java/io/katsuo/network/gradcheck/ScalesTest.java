package io.katsuo.network.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Relu;
import io.katsuo.layers.Sigmoid;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import io.katsuo.network.Network;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Right code passes whatever the size of its inputs, values and derivatives, and whether or not it has a formula; code
 * that is off by a thousandth does not pass (without formulas: by a hundredth).
 */
@DisabledIfSystemProperty(
        named = "katsuo.test.cases",
        matches = "0.*",
        disabledReason = "a long test, in full runs only")
class ScalesTest {
    private static final double NETWORKS = 15 * Double.parseDouble(System.getProperty("katsuo.test.cases", "1"));

    private static void allPass(String what, LongFunction<GradientReport> report) {
        for (long seed = 1; seed <= NETWORKS; seed++) {
            GradientReport found = report.apply(seed);
            String where = what + ", seed " + seed + "\n";
            assertNotEquals(Verdict.FAILED, found.verdict(), () -> where + found);
            assertFalse(found.toString().contains("Infinity"), () -> where + found);
            assertFalse(found.toString().contains("NaN"), () -> where + found);
        }
    }

    private static void allFail(String what, LongFunction<GradientReport> report) {
        for (long seed = 1; seed <= NETWORKS; seed++) {
            GradientReport found = report.apply(seed);
            String where = what + ", seed " + seed + "\n";
            assertEquals(Verdict.FAILED, found.verdict(), () -> where + found);
        }
    }

    /** affine 4-5, a layer, affine 5-3; six samples of this size. */
    private static GradientReport check(long seed, double weights, Layer middle, double inputs, boolean wrong) {
        Rng rng = new Rng(seed);
        Affine first = affine("affine1", rng, weights, 4, 5);
        Affine last = affine("affine2", rng, 0.5, 5, 3);
        Network network = new Network(List.of(first, middle, last), new SoftmaxWithLoss());
        if (wrong) {
            for (String parameter : List.of("W1", "W2")) {
                network = Bugs.inGradient(network, parameter, g -> {
                    for (int i = 0; i < g.size(); i++) {
                        g.array()[i] *= 1.001f;
                    }
                });
            }
        }
        Tensor x = Tensor.normal(new Rng(seed + 100), 0, inputs, Shape.of(6, 4));
        return GradientCheck.of(network).on(x, Targets.of(1, 2, 0, 1, 2, 0)).run();
    }

    private static Affine affine(String name, Rng rng, double std, int inputs, int outputs) {
        return new Affine(
                name,
                Tensor.normal(rng, 0, std, Shape.of(inputs, outputs)),
                Tensor.normal(rng, 0, 0.1, Shape.of(outputs)));
    }

    /** A step of 1e-5 in a weight moves a unit by as much as its input is large. */
    @Test
    void largeInputs() {
        for (double size : new double[] {10, 100, 255, 1000, 1e4}) {
            allPass("inputs " + size, seed -> check(seed, 1 / size, new Sigmoid("sigmoid1"), size, false));
            allFail("inputs " + size, seed -> check(seed, 1 / size, new Sigmoid("sigmoid1"), size, true));
        }
        for (double size : new double[] {1e4, 1e8, 1e12, 1e20}) {
            allPass("inputs " + size, seed -> check(seed, 0.5, new Relu("relu1"), size, false));
        }
    }

    @Test
    void pixelsUpTo255() {
        for (long seed = 1; seed <= 3; seed++) {
            Rng rng = new Rng(seed);
            Network network = new Network(
                    List.of(
                            affine("affine1", rng, 0.003, 784, 20),
                            new Sigmoid("sigmoid1"),
                            affine("affine2", rng, 0.1, 20, 10)),
                    new SoftmaxWithLoss());
            Tensor x = Tensor.uniform(rng, 0, 255, Shape.of(3, 784));
            GradientCheck.of(network)
                    .on(x, Targets.of(1, 2, 3))
                    .sample(100, seed)
                    .run()
                    .assertPassed();
        }
    }

    /** Beside a bias, products with small inputs are lost in steps that suit large ones. */
    @Test
    void smallInputs() {
        for (double size : new double[] {1e-2, 1e-4, 1e-6, 1e-8, 1e-12, 1e-20, 1e-30}) {
            allPass("inputs " + size, seed -> check(seed, 0.5, new Relu("relu1"), size, false));
            allFail("inputs " + size, seed -> check(seed, 0.5, new Sigmoid("sigmoid1"), size, true));
        }
    }

    @Test
    void layersThatScale() {
        for (float factor : new float[] {1e-12f, 1e-9f, 1e-6f, 1e-3f, 1e3f, 1e4f, 1e12f, 1e30f}) {
            allPass("scale " + factor, seed -> check(seed, 0.5, Elementwise.scaling(factor, true), 1, false));
            allPass(
                    "scale " + factor + " alone",
                    seed -> GradientCheck.of(Elementwise.scaling(factor, true))
                            .on(Tensor.randn(new Rng(seed), 4, 5))
                            .run());
        }
        for (float factor : new float[] {1e-12f, 1e-6f, 1e-3f, 1e3f, 1e4f}) {
            allFail("scale " + factor, seed -> check(seed, 0.5, Elementwise.scaling(factor, true), 1, true));
        }
    }

    /** The roundings of a sum of more terms than one chain of a product has do not show in a difference. */
    @Test
    void manySamples() {
        Rng rng = new Rng(3);
        Network network = new Network(
                List.of(affine("affine1", rng, 0.05, 20, 8), new Relu("relu1"), affine("affine2", rng, 0.05, 8, 5)),
                new SoftmaxWithLoss());
        int[] labels = new int[5_000];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 5;
        }
        Tensor x = Tensor.randn(rng, labels.length, 20);
        GradientReport report = GradientCheck.of(network)
                .on(x, Targets.of(labels))
                .sample(1, 1)
                .run()
                .assertPassed();
        for (CheckedParameter entry : report.entries()) {
            assertTrue(entry.consistency().maxAbsolute() < 3e-10, entry::toString);
        }
    }

    @Test
    void layersWithoutAFormula() {
        allPass("tanh", seed -> check(seed, 0.5, Elementwise.tanh(false), 1, false));
        for (float factor : new float[] {1e-6f, 1e-3f, 1, 100, 1e3f}) {
            allPass("scale " + factor, seed -> check(seed, 0.5, Elementwise.scaling(factor, false), 1, false));
            allPass(
                    "scale " + factor + " alone",
                    seed -> GradientCheck.of(Elementwise.scaling(factor, false))
                            .on(Tensor.randn(new Rng(seed), 4, 5))
                            .run());
        }
        for (double frequency : new double[] {3, 20, 40}) {
            allPass("sin " + frequency, seed -> check(seed, 0.5, sine(frequency, 1), 1, false));
            allFail("sin " + frequency, seed -> check(seed, 0.5, sine(frequency, 1.01), 1, false));
        }
        DoubleUnaryOperator relu = x -> Math.max(x, 0);
        allPass("relu", seed -> check(seed, 0.5, new Elementwise(relu, x -> x > 0 ? 1 : 0, false), 1, false));
        allFail("relu", seed -> check(seed, 0.5, new Elementwise(relu, x -> x > 0 ? 1.02 : 0, false), 1, false));
    }

    private static Elementwise sine(double frequency, double wrong) {
        return new Elementwise(x -> Math.sin(frequency * x), x -> wrong * frequency * Math.cos(frequency * x), false);
    }

    /** Nothing in a linear network has a kink; where noise hides the derivatives, the report says so. */
    @Test
    void noiseIsNoKink() {
        for (float factor : new float[] {1e-6f, 1, 1e3f}) {
            GradientReport report = check(2, 0.5, Elementwise.scaling(factor, false), 1, false);
            for (CheckedParameter entry : report.entries()) {
                assertEquals(0, entry.skipped(), report::toString);
            }
        }
        GradientReport hidden = check(2, 0.5, Elementwise.scaling(1e-12f, false), 1, false);
        assertEquals(Verdict.NOT_SHOWN, hidden.entry("W1").verdict(), hidden::toString);
    }

    @Test
    void functionsNearTheirPoles() {
        for (double x : new double[] {1e-8, 1e-4, 1e-3, 1e-2, 1, 100, 1e6}) {
            function("1/x", p -> 1 / p, p -> -1 / (p * p), x);
            function("log x", Math::log, p -> 1 / p, x);
            function("√x", Math::sqrt, p -> 0.5 / Math.sqrt(p), x);
        }
    }

    private static void function(String what, DoubleUnaryOperator f, DoubleUnaryOperator slope, double x) {
        for (double factor : new double[] {1, 1.00001}) {
            GradientReport report = GradientCheck.of(
                            p -> f.applyAsDouble(p[0]), p -> new double[] {factor * slope.applyAsDouble(p[0])}, x)
                    .run();
            assertEquals(factor == 1, report.passed(), () -> what + " at " + x + "\n" + report);
            assertFalse(report.toString().contains("Infinity"), report::toString);
        }
    }
}
