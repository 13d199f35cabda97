package io.katsuo.network.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Orders of convergence, on functions whose derivative is known. */
class StencilTest {
    /** A function, its derivative, and where. */
    private record Known(String name, DoubleUnaryOperator f, DoubleUnaryOperator derivative, double x) {}

    private static final List<Known> SMOOTH = List.of(
            new Known("exp", Math::exp, Math::exp, 0.5),
            new Known("sin", Math::sin, Math::cos, 1),
            new Known("log", Math::log, x -> 1 / x, 3),
            new Known("tanh", Math::tanh, x -> 1 - Math.tanh(x) * Math.tanh(x), 0.3),
            new Known("softplus", x -> Math.log1p(Math.exp(x)), x -> 1 / (1 + Math.exp(-x)), -1));

    /** Where truncation rules, half the step gives a quarter of the error, or a sixteenth. */
    @Test
    void theErrorFallsWithTheStepAsTheOrderSays() {
        for (Known known : SMOOTH) {
            assertEquals(2, observedOrder(known, 2, 1e-2), 0.01, known.name + ", order 2");
            assertEquals(4, observedOrder(known, 4, 1e-1), 0.1, known.name + ", order 4");
        }
    }

    private static double observedOrder(Known known, int order, double h) {
        return Math.log(error(known, order, h) / error(known, order, h / 2)) / Math.log(2);
    }

    private static double error(Known known, int order, double h) {
        return error(known, order == 2 ? Stencil.central(h) : Stencil.richardson(h));
    }

    private static double error(Known known, Stencil stencil) {
        return Math.abs(stencil.derivative(known.f, known.x) - known.derivative.applyAsDouble(known.x));
    }

    /** Where rounding rules, the error grows as the step falls: the left branch of the V. */
    @Test
    void belowTheBestStepTheErrorGrows() {
        for (Known known : SMOOTH) {
            double best = error(known, 2, 1e-5);
            assertTrue(best < 1e-9, known.name + ": " + best);
            double worst = 0;
            for (double h : new double[] {1e-12, 1.1e-12, 1.3e-12, 1.7e-12}) {
                worst = Math.max(worst, error(known, 2, h));
            }
            assertTrue(worst > 100 * best, known.name + ": " + worst + " against " + best);
        }
    }

    /** As good as a reference must be: a thousand times better than what is measured by it. */
    @Test
    void riddersReachesTheLastDigits() {
        for (Known known : SMOOTH) {
            double error = error(known, Stencil.ridders(1e-1));
            assertTrue(error < 1e-13, known.name + ": " + error);
            assertTrue(error(known, Stencil.ridders(1e-3)) < 2e-12, known.name);
        }
        DoubleUnaryOperator kinked = x -> Math.abs(x - 1e-4) + x * x;
        assertEquals(-1, Stencil.ridders(1e-3).derivative(kinked, 0), 1e-9, "steps within the kink win");
    }

    /** Differences of small steps that are 0 because of rounding agree, but not with the derivative. */
    @Test
    void riddersDoesNotTakeRoundingForAgreement() {
        assertEquals(Math.cos(1), Stencil.ridders(0.5).derivative(x -> 1e12 + Math.sin(x), 1), 0.01);
    }

    /** Central differences are exact for squares, Richardson's for fourth powers; the sum of steps is a power of 2. */
    @Test
    void polynomialsUpToTheOrderAreExact() {
        assertEquals(-6, Stencil.central(0.5).derivative(x -> x * x, -3));
        assertEquals(4 * 8, Stencil.richardson(0.5).derivative(x -> x * x * x * x, 2));
        assertEquals(12 + 0.25, Stencil.central(0.5).derivative(x -> x * x * x, 2));
    }

    /** At 1 the points 1 ± 1e-16 are 1 + 0 and 1 - 1.1e-16: divided is by what lies between them, not by 2h. */
    @Test
    void dividedIsByTheDistanceAfterRounding() {
        assertEquals(1, Stencil.central(1e-16).derivative(x -> x, 1));
        assertTrue(Double.isNaN(Stencil.central(1e-17).derivative(x -> x, 1)), "the step vanishes");
    }

    @Test
    void argumentsAreChecked() {
        for (double step : new double[] {0, -1e-5, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> Stencil.central(step));
            assertThrows(IllegalArgumentException.class, () -> Stencil.richardson(step));
            assertThrows(IllegalArgumentException.class, () -> Stencil.ridders(step));
        }
        assertEquals(0, Stencil.central(Double.MAX_VALUE).derivative(x -> 0, 0));
    }
}
