package io.katsuo.network.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.katsuo.core.random.Rng;
import io.katsuo.layers.Formula;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Kinks that a formula does not declare are found where they are, and smooth functions have none. */
class KinkScanTest {
    private static final double[][] NONE = {};

    private static double scan(Formula formula, double... x) {
        return KinkScan.find(formula, NONE, x, x.length);
    }

    @Test
    void undeclaredKinksOfElementwiseFormulas() {
        Rng rng = new Rng(51);
        for (int i = 0; i < 300; i++) {
            double place = 6 * rng.nextDouble() - 3;
            double left = rng.nextNormal();
            double right = left + (rng.nextInt(2) == 0 ? 0.5 : -0.5) * (1 + rng.nextDouble());
            double bias = rng.nextNormal();
            DoubleUnaryOperator f = x -> (x < place ? left : right) * (x - place) + bias + 0.3 * Math.sin(x);
            String what = left + " and " + right + " meet at " + place;
            assertEquals(place, scan(Formula.elementwise(f), 1, -2), 1.01e-4, what);
            assertEquals(Double.NaN, scan(Formula.elementwise(f).kinkAt(place), 1, -2), what);
        }
        // One that is declared does not hide another.
        DoubleUnaryOperator hard = x -> Math.clamp(x, -1, 2.5);
        assertEquals(-1, scan(Formula.elementwise(hard), 1));
        assertEquals(2.5, scan(Formula.elementwise(hard).kinkAt(-1), 1));
        assertEquals(-1, scan(Formula.elementwise(hard).kinkAt(2.5), 1));
        assertEquals(Double.NaN, scan(Formula.elementwise(hard).kinkAt(-1, 2.5), 1));
    }

    /** A kink of less than a thousandth of the slope beside it cannot be told from rounding. */
    @Test
    void kinksAreComparedWithTheSlope() {
        DoubleUnaryOperator kink = x -> Math.abs(x - 0.5);
        assertEquals(Double.NaN, scan(Formula.elementwise(x -> 1000 * x + 0.1 * kink.applyAsDouble(x)), 1));
        assertEquals(0.5, scan(Formula.elementwise(x -> 1000 * x + kink.applyAsDouble(x)), 1));
        assertEquals(0.5, scan(Formula.elementwise(x -> 0.1 * kink.applyAsDouble(x)), 1));
    }

    /** The inputs say how far to look. */
    @Test
    void kinksFarOut() {
        Formula late = Formula.elementwise(x -> Math.max(x, 300));
        assertEquals(Double.NaN, scan(late, 1, 2));
        assertEquals(300, scan(late, 1, 400), 0.001);
        assertEquals(-7, scan(Formula.elementwise(x -> Math.max(x, -7)), 0.1), 0.001);
    }

    @Test
    void smoothFunctionsHaveNone() {
        Map<String, DoubleUnaryOperator> smooth = new TreeMap<>(Map.of(
                "tanh", Math::tanh,
                "steep sigmoid", x -> 1 / (1 + Math.exp(-60 * x)),
                "swish", x -> x / (1 + Math.exp(-x)),
                "gauss", x -> Math.exp(-x * x),
                "softplus", x -> Math.log1p(Math.exp(-Math.abs(20 * x))) / 20 + Math.max(x, 0),
                "large", x -> 1e6 + Math.sin(x),
                "cube", x -> x * x * x,
                "line", x -> 3 * x - 1e5,
                "constant", x -> 7));
        smooth.forEach((name, f) -> {
            assertEquals(Double.NaN, scan(Formula.elementwise(f), 1, -2), name);
            assertEquals(Double.NaN, scan(Formula.elementwise(f), 30), name + ", wide inputs");
        });
    }

    @Test
    void otherFormulasAreScannedAlongALine() {
        Rng rng = new Rng(52);
        for (int i = 0; i < 100; i++) {
            double[] x = {rng.nextNormal(), rng.nextNormal(), rng.nextNormal()};
            // Its kink is between x and -x: the sum of the inputs changes its sign there.
            Formula kinked = outputs((k, at) -> k == 1 ? Math.abs(at[0] + at[1] + at[2]) : at[k]);
            Formula smooth = outputs((k, at) -> Math.tanh(at[0] * at[1] - at[2]) + at[k]);
            double sum = Math.abs(x[0] + x[1] + x[2]);
            if (sum > 0.5) {
                assertEquals(0, scan(kinked, x), "sum " + sum);
            }
            assertEquals(Double.NaN, scan(smooth, x));
        }
        // Inputs that are all 0 do not make a line of the same point.
        assertEquals(Double.NaN, scan(outputs((k, at) -> at[k]), 0, 0));
    }

    @Test
    void nothingIsScannedWithoutInputsOrAcrossSamples() {
        Formula kink = Formula.elementwise(Math::abs);
        assertEquals(Double.NaN, KinkScan.find(kink, NONE, new double[0], 0));
        Formula batch = Formula.ofBatch((x, rows, parameters) -> new double[] {Math.abs(x[0])});
        assertEquals(Double.NaN, KinkScan.find(batch, NONE, new double[] {1}, 1));
    }

    private interface Output {
        double of(int unit, double[] x);
    }

    private static Formula outputs(Output output) {
        return (unit, x, at, inputs, parameters) -> output.of(unit, Arrays.copyOfRange(x, at, at + inputs));
    }
}
