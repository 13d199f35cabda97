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
import io.katsuo.layers.IdentityWithLoss;
import io.katsuo.layers.Layer;
import io.katsuo.layers.MatMul;
import io.katsuo.layers.Param;
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
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** What is right passes, whatever it is; the thresholds of the project hold; a check can be watched and stopped. */
class ReferencesTest {
    /** G1 and G2 for 784-50-10, and that the bounds are no wider than those thresholds. */
    @Test
    void thresholdsOfTheBooksNetwork() {
        Digits digits = Digits.any(3);
        for (long seed = 0; seed < 5; seed++) {
            TwoLayerNet net = new TwoLayerNet(784, 50, 10, seed);
            GradientReport report =
                    GradientCheck.of(net).on(digits.images(), digits.targets()).run();
            report.assertPassed();
            for (CheckedParameter entry : report.entries()) {
                String what = "seed " + seed + "\n" + entry;
                double largest = entry.errors().maxAbsolute() / entry.errors().maxRelative();
                assertTrue(entry.precision().maxRelative() <= 2e-6, what);
                assertTrue(entry.precision().normRelative() <= 5e-7, what);
                assertTrue(entry.consistency().meanAbsolute() <= 1e-10, what);
                assertTrue(entry.consistency().maxRelative() <= 1e-7, what);
                assertTrue(entry.bound() <= 2.5e-6 * largest, what);
            }
        }
    }

    @Test
    void everyLayerAlone() {
        Rng rng = new Rng(3);
        Tensor w = Tensor.normal(rng, 0, 0.5, Shape.of(5, 4));
        Tensor b = Tensor.normal(rng, 0, 0.5, Shape.of(4));
        for (Layer layer : List.of(new Affine(w, b), new MatMul(w), new Relu(), new Sigmoid())) {
            for (Tensor x :
                    List.of(Tensor.normal(rng, 0, 2, Shape.of(7, 5)), Tensor.normal(rng, 0, 2, Shape.of(1, 5)))) {
                GradientReport report = GradientCheck.of(layer).on(x).run();
                assertTrue(report.passed(), () -> layer.name() + "\n" + report);
                assertEquals("x", report.entries().getLast().name());
                assertEquals(
                        x.size(),
                        report.entry("x").checked() + report.entry("x").skipped());
            }
        }
        GradientCheck.assertGradients(new Affine(w, b), Tensor.normal(rng, 0, 1, Shape.of(5)));
    }

    @Test
    void lossesAlone() {
        Rng rng = new Rng(4);
        Tensor scores = Tensor.normal(rng, 0, 3, Shape.of(6, 5));
        GradientCheck.of(new SoftmaxWithLoss())
                .on(scores, Targets.of(0, 1, 2, 3, 4, 0))
                .run()
                .assertPassed();
        GradientCheck.of(new IdentityWithLoss())
                .on(scores, Targets.of(Tensor.normal(rng, 0, 3, Shape.of(6, 5))))
                .run()
                .assertPassed();
    }

    @Test
    void networksOfAnyDepthAndTheirInputs() {
        Rng rng = new Rng(6);
        for (int depth : new int[] {2, 5, 10, 20}) {
            List<Layer> layers = new ArrayList<>();
            for (int i = 1; i <= depth; i++) {
                layers.add(new Affine(
                        "affine" + i,
                        Tensor.normal(rng, 0, 0.4, Shape.of(10, 10)),
                        Tensor.normal(rng, 0, 0.1, Shape.of(10))));
                layers.add(i % 2 == 0 ? new Relu("relu" + i) : new Sigmoid("sigmoid" + i));
            }
            Network network = new Network(layers, new SoftmaxWithLoss());
            GradientReport report = GradientCheck.of(network)
                    .on(Tensor.normal(rng, 0, 1, Shape.of(3, 10)), Targets.of(1, 2, 3))
                    .inputs()
                    .run();
            assertTrue(report.passed(), depth + "\n" + report);
            assertEquals(2 * depth + 1, report.entries().size());
        }
    }

    /** Without its formula the same layer is checked in float32, and its mistakes are found all the same. */
    @Test
    void layersWithoutAFormula() {
        Digits digits = Digits.random(3, 8);
        TwoLayerNet net = new TwoLayerNet(784, 12, 10, 0.1, 3);
        Network bare = new Network(
                net.layers().values().stream().map(ReferencesTest::bare).toList(), net.lastLayer());
        GradientReport report = GradientCheck.of(bare)
                .on(digits.images(), digits.targets())
                .sample(60, 1)
                .run();
        assertTrue(report.passed(), report.toString());
        assertTrue(report.notes().getFirst().contains("affine1, relu1, affine2"), report.notes()::toString);
        assertTrue(report.notes().getLast().contains("values have a noise of"), report.notes()::toString);
        Network wrong = Bugs.inGradient(bare, "W2", g -> {
            for (int i = 0; i < g.size(); i++) {
                g.array()[i] *= 1.01f;
            }
        });
        GradientReport failed = GradientCheck.of(wrong)
                .on(digits.images(), digits.targets())
                .sample(60, 1)
                .run();
        assertFalse(failed.entry("W2").passed(), failed.toString());
        assertTrue(failed.entry("b2").passed(), failed.toString());
        Affine affine = new Affine(Tensor.normal(new Rng(1), 0, 1, Shape.of(4, 3)), Tensor.zeros(3));
        GradientCheck.assertGradients(bare(affine), Tensor.normal(new Rng(2), 0, 1, Shape.of(5, 4)));
    }

    private static Layer bare(Layer layer) {
        return new Bugs.Wrapped(layer) {
            @Override
            public Optional<Formula> formula() {
                return Optional.empty();
            }
        };
    }

    @Test
    void functions() {
        GradientCheck.of(x -> Math.sin(x[0]) * x[1], x -> new double[] {Math.cos(x[0]) * x[1], Math.sin(x[0])}, 0.3, 2)
                .run()
                .assertPassed();
        AssertionError error = assertThrows(
                AssertionError.class,
                () -> GradientCheck.of(x -> x[0] * x[0] + 3 * x[1], x -> new double[] {-2 * x[0], -3}, 0.7, 1)
                        .run()
                        .assertPassed());
        assertTrue(error.getMessage().contains("gradient of x disagrees: the sign is wrong"), error.getMessage());
        Param p = new Param("p", Tensor.of(0.5f, -2));
        float[] before = p.value().toArray();
        GradientCheck.of(new Differentiable() {
                    @Override
                    public List<Param> parameters() {
                        return List.of(p);
                    }

                    @Override
                    public double value() {
                        return Math.exp(p.value().get(0))
                                + p.value().get(1) * p.value().get(1);
                    }

                    @Override
                    public void computeGradients() {
                        p.gradient()
                                .copyFrom(Tensor.of(
                                        (float) Math.exp(p.value().get(0)),
                                        2 * p.value().get(1)));
                    }
                })
                .run()
                .assertPassed();
        assertTrue(p.value().sameBits(Tensor.of(before).reshape(2)));
    }

    /** A unit that is on in float32 and off in double is seen, and no reason to fail. */
    @Test
    void unitsOnDifferentSides() {
        // w + 0.2 - (w + 0.2) is 0 in float32, but in double what rounding took away from the second sum.
        Tensor w1 = Tensor.of(new float[][] {{0.1f, 1}, {0.2f, 1}, {-0.3f, 1}});
        Tensor w2 = Tensor.of(new float[][] {{1, -1}, {0.5f, 2}});
        int different = 0;
        for (int i = 0; i < 60; i++) {
            float w = 0.1f + 0.01f * i;
            w1.set(0, 0, w);
            w1.set(2, 0, -(w + 0.2f));
            Network net = new Network(
                    List.of(
                            new Affine("affine1", w1, Tensor.zeros(2)),
                            new Relu("relu1"),
                            new Affine("affine2", w2, Tensor.zeros(2))),
                    new SoftmaxWithLoss());
            GradientReport report = GradientCheck.of(net)
                    .on(Tensor.of(new float[][] {{1, 1, 1}, {0.5f, 3, 1}, {7, 1, 2}}), Targets.of(0, 1, 0))
                    .run();
            assertTrue(report.passed(), i + "\n" + report);
            different += report.notes().toString().contains("different sides") ? 1 : 0;
        }
        assertTrue(different > 0, "no unit was on different sides");
    }

    @Test
    void canBeWatchedAndStopped() {
        TwoLayerNet net = new TwoLayerNet(20, 5, 3, 1);
        GradientCheck check = GradientCheck.of(net).on(Tensor.full(Shape.of(2, 20), 1), Targets.of(0, 1));
        // Of layers alone, input by input, then of the parameters twice.
        long steps = 2 * 5 + 2 * 5 * 3 + 2 * (20 * 5 + 5 + 5 * 3 + 3);
        List<Long> heard = new ArrayList<>();
        check.progress(new CheckProgress((done, total) -> {
                    assertEquals(steps, total);
                    heard.add(done);
                }))
                .run();
        assertTrue(heard.getFirst() <= 2 * 5 + 2 * 5 * 3, "heard of the first stage: " + heard);
        assertEquals(heard.stream().sorted().toList(), heard, "one count for all stages");
        assertTrue(heard.getLast() <= steps && heard.getLast() > steps / 2, "heard of the last stage: " + heard);
        CheckProgress cancelled = new CheckProgress();
        cancelled.cancel();
        assertThrows(
                CancellationException.class, () -> check.progress(cancelled).run());
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, check::run);
        assertTrue(Thread.interrupted(), "the thread stays interrupted");
        assertTrue(check.run().passed());
    }
}
