package io.katsuo.network.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.ops.Elementwise;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Param;
import io.katsuo.layers.Relu;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import io.katsuo.network.Digits;
import io.katsuo.network.Network;
import io.katsuo.network.TwoLayerNet;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The gradient check passes what is right, on many seeds, and fails what is wrong, for each kind of mistake. */
class GradientCheckTest {
    @Test
    void passesTheBooksNetworkOnEverySeed() {
        Digits digits = Digits.any(3);
        for (long seed = 0; seed < 8; seed++) {
            TwoLayerNet net = new TwoLayerNet(784, 50, 10, seed);
            GradientReport report =
                    GradientCheck.of(net).on(digits.images(), digits.targets()).run();
            assertTrue(report.passed(), "seed " + seed + "\n" + report);
            int entries = 0;
            for (CheckedParameter entry : report.entries()) {
                entries += entry.checked() + entry.skipped();
            }
            assertEquals(39_760, entries);
        }
    }

    /** With few hidden units the terms of a gradient may cancel: no false alarm, at any width. */
    @Test
    void passesNetworksOfAnyWidth() {
        Digits digits = Digits.random(3, 8);
        for (int hidden : new int[] {1, 2, 3, 7, 120}) {
            for (long seed = 0; seed < (hidden > 7 ? 2 : 60); seed++) {
                TwoLayerNet net = new TwoLayerNet(784, hidden, 10, seed);
                GradientReport report = GradientCheck.of(net)
                        .on(digits.images(), digits.targets())
                        .run();
                assertNotEquals(
                        Verdict.FAILED, report.verdict(), hidden + " hidden units, seed " + seed + "\n" + report);
            }
        }
    }

    /** A layer with a mistake after its backward pass. */
    private static Layer mistaken(Layer right, Consumer<Tensor> inDx, Consumer<List<Param>> inGradients) {
        return new Bugs.Wrapped(Bugs.gradients(right, inGradients)) {
            @Override
            public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
                right.backward(x, y, dout, dx);
                inDx.accept(dx);
            }
        };
    }

    private static GradientReport check(Consumer<Tensor> inDx, Consumer<List<Param>> inGradients) {
        Rng rng = new Rng(5);
        Layer first = new Affine(
                "affine1", Tensor.normal(rng, 0, 0.5, Shape.of(8, 6)), Tensor.normal(rng, 0, 0.5, Shape.of(6)));
        Layer second = new Affine(
                "affine2", Tensor.normal(rng, 0, 0.5, Shape.of(6, 6)), Tensor.normal(rng, 0, 0.5, Shape.of(6)));
        Network net = new Network(
                List.of(first, new Relu("relu1"), mistaken(second, inDx, inGradients)), new SoftmaxWithLoss());
        return GradientCheck.of(net)
                .on(Tensor.randn(rng, 4, 8), Targets.of(0, 1, 2, 5))
                .run();
    }

    @Test
    void namesTheParametersThatAMistakeReaches() {
        assertTrue(check(dx -> {}, g -> {}).passed());
        assertFailures(check(dx -> {}, g -> g.get(1).gradient().fill(0)), "b2");
        assertFailures(
                check(
                        dx -> {},
                        g -> Elementwise.mul(g.get(1).gradient(), 4, g.get(1).gradient())),
                "b2");
        assertFailures(
                check(
                        dx -> {},
                        g -> Elementwise.neg(g.get(0).gradient(), g.get(0).gradient())),
                "W2");
        assertFailures(
                check(dx -> {}, g -> {
                    Tensor transposed = g.get(0).gradient().transpose().copy();
                    g.get(0).gradient().copyFrom(transposed);
                }),
                "W2");
        assertFailures(check(dx -> {}, g -> g.get(0).gradient().set(3, 3, Float.NaN)), "W2");
        assertFailures(check(dx -> Elementwise.mul(dx, 1.00001f, dx), g -> {}), "W1", "b1");
        assertFailures(check(dx -> dx.slice(0, 1, 4).fill(0), g -> {}), "W1", "b1");
    }

    @Test
    void theWorstEntryIsNamedAlsoIfItIsNan() {
        CheckedParameter entry = check(dx -> {}, g -> g.get(0).gradient().set(3, 4, Float.NaN))
                .entries()
                .get(2);
        assertEquals(List.of(3, 4), entry.worst().index());
        assertTrue(Double.isNaN(entry.errors().maxAbsolute()));
        CheckedParameter wrong =
                check(dx -> {}, g -> g.get(0).gradient().set(5, 1, 2)).entries().get(2);
        assertEquals(List.of(5, 1), wrong.worst().index());
        assertEquals(2, wrong.worst().backpropagated());
        assertEquals(2 - wrong.worst().reference(), wrong.errors().maxAbsolute(), 1e-12);
    }

    private static void assertFailures(GradientReport report, String... names) {
        assertFalse(report.passed());
        List<String> failed = report.entries().stream()
                .filter(entry -> !entry.passed())
                .map(CheckedParameter::name)
                .toList();
        assertEquals(List.of(names), failed, report.toString());
        assertTrue(report.toString().contains("FAILED at"), report.toString());
    }

    /** A unit exactly on its kink: the difference quotient would be half the truth; it is skipped and counted. */
    @Test
    void kinksAreSkippedAndCounted() {
        Tensor w1 = Tensor.of(new float[][] {{1, 0.5f}, {-1, 0.5f}});
        Tensor w2 = Tensor.of(new float[][] {{1, -1}, {0.5f, 2}});
        Network net = new Network(
                List.of(
                        new Affine("affine1", w1, Tensor.zeros(2)),
                        new Relu("relu1"),
                        new Affine("affine2", w2, Tensor.zeros(2))),
                new SoftmaxWithLoss());
        // The first unit is 1 - 1 = 0: on the kink, where the derivative is 0 by definition.
        GradientReport report =
                GradientCheck.of(net).on(Tensor.of(1, 1), Targets.of(0)).run();
        assertTrue(report.passed(), report.toString());
        assertEquals(2, report.entries().get(0).skipped());
        assertEquals(1, report.entries().get(1).skipped());
        assertEquals(0, report.entries().get(2).skipped());
    }
}
