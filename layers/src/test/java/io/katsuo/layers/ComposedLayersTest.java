package io.katsuo.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Layers as compositions of nodes against the layers that do it in one. */
class ComposedLayersTest {
    /** Item 56: affine = MatMul + Repeat + Add, bit for bit, for single samples and batches of any size. */
    @Test
    void composedAffineIsAffineBitForBit() {
        for (long seed = 0; seed < 60; seed++) {
            Rng rng = new Rng(seed);
            int n = rng.nextInt(600);
            int d = 1 + rng.nextInt(40);
            int m = 1 + rng.nextInt(40);
            Tensor w = Tensor.randn(rng, d, m);
            Tensor b = Tensor.randn(rng, m);
            Affine fused = new Affine("affine", w, b);
            ComposedAffine composed = new ComposedAffine("affine", w, b);
            boolean batch = seed % 5 > 0;
            Tensor x = batch ? Tensor.randn(rng, n, d) : Tensor.randn(rng, d);
            Tensor y = fused.forward(x);
            assertTrue(y.sameBits(composed.forward(x)), "forward, seed " + seed);
            Tensor dout = Tensor.randn(rng, y.shape().dims());
            assertTrue(fused.backward(dout).sameBits(composed.backward(dout)), "dx, seed " + seed);
            for (int i = 0; i < 2; i++) {
                Param expected = fused.parameters().get(i);
                Param actual = composed.parameters().get(i);
                assertEquals(expected.name(), actual.name());
                assertTrue(expected.gradient().sameBits(actual.gradient()), expected.name() + ", seed " + seed);
            }
        }
    }

    /** Item 30: in steps and grouped, the sigmoid and its derivative agree absolutely. */
    @Test
    void composedSigmoidAgreesAbsolutely() {
        int n = 4001;
        Tensor x = Tensor.zeros(n);
        for (int i = 0; i < n; i++) {
            x.set(i, (i - 2000) / 100f);
        }
        Tensor dout = Tensor.normal(new Rng(4), 0, 3, Shape.of(n));
        ComposedSigmoid steps = new ComposedSigmoid("steps");
        Sigmoid grouped = new Sigmoid("grouped");
        Tensor y = grouped.forward(x);
        Tensor ySteps = steps.forward(x);
        Tensor dx = grouped.backward(dout);
        Tensor dxSteps = steps.backward(dout);
        for (int i = 0; i < n; i++) {
            assertEquals(y.get(i), ySteps.get(i), 1.2e-7, "y at x = " + x.get(i));
            assertEquals(dx.get(i), dxSteps.get(i), 1.2e-7 * Math.abs(dout.get(i)), "dx at x = " + x.get(i));
        }
    }

    /** Trap T20: what the steps do where exp(-x) overflows, and the grouped node does better. */
    @Test
    void composedSigmoidOverflows() {
        ComposedSigmoid steps = new ComposedSigmoid("steps");
        Tensor x = Tensor.of(-90);
        assertEquals(0f, steps.forward(x).item());
        assertTrue(Float.isNaN(steps.backward(Tensor.of(1)).item()));
        Sigmoid grouped = new Sigmoid();
        assertEquals(8.194e-40, grouped.forward(x).item(), 1e-43);
        assertEquals(8.194e-40, grouped.backward(Tensor.of(1)).item(), 1e-43);
    }
}
