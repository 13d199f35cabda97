package io.katsuo.network.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.Relu;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import io.katsuo.network.Digits;
import io.katsuo.network.Network;
import io.katsuo.network.TwoLayerNet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The check of the check: planted mistakes are seen, and what cannot be seen is said. */
@DisabledIfSystemProperty(
        named = "katsuo.test.cases",
        matches = "0.*",
        disabledReason = "a long test, in full runs only")
class SelfTestTest {
    @Test
    void theBooksNetwork() {
        Digits digits = Digits.any(3);
        Network network = new TwoLayerNet(784, 50, 10, 1);
        String hash = network.parameterHash();
        SelfTestReport report =
                GradientCheck.of(network).on(digits.images(), digits.targets()).selfTest(1);
        assertEquals(Verdict.PASSED, report.verdict());
        assertEquals(List.of(), report.missed(), report::toString);
        assertTrue(report.trials().size() >= 34, report::toString);
        assertEquals(
                List.of("W1", "b1", "W2", "b2"),
                List.copyOf(report.sensitivity().keySet()));
        report.sensitivity().values().forEach(value -> assertTrue(value < 1e-5, report::toString));
        assertEquals(hash, network.parameterHash());
    }

    @Test
    void aNetworkOfEightLayers() {
        nothingIsMissed(8);
    }

    @Test
    @Tag("nightly")
    void aNetworkOfTwentyLayers() {
        nothingIsMissed(20);
    }

    private static void nothingIsMissed(int layers) {
        int[] sizes = IntStream.concat(IntStream.generate(() -> 8).limit(layers), IntStream.of(5))
                .toArray();
        Tensor x = Tensor.randn(new Rng(1), 5, 8);
        SelfTestReport report = GradientCheck.of(Network.of(sizes, 1))
                .on(x, Targets.of(0, 1, 2, 3, 4))
                .selfTest(1);
        assertEquals(List.of(), report.missed(), report::toString);
    }

    @Test
    void whatDeadUnitsHideIsMissed() {
        Rng rng = new Rng(1);
        Affine dead = new Affine("affine1", Tensor.randn(rng, 6, 6), Tensor.full(Shape.of(6), -100));
        Affine last = new Affine("affine2", Tensor.randn(rng, 6, 6), Tensor.zeros(6));
        Network network = new Network(List.of(dead, new Relu("relu1"), last), new SoftmaxWithLoss());
        SelfTestReport report = GradientCheck.of(network)
                .on(Tensor.randn(rng, 5, 6), Targets.of(0, 1, 2, 5, 3))
                .selfTest(1);
        assertFalse(report.missed().isEmpty());
        assertTrue(
                report.missed().contains(new SelfTestReport.Trial("W1", "any: all derivatives are 0", false)),
                report::toString);
    }

    @Test
    void nothingIsPlantedInANetworkThatIsWrong() {
        Fixture fixture = new Fixture();
        Network network = Bugs.inGradient(
                new Network(List.of(fixture.affine1, fixture.relu1, fixture.affine2), fixture.loss),
                "W1",
                g -> g.fill(0));
        SelfTestReport report =
                GradientCheck.of(network).on(fixture.x, fixture.t).selfTest(1);
        assertEquals(Verdict.FAILED, report.verdict());
        assertEquals(List.of(), report.trials());
        assertThrows(
                IllegalStateException.class,
                () -> GradientCheck.of(new Relu("relu1")).on(fixture.x).selfTest(1));
    }
}
