package io.katsuo.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Activations against double arithmetic, over the whole range in which they are not constant, and at special values. */
class ActivationsTest {
    private static final float INF = Float.POSITIVE_INFINITY;
    private static final double SCALE = Math.sqrt(2 / Math.PI);

    /** Function and derivative, and how far in units of the last place, or absolutely, the layer may be from them. */
    record Case(Layer layer, DoubleUnaryOperator value, DoubleUnaryOperator derivative, double ulps, double absolute) {
        @Override
        public String toString() {
            return layer.name();
        }
    }

    static List<Case> cases() {
        float slope = 0.01f;
        return List.of(
                new Case(new Tanh(), Math::tanh, x -> 1 / Math.pow(Math.cosh(x), 2), 1, 1.2e-7),
                new Case(new LeakyRelu("leakyRelu"), x -> x > 0 ? x : slope * x, x -> x > 0 ? 1 : slope, 0.5, 0),
                new Case(
                        new Elu("elu", 2),
                        x -> x > 0 ? x : 2 * Math.expm1(x),
                        x -> x > 0 ? 1 : 2 * Math.exp(x),
                        0.6,
                        0),
                new Case(
                        new Softplus("softplus"),
                        x -> x > 700 ? x : Math.log1p(Math.exp(x)),
                        x -> 1 / (1 + Math.exp(-x)),
                        0.6,
                        0),
                new Case(
                        new Gelu("gelu"),
                        x -> x / 2 * Erf.erfc(-x / Math.sqrt(2)),
                        x -> Erf.erfc(-x / Math.sqrt(2)) / 2 + x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI),
                        0.6,
                        1e-9),
                new Case(Gelu.byTanh("geluByTanh"), x -> x * share(x), ActivationsTest::slope, 0.6, 1e-15));
    }

    private static double share(double x) {
        return 1 / (1 + Math.exp(-2 * SCALE * (x + 0.044715 * x * x * x)));
    }

    private static double slope(double x) {
        return share(x) + x * share(x) * share(-x) * 2 * SCALE * (1 + 3 * 0.044715 * x * x);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valuesAndDerivatives(Case c) {
        int n = 6001;
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (i - 3000) / 250f;
        }
        float[] y = c.layer.forward(Tensor.of(x)).toArray();
        float[] dx = c.layer.backward(Tensor.ones(n)).toArray();
        for (int i = 0; i < n; i++) {
            double value = c.value.applyAsDouble(x[i]);
            double derivative = c.derivative.applyAsDouble(x[i]);
            // Beyond 8.5 the tail of Erf.erfc is less accurate than ours.
            double slack = 1e-14 * Math.abs(value);
            assertEquals(value, y[i], c.ulps * Math.ulp((float) value) + slack + c.absolute * 1e-6, "x = " + x[i]);
            assertEquals(
                    derivative, dx[i], c.ulps * Math.ulp((float) derivative) + c.absolute, "derivative at " + x[i]);
        }
    }

    /** Limits, not NaN, at infinity and beyond the range of exp; NaN passes both ways. */
    @Test
    void specialValues() {
        Tensor x = Tensor.of(INF, -INF, 3e38f, -3e38f, Float.NaN);
        float[][] expected = {
            {1, -1, 1, -1},
            {INF, -INF, 3e38f, -3e38f * 0.01f},
            {INF, -2, 3e38f, -2},
            {INF, 0, 3e38f, 0},
            {INF, 0, 3e38f, 0},
            {INF, 0, 3e38f, 0}
        };
        float[][] slopes = {{0, 0, 0, 0}, {1, 0.01f, 1, 0.01f}, {1, 0, 1, 0}, {1, 0, 1, 0}, {1, 0, 1, 0}, {1, 0, 1, 0}};
        for (int i = 0; i < cases().size(); i++) {
            Layer layer = cases().get(i).layer;
            float[] y = layer.forward(x).toArray();
            assertTrue(Float.isNaN(y[4]), layer.name());
            assertArrayEquals(expected[i], java.util.Arrays.copyOf(y, 4), layer.name());
            float[] dx = layer.backward(Tensor.ones(5)).toArray();
            assertArrayEquals(slopes[i], java.util.Arrays.copyOf(dx, 4), layer.name());
        }
    }

    /** At exactly 0 a kink counts as its left side. */
    @Test
    void zero() {
        for (Layer layer : List.of(new LeakyRelu("leakyRelu", 0.25), new Elu("elu", 0.25))) {
            assertArrayEquals(
                    new float[] {0, -0f}, layer.forward(Tensor.of(0f, -0f)).toArray());
            assertArrayEquals(
                    new float[] {0.25f, 0.25f}, layer.backward(Tensor.ones(2)).toArray());
        }
    }

    @Test
    void constantsOutOfRangeAreRefused() {
        for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> new LeakyRelu("leakyRelu", wrong));
            assertThrows(IllegalArgumentException.class, () -> new LayerNormalization("norm", 3, wrong));
            assertThrows(IllegalArgumentException.class, () -> new BatchNormalization("norm", 3, 0.1, wrong));
            assertThrows(IllegalArgumentException.class, () -> new BatchNormalization("norm", 3, wrong - 1e-9, 1e-5));
            assertEquals(
                    "elu1: alpha must be finite and above 0.0: " + (float) wrong,
                    assertThrows(IllegalArgumentException.class, () -> new Elu("elu1", wrong))
                            .getMessage());
        }
        for (double wrong : new double[] {-0.1, 1, 1 - 1e-12, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> new Dropout("dropout", wrong, 1));
        }
    }
}
