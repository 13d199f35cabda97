package io.katsuo.network.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Relu;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import io.katsuo.network.Network;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A check that tested nothing does not pass, and says of what. */
class NotShownTest {
    private static final Layer DOUBLING_RELU = MadeLayer.elementwise(
            x -> Math.max(x, 0),
            x -> x > 0 ? 2 : 0,
            Formula.elementwise(x -> Math.max(x, 0)).kinkAt(0));

    private static void assertNotShown(GradientReport report, String... names) {
        assertEquals(Verdict.NOT_SHOWN, report.verdict(), report::toString);
        assertFalse(report.passed());
        assertThrows(AssertionError.class, report::assertPassed);
        for (String name : names) {
            assertEquals(Verdict.NOT_SHOWN, report.entry(name).verdict(), report::toString);
            assertEquals(0, report.entry(name).shown(), report::toString);
            assertTrue(report.entry(name).reason().contains("too small to tell from rounding"), report::toString);
            assertTrue(report.reason().contains(name), report.reason());
        }
        assertTrue(report.reason().startsWith("not shown: nothing was tested of "), report.reason());
        assertTrue(report.toJson().contains("\"passed\":false,\"verdict\":\"not shown\""), report.toJson());
    }

    @Test
    void aLayerWhoseDerivativesAreAllZero() {
        Tensor negative = Tensor.full(Shape.of(3, 4), -1);
        assertNotShown(GradientCheck.of(DOUBLING_RELU).on(negative).run(), "x");
        GradientReport tested = GradientCheck.of(DOUBLING_RELU)
                .on(Tensor.randn(new Rng(1), 3, 4))
                .run();
        assertEquals(Verdict.FAILED, tested.verdict(), tested::toString);
    }

    /** Of 20 derivatives 16 are 0: the report says on how many its verdict rests. */
    @Test
    void theShareThatCarriesEvidence() {
        Tensor x = Tensor.full(Shape.of(4, 5), -1);
        for (int i = 0; i < 4; i++) {
            x.set(i, i, 1);
        }
        GradientReport report = GradientCheck.of(new Relu("relu1")).on(x).run();
        assertEquals(Verdict.PASSED, report.verdict(), report::toString);
        assertEquals(4, report.entry("x").shown());
        assertTrue(report.reason().endsWith("4 of them are large enough to tell"), report.reason());
        assertTrue(report.toJson().contains("\"shown\":4"), report.toJson());
    }

    @Test
    void aLossOfOneClassAndOfSaturatedScores() {
        LossLayer doubling = Bugs.backward(new SoftmaxWithLoss(), (right, scores, t) -> right.backward(2));
        GradientCheck oneClass = GradientCheck.of(doubling).on(Tensor.randn(new Rng(1), 3, 1), Targets.of(0, 0, 0));
        assertNotShown(oneClass.run(), "x");
        Tensor saturated = Tensor.wrap(new float[] {200, 0, 0, 300}, 2, 2);
        assertNotShown(
                GradientCheck.of(doubling).on(saturated, Targets.of(0, 1)).run(), "x");
    }

    @Test
    void directionsThroughDeadUnits() {
        Rng rng = new Rng(1);
        Affine dead = new Affine("affine1", Tensor.randn(rng, 6, 6), Tensor.full(Shape.of(6), -100));
        Affine last = new Affine("affine2", Tensor.randn(rng, 6, 6), Tensor.zeros(6));
        Network network = new Network(List.of(dead, new Relu("relu1"), last), new SoftmaxWithLoss());
        GradientCheck check = GradientCheck.of(network).on(Tensor.randn(rng, 5, 6), Targets.of(0, 1, 2, 5, 3));
        assertNotShown(check.runDirections(50, 1), "W1", "b1", "W2");
        assertNotShown(check.run(), "W1", "b1", "W2");
        assertEquals(Verdict.PASSED, check.run().entry("b2").verdict());
    }

    /** At a kink every value between both slopes is right, and no other. */
    @Test
    void aFunctionAtItsKink() {
        for (double gradient : new double[] {7, 1.1, -3}) {
            GradientReport report = GradientCheck.of(p -> Math.abs(p[0]) + p[1], p -> new double[] {gradient, 1}, 0, 2)
                    .run();
            assertEquals(Verdict.FAILED, report.verdict(), gradient + "\n" + report);
        }
        for (double gradient : new double[] {-1, 0, 1}) {
            GradientReport report = GradientCheck.of(p -> Math.abs(p[0]) + p[1], p -> new double[] {gradient, 1}, 0, 2)
                    .run();
            assertEquals(Verdict.PASSED, report.verdict(), gradient + "\n" + report);
            assertEquals(1, report.entry("x").shown());
        }
        assertNotShown(
                GradientCheck.of(p -> Math.abs(p[0]), p -> new double[] {0}, 0).run(), "x");
    }

    /** The network's own loss is compared although a layer has no formula. */
    @Test
    void theLossOfANetworkWithoutAllFormulas() {
        Layer noFormula = new Bugs.Wrapped(new Affine("affine1", Tensor.randn(new Rng(1), 3, 3), Tensor.zeros(3))) {
            @Override
            public Optional<Formula> formula() {
                return Optional.empty();
            }
        };
        LossLayer wrong = Bugs.value(new SoftmaxWithLoss(), (right, scores, t) -> 1.01 * right.forward(scores, t));
        GradientReport report = GradientCheck.of(new Network(List.of(noFormula), wrong))
                .on(Tensor.randn(new Rng(2), 4, 3), Targets.of(0, 1, 2, 0))
                .run();
        ProbesTest.assertFinding(report, "softmaxWithLoss.forward disagrees with its formula in double");
    }

    /** A gradient that training computes otherwise than the layer alone. */
    @Test
    void aGradientThatIsRightForTheLayerAlone() {
        int[] calls = new int[1];
        Affine affine = new Affine("affine1", Tensor.randn(new Rng(1), 3, 3), Tensor.zeros(3));
        Layer late = Bugs.gradients(affine, parameters -> {
            // Wrong from the call on that follows those of the check.
            if (calls[0]++ > 17) {
                parameters.getFirst().gradient().fill(1);
            }
        });
        GradientReport report = GradientCheck.of(new Network(List.of(late), new SoftmaxWithLoss()))
                .on(Tensor.randn(new Rng(2), 4, 3), Targets.of(0, 1, 2, 0))
                .run();
        assertEquals(Verdict.FAILED, report.verdict(), report::toString);
    }
}
