package io.katsuo.network.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The error that a slope claims covers its distance from the derivative, and is small where the function allows it. */
class SlopeTest {
    private record Smooth(String name, DoubleUnaryOperator f, DoubleUnaryOperator derivative) {
        Smooth scaled(double factor, double offset) {
            return new Smooth(
                    factor + " " + name + " + " + offset,
                    x -> factor * f.applyAsDouble(x) + offset,
                    x -> factor * derivative.applyAsDouble(x));
        }
    }

    private static final List<Smooth> SMOOTH = List.of(
            new Smooth("exp", Math::exp, Math::exp),
            new Smooth("sin", Math::sin, Math::cos),
            new Smooth("tanh", Math::tanh, x -> 1 / (Math.cosh(x) * Math.cosh(x))),
            new Smooth("cube", x -> x * x * x, x -> 3 * x * x),
            new Smooth("log(2 + x^2)", x -> Math.log(2 + x * x), x -> 2 * x / (2 + x * x)),
            new Smooth("line", x -> 3 * x + 1, x -> 3),
            new Smooth("constant", x -> 1, x -> 0));

    @Test
    void derivativesOfSmoothFunctions() {
        Rng rng = new Rng(31);
        double worst = 0;
        for (int i = 0; i < 700; i++) {
            Smooth smooth = SMOOTH.get(i % SMOOTH.size());
            double x = rng.nextNormal() * 2;
            Slope slope = Slope.of(smooth.f, x, 0, 0);
            double truth = smooth.derivative.applyAsDouble(x);
            String what = smooth.name + " at " + x + ": " + slope + ", not " + truth;
            assertEquals(slope.value(), slope.other(), what);
            assertTrue(Math.abs(slope.value() - truth) <= slope.error(), what);
            double size = Math.max(1, Math.abs(smooth.f.applyAsDouble(x)) + Math.abs(truth));
            worst = Math.max(worst, slope.error() / size);
        }
        assertTrue(worst < 1e-9, "worst error " + worst);
    }

    /** Values are rounded: to a multiple of the noise, which the caller tells, or by their own size. */
    @Test
    void noiseIsPartOfTheError() {
        Rng rng = new Rng(32);
        int useful = 0;
        for (int i = 0; i < 1400; i++) {
            double noise = Math.pow(10, -6 - rng.nextInt(7));
            double offset = i % 2 == 0 ? 0 : 1000 * rng.nextNormal();
            Smooth smooth = SMOOTH.get(i % SMOOTH.size()).scaled(Math.pow(10, rng.nextInt(3) - 2), offset);
            double x = rng.nextNormal();
            DoubleUnaryOperator rounded = at -> Math.rint(smooth.f.applyAsDouble(at) / noise) * noise;
            Slope slope = Slope.of(rounded, x, 0, noise / 2);
            double truth = smooth.derivative.applyAsDouble(x);
            String what = smooth.name + " at " + x + ", noise " + noise + ": " + slope + ", not " + truth;
            double far = Math.min(Math.abs(slope.value() - truth), Math.abs(slope.other() - truth));
            assertTrue(far <= slope.error(), what);
            if (offset == 0 && (smooth.name.contains("line") || smooth.name.contains("constant"))) {
                // Wider steps take the noise out of what is not curved.
                assertTrue(slope.error() <= 7e-8 * Math.abs(truth) + 1e-13, what);
            }
            useful += slope.error() < 1e5 * noise ? 1 : 0;
        }
        assertTrue(useful > 1300, useful + " of 1,400");
    }

    /** Nearly linear functions in any unit: wider steps take the noise out. */
    @Test
    void widerStepsReduceTheRounding() {
        Rng rng = new Rng(33);
        for (int i = 0; i < 300; i++) {
            double slope = rng.nextNormal() * Math.pow(10, rng.nextInt(9) - 6);
            double bias = rng.nextNormal() * Math.pow(10, rng.nextInt(5));
            double noise = Math.pow(10, -9 - rng.nextInt(4));
            double x = rng.nextNormal();
            DoubleUnaryOperator line = at -> Math.rint((slope * at + bias) / noise) * noise;
            Slope found = Slope.smooth(line, x, 1e-5, noise / 2);
            String what = slope + " x + " + bias + " with noise " + noise + " at " + x + ": " + found;
            assertTrue(Math.abs(found.value() - slope) <= found.error(), what);
            assertTrue(found.error() <= 1e-7 * Math.abs(slope) + 1e-13, what);
        }
        // A curve lets the step grow only until its curvature shows.
        for (double bias : new double[] {0, 1, 1e4}) {
            Slope found = Slope.smooth(at -> Math.sin(at) + bias, 0.5, 1e-5, 1e-15);
            assertTrue(Math.abs(found.value() - Math.cos(0.5)) <= found.error() + 1e-10, found::toString);
            assertTrue(found.error() <= 1e-6, found::toString);
        }
    }

    @Test
    void atAKinkBothSlopesAreGiven() {
        Rng rng = new Rng(34);
        for (int i = 0; i < 200; i++) {
            double kink = rng.nextNormal();
            double left = rng.nextNormal();
            double right = left + (1 + rng.nextDouble()) * (rng.nextInt(2) == 0 ? 1 : -1);
            DoubleUnaryOperator f = x -> 7 + (x < kink ? left : right) * (x - kink);
            Slope at = Slope.of(f, kink, 0, 0);
            String what = left + " and " + right + ": " + at;
            assertEquals(left, at.value(), 1e-6, what);
            assertEquals(right, at.other(), 1e-6, what);
            assertEquals(1e-3 * Math.abs(right - left), at.error(), 1e-8, what);

            // Beside a kink there is one slope, however near it is.
            double distance = Math.pow(10, -6 * rng.nextDouble());
            for (int side : new int[] {-1, 1}) {
                double x = kink + side * distance;
                Slope beside = Slope.of(f, x, 0, 0);
                String near = what + ", " + side * distance + " beside it: " + beside;
                assertEquals(beside.value(), beside.other(), near);
                assertTrue(Math.abs(beside.value() - (side < 0 ? left : right)) <= beside.error(), near);
                assertTrue(beside.error() < 1e-4, near);
            }
        }
    }

    /** Strong curvature is no kink. */
    @Test
    void aSharpCurveHasOneSlope() {
        for (double width : new double[] {1e-1, 1e-2, 1e-3}) {
            Slope slope = Slope.of(x -> Math.sqrt(x * x + width * width), 0, 0, 0);
            assertEquals(slope.value(), slope.other(), width + ": " + slope);
            assertTrue(Math.abs(slope.value()) <= slope.error(), width + ": " + slope);
        }
    }

    @Test
    void nearestOfTwoSlopes() {
        Slope kink = new Slope(2, -1, 0);
        assertEquals(2, kink.nearest(5));
        assertEquals(-1, kink.nearest(-5));
        assertEquals(0.5, kink.nearest(0.5));
        assertEquals(2, kink.nearest(Double.NaN));
        assertEquals(3, new Slope(3, 3, 0).nearest(7));
    }

    @Test
    void stepsDoNotVanish() {
        assertEquals(1e-5, Slope.step(1e-5, 3));
        assertEquals(1e3, Slope.step(1e-5, -1e10));
        assertTrue(1e10 + Slope.step(0, 1e10) > 1e10);
    }
}
