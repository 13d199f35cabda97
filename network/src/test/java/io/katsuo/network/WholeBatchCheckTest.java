package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.Batch;
import io.katsuo.layers.BatchNormalization;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Param;
import io.katsuo.layers.Relu;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import io.katsuo.network.gradcheck.GradientCheck;
import io.katsuo.network.gradcheck.GradientReport;
import io.katsuo.network.gradcheck.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The gradient check of layers whose samples depend on each other, against their formulas of a whole batch. */
class WholeBatchCheckTest {
    private static final int SAMPLES = 5;
    private static final Targets LABELS = Targets.of(0, 2, 1, 2, 0);

    /** Batch normalization that can be wrong in one respect. */
    private static final class Wrong extends Layer {
        private final BatchNormalization right = new BatchNormalization("norm1", 4);
        private final boolean independent;
        private final float factor;

        /** One that says it is independent, or multiplies dx by a factor. */
        Wrong(boolean independent, float factor) {
            super("norm1");
            this.independent = independent;
            this.factor = factor;
        }

        @Override
        public boolean wholeBatch() {
            return !independent;
        }

        @Override
        public OptionalInt inputs() {
            return right.inputs();
        }

        @Override
        public List<Param> parameters() {
            return right.parameters();
        }

        @Override
        public List<Param> state() {
            return right.state();
        }

        @Override
        public void forward(Tensor x, Tensor y) {
            right.forward(x, y);
        }

        @Override
        public void forward(Tensor x, Tensor y, Batch batch) {
            right.forward(x, y, batch);
        }

        @Override
        public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
            right.backward(x, y, dout, dx);
            for (int i = 0; i < dx.dim(0); i++) {
                dx.set(i, 1, dx.get(i, 1) * factor);
            }
        }

        @Override
        public void gradients(Tensor x, Tensor dout) {
            right.gradients(x, dout);
        }

        @Override
        public Optional<Formula> formula() {
            return right.formula();
        }
    }

    private static Tensor x(long seed) {
        return Tensor.normal(new Rng(seed), 1, 2, Shape.of(SAMPLES, 6));
    }

    private static Network network(long seed, Layer normalization) {
        Rng rng = new Rng(seed);
        return new Network(
                List.of(
                        new Affine(
                                "affine1",
                                Tensor.normal(rng, 0, 0.6, Shape.of(6, 4)),
                                Tensor.normal(rng, 0, 0.3, Shape.of(4))),
                        normalization,
                        new Relu("relu1"),
                        new Affine(
                                "affine2",
                                Tensor.normal(rng, 0, 0.6, Shape.of(4, 3)),
                                Tensor.normal(rng, 0, 0.3, Shape.of(3)))),
                new SoftmaxWithLoss());
    }

    private static GradientReport check(long seed, Layer normalization) {
        return GradientCheck.of(network(seed, normalization))
                .on(x(seed), LABELS)
                .inputs()
                .run();
    }

    @Test
    void batchNormalizationAgreesWithItsFormulaAloneAndInANetwork() {
        for (long seed = 1; seed <= 20; seed++) {
            GradientReport report = check(seed, new BatchNormalization("norm1", 4));
            assertEquals(List.of(), report.findings(), "seed " + seed + "\n" + report + "\n" + report.layers());
            // The normalization subtracts what the bias before it adds.
            assertEquals(Verdict.NOT_SHOWN, report.entry("b1").verdict(), report::toString);
            GradientReport alone = GradientCheck.of(new BatchNormalization("norm1", 6))
                    .on(x(seed))
                    .run();
            assertTrue(alone.passed(), "seed " + seed + "\n" + alone);
            assertEquals(6 * SAMPLES, alone.entry("x").checked());
        }
    }

    @Test
    void directionsMoveWholeBatches() {
        Affine affine = new Affine("affine1", Tensor.normal(new Rng(1), 0, 0.6, Shape.of(6, 3)), Tensor.zeros(3));
        Network network = new Network(List.of(new BatchNormalization("norm1", 6), affine), new SoftmaxWithLoss());
        GradientReport report = GradientCheck.of(network).on(x(1), LABELS).runDirections(5, 1);
        assertTrue(report.passed(), report::toString);
    }

    @Test
    void aMistakeInOneUnitIsFound() {
        GradientReport report = check(1, new Wrong(false, 1.001f));
        assertFalse(report.passed(), report::toString);
        assertTrue(report.findings().getFirst().startsWith("norm1.backward disagrees"), report::toString);
        assertTrue(report.entry("W2").passed(), report::toString);
    }

    /** Such a layer would be cut for threads, and give other results on two threads than on one. */
    @Test
    void aLayerThatClaimsToBeIndependentIsNamed() {
        GradientReport report = check(1, new Wrong(true, 1));
        assertFalse(report.passed(), report::toString);
        assertTrue(
                report.findings()
                        .getFirst()
                        .startsWith("norm1.forward lets samples influence each other: the result for"),
                report::toString);
    }

    /** A check runs many training passes, but training goes on as if it had not. */
    @Test
    void runningMeansAreRestored() {
        BatchNormalization layer = new BatchNormalization("norm1", 4);
        Network network = network(1, layer);
        network.computeGradients(x(2), LABELS);
        List<Tensor> before = layer.state().stream().map(s -> s.value().copy()).toList();
        assertEquals(List.of(), GradientCheck.of(network).on(x(1), LABELS).run().findings());
        for (int i = 0; i < before.size(); i++) {
            assertTrue(
                    before.get(i).sameBits(layer.state().get(i).value()),
                    layer.state().get(i)::toString);
        }
    }
}
