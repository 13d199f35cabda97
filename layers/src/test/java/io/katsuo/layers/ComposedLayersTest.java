package io.katsuo.layers;

import static io.katsuo.core.ops.Elementwise.add;
import static io.katsuo.core.ops.Elementwise.div;
import static io.katsuo.core.ops.Elementwise.exp;
import static io.katsuo.core.ops.Elementwise.mul;
import static io.katsuo.core.ops.Elementwise.neg;
import static io.katsuo.core.ops.Elementwise.square;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Layers as compositions of nodes against the layers that do it in one. */
class ComposedLayersTest {
    /** Item 56: affine = MatMul + Repeat + Add, bit for bit, for batches of any size. */
    @Test
    void affineIsAGraphOfNodesBitForBit() {
        for (long seed = 0; seed < 60; seed++) {
            Rng rng = new Rng(seed);
            int n = rng.nextInt(600);
            int d = 1 + rng.nextInt(40);
            int m = 1 + rng.nextInt(40);
            Tensor w = Tensor.normal(rng, 0, 1, Shape.of(d, m));
            Tensor b = Tensor.normal(rng, 0, 1, Shape.of(m));
            Affine fused = new Affine("affine", w, b);
            MatMul matmul = new MatMul(w);
            Repeat repeat = new Repeat();
            AddLayer add = new AddLayer();
            Tensor x = Tensor.normal(rng, 0, 1, Shape.of(n, d));
            Tensor y = fused.forward(x);
            assertTrue(y.sameBits(add.forward(matmul.forward(x), repeat.forward(b, n))), "forward, seed " + seed);
            Tensor dout = Tensor.normal(rng, 0, 1, Shape.of(n, m));
            Tensor dx = fused.backward(dout);
            InputGradients gradients = add.backward(dout);
            assertTrue(dx.sameBits(matmul.backward(gradients.dx())), "dx, seed " + seed);
            assertTrue(fused.dW().sameBits(matmul.dW()), "dW, seed " + seed);
            assertTrue(fused.db().sameBits(repeat.backward(gradients.dy())), "db, seed " + seed);
        }
    }

    /** exp(-x), the output of the third node of the sigmoid's graph. */
    private static Tensor exponential(Tensor x) {
        return exp(neg(x));
    }

    private static Tensor sigmoidInSteps(Tensor x) {
        return div(1, add(exponential(x), 1));
    }

    /** Through the nodes "/", "+", exp and "×" (chapter, figures 5.20 to 5.23). */
    private static Tensor backwardInSteps(Tensor x, Tensor dout) {
        Tensor division = mul(dout, neg(square(sigmoidInSteps(x))));
        return neg(mul(division, exponential(x)));
    }

    /** Item 30: in steps and grouped, the sigmoid and its derivative agree absolutely. */
    @Test
    void sigmoidInStepsAgreesAbsolutely() {
        int n = 4001;
        Tensor x = Tensor.zeros(n);
        for (int i = 0; i < n; i++) {
            x.set(i, (i - 2000) / 100f);
        }
        Tensor dout = Tensor.normal(new Rng(4), 0, 3, Shape.of(n));
        Sigmoid grouped = new Sigmoid("grouped");
        Tensor y = grouped.forward(x);
        Tensor ySteps = sigmoidInSteps(x);
        Tensor dx = grouped.backward(dout);
        Tensor dxSteps = backwardInSteps(x, dout);
        for (int i = 0; i < n; i++) {
            assertEquals(y.get(i), ySteps.get(i), 1.2e-7, "y at x = " + x.get(i));
            assertEquals(dx.get(i), dxSteps.get(i), 1.2e-7 * Math.abs(dout.get(i)), "dx at x = " + x.get(i));
        }
    }

    /** Trap T20: where exp(-x) overflows the steps fail, and the grouped node is right. */
    @Test
    void sigmoidInStepsOverflows() {
        Tensor x = Tensor.of(-90);
        assertEquals(0f, sigmoidInSteps(x).item());
        assertTrue(Float.isNaN(backwardInSteps(x, Tensor.of(1)).item()));
        Sigmoid grouped = new Sigmoid();
        assertEquals(8.194e-40, grouped.forward(x).item(), 1e-43);
        assertEquals(8.194e-40, grouped.backward(Tensor.of(1)).item(), 1e-43);
    }
}
