package io.katsuo.network.gradcheck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.junit.jupiter.api.Test;

/** The measured noise is that which was added, whatever the function and the sizes of its variables are. */
class NoiseFloorTest {
    private static PerturbedValues variable(double... values) {
        return PerturbedValues.of("x", values, () -> new double[values.length]);
    }

    @Test
    void noiseThatWasAddedIsFound() {
        Rng rng = new Rng(41);
        for (double size : new double[] {1e-4, 1, 3e3}) {
            for (double sigma : new double[] {1e-12, 1e-7, 1e-3}) {
                double[] ratios = new double[40];
                for (int i = 0; i < ratios.length; i++) {
                    double[] x = {size * rng.nextNormal(), size * rng.nextNormal(), size * rng.nextNormal()};
                    // Smooth over the sizes of its variables, and 1e-13 of rounding of its own.
                    double found = NoiseFloor.of(
                            List.of(variable(x)),
                            () -> Math.sin(x[0] / size) * x[1] / size + x[2] / size + sigma * rng.nextNormal());
                    ratios[i] = found / sigma;
                }
                String what = "size " + size + ", sigma " + sigma;
                assertEquals(1, new Median().evaluate(ratios), 0.35, what);
                for (double ratio : ratios) {
                    assertTrue(ratio > 0.15 && ratio < 3, what + ": " + ratio);
                }
            }
        }
    }

    @Test
    void aSmoothFunctionHasOnlyItsRounding() {
        double[] x = {0.3, -2, 5};
        double found = NoiseFloor.of(List.of(variable(x)), () -> Math.exp(x[0]) * Math.sin(x[1]) + x[2] * x[2]);
        assertTrue(found > 0 && found < 1e-14, "found " + found);
        assertArrayEquals(new double[] {0.3, -2, 5}, x, "the variables have their values again");
    }

    /** Half of the entries at most may be at kinks. */
    @Test
    void aFewKinksAreNoNoise() {
        double[] x = {0, 0, 0.5, 0.6, 0.7};
        double found = NoiseFloor.of(
                List.of(variable(x)), () -> Math.abs(x[0] - 1e-3) + Math.abs(x[1] - 1e-3) + x[2] + x[3] + x[4]);
        assertTrue(found < 1e-14, "found " + found);
    }

    @Test
    void theNoisiestVariableCounts() {
        double[] quiet = {1, 2};
        double[] loud = {1, 2};
        Rng rng = new Rng(42);
        // Only a change of the loud one is answered with noise.
        double[] last = {1, 2, 0};
        double found = NoiseFloor.of(List.of(variable(quiet), variable(loud), variable(quiet)), () -> {
            if (loud[0] != last[0] || loud[1] != last[1]) {
                last[2] = 1e-5 * rng.nextNormal();
                last[0] = loud[0];
                last[1] = loud[1];
            }
            return quiet[0] + quiet[1] + loud[0] + loud[1] + last[2];
        });
        assertTrue(found > 2e-6 && found < 3e-5, "found " + found);
        assertEquals(0, NoiseFloor.of(List.of(), () -> 1));
        assertEquals(0, NoiseFloor.of(List.of(variable()), () -> 1));
    }

    /** Nine entries, spread over all of a large parameter, whose values stay floats on a grid. */
    @Test
    void entriesAreSpreadAndPointsAreFloats() {
        Tensor w = Tensor.rand(new Rng(43), 900);
        float[] before = w.toArray();
        boolean[] moved = new boolean[900];
        PerturbedValues variable = PerturbedValues.of("W", "", w, () -> new double[900]);
        PerturbedValues watched = new PerturbedValues(
                "W",
                "",
                w.shape(),
                variable.getter(),
                (place, value) -> {
                    moved[place] = true;
                    assertEquals((float) value, value, "a float");
                    return variable.set(place, value);
                },
                variable.gradient(),
                false);
        NoiseFloor.of(List.of(watched), () -> w.get(0));
        for (int i = 0; i < moved.length; i++) {
            assertEquals(i % 100 == 0, moved[i], "entry " + i);
        }
        assertArrayEquals(before, w.toArray());
    }
}
