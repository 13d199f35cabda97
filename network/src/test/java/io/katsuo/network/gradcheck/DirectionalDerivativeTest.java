package io.katsuo.network.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Relu;
import io.katsuo.layers.Sigmoid;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import io.katsuo.network.numeric.Differences;
import io.katsuo.network.numeric.DoubleNetwork;
import io.katsuo.network.numeric.Stencil;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The derivative along a line is the gradient, entry by entry, times the direction. */
class DirectionalDerivativeTest {
    @Test
    void itIsTheProductOfGradientAndDirection() {
        for (int seed = 0; seed < 20; seed++) {
            Rng rng = new Rng(seed);
            List<Layer> layers = List.of(affine("affine1", rng), new Sigmoid("s"), affine("affine2", rng));
            DoubleNetwork network =
                    DoubleNetwork.of(layers, new SoftmaxWithLoss(), Tensor.randn(rng, 3, 4), Targets.of(0, 3, 1));
            List<Differences> gradient = network.differences(1e-5);
            double[][] direction = new double[4][];
            double product = 0;
            for (int p = 0; p < 4; p++) {
                int size = gradient.get(p).values().length;
                // A parameter without a direction stays.
                direction[p] = new double[seed % 4 == p ? 0 : size];
                for (int i = 0; i < direction[p].length; i++) {
                    direction[p][i] = rng.nextNormal();
                    product += direction[p][i] * gradient.get(p).values()[i];
                }
            }
            DirectionalDerivative found = DirectionalDerivative.of(network, direction, Stencil::central, 1e-6);
            assertFalse(found.kinked());
            assertEquals(1e-6, found.step());
            assertEquals(product, found.value(), 1e-8, "seed " + seed);
        }
    }

    /** Pre-activation 1e-3 in the direction +1: the step shrinks until it stays on one side. */
    @Test
    void theStepShrinksAtAKink() {
        DirectionalDerivative found = besideAKink(1e-3f);
        assertFalse(found.kinked());
        assertEquals(1e-2 / 16, found.step());
        // Scores (x, 0) and class 0: -(1 - softmax), for the unit is on.
        assertEquals(-1 / (1 + Math.exp(1e-3)), found.value(), 1e-6);
        assertTrue(besideAKink(0).kinked(), "on the kink no step is small enough");
    }

    private static DirectionalDerivative besideAKink(float preactivation) {
        Affine affine = new Affine("a", Tensor.of(new float[][] {{preactivation, -1}}), Tensor.zeros(2));
        DoubleNetwork network =
                DoubleNetwork.of(List.of(affine, new Relu("r")), new SoftmaxWithLoss(), Tensor.of(1), Targets.of(0));
        return DirectionalDerivative.of(network, new double[][] {{1, 0}, {}}, Stencil::central, 1e-2);
    }

    private static Layer affine(String name, Rng rng) {
        return new Affine(name, Tensor.randn(rng, 4, 4), Tensor.randn(rng, 4));
    }
}
