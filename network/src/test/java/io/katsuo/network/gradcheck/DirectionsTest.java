package io.katsuo.network.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import io.katsuo.network.Digits;
import io.katsuo.network.Network;
import io.katsuo.network.TwoLayerNet;
import io.katsuo.network.numeric.CheckProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** The check along random directions passes what is right and fails what is not, however large the network. */
class DirectionsTest {
    @Test
    void passesTheBooksNetworkAndADeepOne() {
        Digits digits = Digits.any(3);
        for (long seed = 0; seed < 5; seed++) {
            GradientReport report = GradientCheck.of(new TwoLayerNet(784, 50, 10, seed))
                    .on(digits.images(), digits.targets())
                    .runDirections(10, seed);
            assertTrue(report.passed(), report.toString());
            assertEquals(
                    List.of("W1", "b1", "W2", "b2", "all"),
                    report.entries().stream().map(CheckedParameter::name).toList());
        }
        Network deep = network(new Rng(3), 20, 30, 5, 1);
        assertTrue(check(deep, 30, 5, new Rng(4)).passed());
    }

    @Test
    void noFalseAlarmInRandomNetworks() {
        for (long seed = 0; seed < 300; seed++) {
            Rng rng = new Rng(seed);
            int inputs = 1 + rng.nextInt(20);
            int classes = 2 + rng.nextInt(6);
            Network network = network(rng, 1 + rng.nextInt(6), inputs, classes, 0.3 + 2 * rng.nextDouble());
            GradientReport report = check(network, inputs, classes, rng);
            for (CheckedParameter entry : report.entries()) {
                assertNotEquals(Verdict.FAILED, entry.verdict(), "seed " + seed + "\n" + report);
            }
        }
    }

    /** A single wrong entry of 39,200, and a wrong bias among five parameters, are found. */
    @Test
    void findsWhatIsWrongAndInWhichParameter() {
        Digits digits = Digits.any(3);
        TwoLayerNet net = new TwoLayerNet(784, 50, 10, 1);
        net.computeGradients(digits.images(), digits.targets());
        int place = 0;
        float[] gradient = net.parameters().get(0).gradient().toArray();
        for (int i = 0; i < gradient.length; i++) {
            place = Math.abs(gradient[i]) > Math.abs(gradient[place]) ? i : place;
        }
        int entry = place;
        Network wrong = Bugs.inGradient(net, "W1", g -> g.array()[entry] *= 1.05f);
        GradientReport report =
                GradientCheck.of(wrong).on(digits.images(), digits.targets()).runDirections(10, 1);
        assertFalse(report.passed());
        assertFalse(report.entry("W1").passed(), report.toString());
        assertTrue(report.entry("W2").passed()
                && report.entry("b1").passed()
                && report.entry("b2").passed());
        assertTrue(
                report.reason().startsWith("FAILED: W1: the gradient disagrees with the loss along"), report.reason());
        Network bias = Bugs.inGradient(net, "b2", g -> g.fill(0));
        report = GradientCheck.of(bias).on(digits.images(), digits.targets()).runDirections(3, 1);
        assertFalse(report.entry("b2").passed() || report.entry("all").passed(), report.toString());
    }

    @Test
    void aSeedIsAResultForAnyNumberOfThreadsAndACancelledCheckEnds() {
        Network network = network(new Rng(1), 3, 6, 4, 1);
        String first = check(network, 6, 4, new Rng(2)).toJson();
        assertEquals(
                first,
                io.katsuo.core.parallel.Threads.call(
                        1, () -> check(network, 6, 4, new Rng(2)).toJson()));
        CheckProgress progress = new CheckProgress();
        progress.cancel();
        GradientCheck check = GradientCheck.of(network)
                .on(Tensor.randn(new Rng(2), 3, 6), Targets.of(0, 1, 2))
                .progress(progress);
        assertThrows(CancellationException.class, () -> check.runDirections(2, 1));
        assertThrows(IllegalArgumentException.class, () -> check.runDirections(0, 1));
    }

    private static GradientReport check(Network network, int inputs, int classes, Rng rng) {
        Tensor x = Tensor.randn(rng, 3, inputs);
        Targets t = Targets.of(rng.nextInt(classes), rng.nextInt(classes), rng.nextInt(classes));
        return GradientCheck.of(network).on(x, t).runDirections(5, rng.nextLong());
    }

    /** Affine layers with activations between them; {@code scale} 1 keeps the signal's size. */
    private static Network network(Rng rng, int depth, int inputs, int classes, double scale) {
        List<Layer> layers = new ArrayList<>();
        int width = inputs;
        for (int i = 1; i <= depth; i++) {
            int next = i == depth ? classes : 1 + rng.nextInt(30);
            double std = scale * Math.sqrt(2.0 / width);
            layers.add(new Affine(
                    "affine" + i,
                    Tensor.normal(rng, 0, std, Shape.of(width, next)),
                    Tensor.normal(rng, 0, 0.1, Shape.of(next))));
            if (i < depth) {
                layers.add(rng.nextInt(3) > 0 ? new Relu("relu" + i) : new Sigmoid("sigmoid" + i));
            }
            width = next;
        }
        return new Network(layers, new SoftmaxWithLoss());
    }
}
