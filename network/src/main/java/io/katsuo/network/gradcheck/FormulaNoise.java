package io.katsuo.network.gradcheck;

import io.katsuo.core.random.Rng;
import io.katsuo.layers.Formula;
import io.katsuo.network.numeric.DoubleNetwork;
import java.util.Arrays;

/**
 * The rounding errors of a layer's formula in double, measured as {@link RoundingErrors} measures those of float32 code: the
 * formula runs some times with all its arguments and parameters moved at random by a tiny part of themselves. The change of
 * an output, divided by that part, is the size of the terms in it, also of those that cancel.
 */
final class FormulaNoise {
    private static final int RUNS = 4;

    private static final long SEED = 12;

    /** Small enough for inputs that differ by a millionth, large enough to be seen beside rounding. */
    private static final double PART = 0x1p-32;

    /** The relative error of an operation in double. */
    private static final double U = 0x1p-53;

    /** The estimate of few runs may be too small by chance. */
    private static final double MARGIN = 2;

    private FormulaNoise() {}

    /** By output of a layer: the rounding error of its formula at these inputs. */
    static double[] of(DoubleNetwork network, int layer, double[] x) {
        Formula formula = network.formula(layer);
        double[][] parameters = network.parameters(layer);
        int rows = network.rows();
        double[] y = formula.forward64(x, rows, parameters);
        double[] squares = new double[y.length];
        Rng rng = new Rng(SEED);
        for (int run = 0; run < RUNS; run++) {
            double[][] moved = Arrays.stream(parameters).map(p -> moved(p, rng)).toArray(double[][]::new);
            double[] now = formula.forward64(moved(x, rng), rows, moved);
            Arrays.setAll(squares, i -> squares[i] + (now[i] - y[i]) * (now[i] - y[i]));
        }
        double unit = MARGIN * ErrorBound.roundings(ErrorBound.terms(formula, x.length, rows)) * U;
        return Arrays.stream(squares)
                .map(square -> unit * Math.sqrt(square / RUNS) / PART)
                .toArray();
    }

    private static double[] moved(double[] values, Rng rng) {
        return Arrays.stream(values)
                .map(value -> value + value * PART * RoundingErrors.variate(rng))
                .toArray();
    }
}
