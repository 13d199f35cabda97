package io.katsuo.network.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Param;
import io.katsuo.network.AllocationMeter;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Optimizers against their papers' formulas in double; their memory, threads and garbage. */
class OptimizersTest {
    private static final double RATE = 0.05;

    /** One step of one weight, t from 1; s holds two remembered numbers. */
    @FunctionalInterface
    interface Formula {
        double step(double w, double g, double[] s, int t);
    }

    record Kind(String name, Supplier<Optimizer> optimizer, Formula formula) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static double adam(double g, double[] s, int t) {
        return adam(g, s, t, 1e-8);
    }

    private static double adam(double g, double[] s, int t, double epsilon) {
        s[0] = 0.9 * s[0] + 0.1 * g;
        s[1] = 0.999 * s[1] + 0.001 * g * g;
        double m = s[0] / (1 - Math.pow(0.9, t));
        double v = s[1] / (1 - Math.pow(0.999, t));
        return RATE * m / (Math.sqrt(v) + epsilon);
    }

    static List<Kind> kinds() {
        return List.of(
                new Kind("sgd", () -> new Sgd(RATE), (w, g, s, t) -> w - RATE * g),
                new Kind("momentum", () -> new Momentum(RATE), (w, g, s, t) -> {
                    s[0] = 0.9 * s[0] - RATE * g;
                    return w + s[0];
                }),
                new Kind("nesterov", () -> new Nesterov(RATE), (w, g, s, t) -> {
                    // The book's form: with the velocity of before.
                    double next = w + 0.81 * s[0] - 1.9 * RATE * g;
                    s[0] = 0.9 * s[0] - RATE * g;
                    return next;
                }),
                new Kind("adagrad", () -> new AdaGrad(RATE), (w, g, s, t) -> {
                    s[0] += g * g;
                    return w - RATE * g / (Math.sqrt(s[0]) + 1e-8);
                }),
                new Kind("rmsprop", () -> new RmsProp(RATE), (w, g, s, t) -> {
                    s[0] = 0.9 * s[0] + 0.1 * g * g;
                    return w - RATE * g / (Math.sqrt(s[0]) + 1e-8);
                }),
                new Kind("adagrad, epsilon", () -> new AdaGrad(Schedule.constant(RATE), 0.5), (w, g, s, t) -> {
                    s[0] += g * g;
                    return w - RATE * g / (Math.sqrt(s[0]) + 0.5);
                }),
                new Kind("rmsprop, epsilon", () -> new RmsProp(Schedule.constant(RATE), 0.9, 0.5), (w, g, s, t) -> {
                    s[0] = 0.9 * s[0] + 0.1 * g * g;
                    return w - RATE * g / (Math.sqrt(s[0]) + 0.5);
                }),
                new Kind(
                        "adam, epsilon",
                        () -> new Adam(Schedule.constant(RATE), 0.9, 0.999, 0.5),
                        (w, g, s, t) -> w - adam(g, s, t, 0.5)),
                new Kind("adam", () -> new Adam(RATE), (w, g, s, t) -> w - adam(g, s, t)),
                new Kind("adamw", () -> new AdamW(RATE), (w, g, s, t) -> w - RATE * 0.01 * w - adam(g, s, t)),
                new Kind("decay", () -> new Adam(RATE).weightDecay(0.1), (w, g, s, t) -> w - adam(g + 0.1 * w, s, t)),
                new Kind(
                        "clipValue",
                        () -> new Sgd(RATE).clipValue(0.5),
                        (w, g, s, t) -> w - RATE * Math.clamp(g, -0.5, 0.5)),
                new Kind(
                        "schedule",
                        () -> new Sgd(Schedule.steps(RATE, 0.5, 10)),
                        (w, g, s, t) -> w - RATE * Math.pow(0.5, (t - 1) / 10) * g));
    }

    private static List<Param> parameters(Rng rng, int rows) {
        return List.of(
                new Param("W1", Tensor.normal(rng, 0, 1, Shape.of(rows, 7))),
                new Param("b1", Tensor.normal(rng, 0, 1, Shape.of(7))));
    }

    private static void gradients(Rng rng, List<Param> parameters) {
        for (Param p : parameters) {
            p.gradient().copyFrom(Tensor.normal(rng, 0.1, 1, p.value().shape()));
        }
    }

    private static float[][] values(List<Param> parameters) {
        return parameters.stream().map(p -> p.value().toArray()).toArray(float[][]::new);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void steps(Kind kind) {
        Rng rng = new Rng(3);
        List<Param> parameters = parameters(rng, 5);
        double[][] expected =
                parameters.stream().map(p -> p.value().toDoubles()).toArray(double[][]::new);
        double[][][] memory = {new double[35][2], new double[7][2]};
        Optimizer optimizer = kind.optimizer.get();
        for (int t = 1; t <= 100; t++) {
            gradients(rng, parameters);
            for (int p = 0; p < 2; p++) {
                double[] g = parameters.get(p).gradient().toDoubles();
                for (int i = 0; i < g.length; i++) {
                    expected[p][i] = kind.formula.step(expected[p][i], g[i], memory[p][i], t);
                }
            }
            optimizer.update(parameters, t - 1);
            float[][] actual = values(parameters);
            for (int p = 0; p < 2; p++) {
                for (int i = 0; i < actual[p].length; i++) {
                    double tolerance = 2e-6 * (1 + Math.abs(expected[p][i]));
                    assertEquals(expected[p][i], actual[p][i], tolerance, "step " + t + ", " + p + ", " + i);
                }
            }
        }
    }

    /** On any number of threads, with values that are a view, and after a stop with a restored memory. */
    @ParameterizedTest
    @MethodSource("kinds")
    void theSameBits(Kind kind) {
        float[][] expected = null;
        for (int threads = 1; threads <= 3; threads++) {
            float[][] actual = Threads.call(threads, () -> run(kind, parameters(new Rng(1), 20_000), 6));
            expected = expected == null ? actual : expected;
            assertSame(expected, actual, threads + " threads");
        }
        List<Param> strided = parameters(new Rng(1), 20_000).stream()
                .map(p -> new Param(p.name(), p.value().transpose().copy().transpose()))
                .toList();
        assertSame(expected, run(kind, strided, 6), "a view");
        List<Param> resumed = parameters(new Rng(1), 20_000);
        assertSame(expected, run(kind, resumed, 3), "resumed");
    }

    private static void assertSame(float[][] expected, float[][] actual, String message) {
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], actual[i], message);
        }
    }

    /** Six steps, with a new optimizer from some step on that is given the memory of the first. */
    private static float[][] run(Kind kind, List<Param> parameters, int change) {
        Optimizer optimizer = kind.optimizer.get();
        Rng rng = new Rng(2);
        for (int step = 0; step < 6; step++) {
            if (step == change) {
                Map<String, Tensor> before = optimizer.state(parameters);
                optimizer = kind.optimizer.get();
                Map<String, Tensor> after = optimizer.state(parameters);
                assertEquals(before.keySet(), after.keySet());
                before.forEach((name, tensor) -> after.get(name).copyFrom(tensor));
            }
            gradients(rng, parameters);
            optimizer.update(parameters, step);
        }
        return values(parameters);
    }

    @Test
    void theStateHasNames() {
        List<Param> parameters = parameters(new Rng(1), 2);
        assertEquals(
                List.of("adam.m.W1", "adam.m.b1", "adam.v.W1", "adam.v.b1"),
                List.copyOf(new Adam(1).clipNorm(1).state(parameters).keySet()));
        assertEquals(
                List.of("momentum.v.W1", "momentum.v.b1"),
                List.copyOf(new Momentum(1).weightDecay(1).state(parameters).keySet()));
        assertTrue(new Sgd(1).clipValue(1).state(parameters).isEmpty());
    }

    @Test
    void oneOptimizerForOneNetwork() {
        Optimizer adam = new Adam(0.1);
        adam.update(parameters(new Rng(1), 2), 0);
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> adam.update(parameters(new Rng(1), 2), 1));
        assertTrue(
                e.getMessage().startsWith("adam: it remembers the parameters of another network: [W1 [2, 7], b1 [7]]"),
                e.getMessage());
    }

    /** All parameters together get the norm, also where a float square overflows; a smaller norm is left alone. */
    @Test
    void clippingByNorm() {
        for (float scale : new float[] {1, 1e25f, 1e-25f}) {
            List<Param> parameters = List.of(new Param("a", Tensor.zeros(3)), new Param("b", Tensor.zeros(2)));
            parameters.get(0).gradient().copyFrom(Tensor.of(2 * scale, -scale, 2 * scale));
            parameters.get(1).gradient().copyFrom(Tensor.of(0, -4 * scale));
            new Sgd(1).clipNorm(2.5f * scale).update(parameters, 0);
            assertArrayEquals(
                    new float[] {-1 * scale, 0.5f * scale, -1 * scale},
                    parameters.get(0).value().toArray(),
                    1e-7f * scale);
            assertArrayEquals(
                    new float[] {0, 2 * scale}, parameters.get(1).value().toArray(), 1e-7f * scale);
        }
        Param single = new Param("a", Tensor.zeros(2));
        single.gradient().copyFrom(Tensor.of(3, 4));
        new Sgd(1).clipNorm(5).update(List.of(single), 0);
        assertArrayEquals(new float[] {-3, -4}, single.value().toArray());
        new Sgd(1).update(List.of(single), 0);
        assertArrayEquals(new float[] {-6, -8}, single.value().toArray());
        for (int element = 0; element < 11; element++) {
            Param many = new Param("a", Tensor.zeros(11));
            many.gradient().fill(1);
            many.gradient().set(element, element + 2);
            new Sgd(1).clipNorm(0.5).update(List.of(many), 0);
            double norm = Math.sqrt(10 + (element + 2) * (element + 2));
            for (int i = 0; i < 11; i++) {
                assertEquals(
                        (i == element ? element + 2 : 1) * -0.5 / norm,
                        many.value().get(i),
                        1e-7,
                        "" + i);
            }
        }
    }

    @Test
    void nothingIsAllocated() {
        List<Param> parameters = parameters(new Rng(1), 2_000);
        gradients(new Rng(2), parameters);
        Schedule schedule = Schedule.oneCycle(1e-3, 1_000).warmUp(10);
        List<Optimizer> all = List.of(
                new Sgd(schedule),
                new Momentum(schedule, 0.9),
                new Nesterov(schedule, 0.9),
                new AdaGrad(schedule, 1e-8),
                new RmsProp(schedule, 0.9, 1e-8),
                new Adam(schedule, 0.9, 0.999, 1e-8),
                new AdamW(1e-3).weightDecay(1e-4).clipNorm(1e-3).clipValue(1));
        for (Optimizer optimizer : all) {
            long[] step = {0};
            AllocationMeter.assertNothing(200, () -> optimizer.update(parameters, step[0]++ % 1_000), "" + optimizer);
        }
    }

    @Test
    void settingsAreChecked() {
        for (double wrong : new double[] {0, -1, Double.NaN, 1e39, 1e-60}) {
            assertThrows(IllegalArgumentException.class, () -> new Adam(wrong));
            assertThrows(IllegalArgumentException.class, () -> new AdaGrad(Schedule.constant(1), wrong));
            assertThrows(IllegalArgumentException.class, () -> new Sgd(1).clipNorm(wrong));
            assertThrows(IllegalArgumentException.class, () -> new Sgd(1).clipValue(wrong));
            assertThrows(IllegalArgumentException.class, () -> Schedule.oneCycle(wrong, 10));
            assertThrows(IllegalArgumentException.class, () -> Schedule.steps(1, wrong, 10));
            assertThrows(IllegalArgumentException.class, () -> Schedule.steps(wrong, 1, 10));
            assertThrows(IllegalArgumentException.class, () -> Schedule.cosine(wrong, 0, 10));
            assertThrows(IllegalArgumentException.class, () -> new RmsProp(Schedule.constant(1), 0.9, wrong));
            assertThrows(IllegalArgumentException.class, () -> new Adam(Schedule.constant(1), 0.9, 0.999, wrong));
        }
        for (double wrong : new double[] {-0.1, 1, Double.NaN}) {
            String message = assertThrows(
                            IllegalArgumentException.class, () -> new Momentum(Schedule.constant(1), wrong))
                    .getMessage();
            assertEquals("momentum: momentum must be at least 0 and below 1: " + wrong, message);
            assertThrows(IllegalArgumentException.class, () -> new Adam(Schedule.constant(1), 0.9, wrong, 1e-8));
        }
        assertThrows(IllegalArgumentException.class, () -> new Sgd(1).weightDecay(-1));
        assertThrows(IllegalArgumentException.class, () -> new AdamW(Schedule.constant(1), -0.1, 0.9, 0.999, 1e-8));
        assertThrows(IllegalArgumentException.class, () -> Schedule.cosine(1, -1, 10));
        assertThrows(IllegalArgumentException.class, () -> Schedule.cosine(1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> Schedule.steps(1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> Schedule.oneCycle(1, 0));
        assertThrows(IllegalArgumentException.class, () -> Schedule.constant(1).warmUp(0));
        assertEquals(1, Schedule.steps(1, 1, 1).warmUp(1).rate(9));
        assertEquals(Float.MAX_VALUE, Schedule.constant(Float.MAX_VALUE).rate(0));
    }

    /** Momentum is then gradient descent, and RMSProp divides each gradient by its absolute value. */
    @Test
    void ratiosMayBeZero() {
        List<Param> parameters = parameters(new Rng(1), 2);
        gradients(new Rng(2), parameters);
        float[] expected = parameters.get(1).value().toArray();
        float[] g = parameters.get(1).gradient().toArray();
        new Momentum(Schedule.constant(RATE), 0).update(parameters, 0);
        new RmsProp(Schedule.constant(RATE), 0, 1e-8).update(parameters, 0);
        for (int i = 0; i < g.length; i++) {
            assertEquals(
                    expected[i] - RATE * g[i] - RATE * Math.signum(g[i]),
                    parameters.get(1).value().get(i),
                    1e-6);
        }
    }
}
