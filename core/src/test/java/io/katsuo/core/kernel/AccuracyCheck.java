package io.katsuo.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.testing.Ulps;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Compares a function, as the kernels of this run compute it, with StrictMath in double, on many or all floats: errors,
 * range, monotonicity, and that the scalar form gives the same bits.
 */
enum AccuracyCheck {
    /** The exponential function. */
    EXP(ElementOp.EXP, 1, 0, Float.POSITIVE_INFINITY) {
        @Override
        double exact(double x) {
            if (Math.abs(x) < SMALL) {
                return 1 + x * (1 + x / 2 * (1 + x / 3 * (1 + x / 4)));
            }
            return x > 110 ? Double.POSITIVE_INFINITY : x < -110 ? 0 : StrictMath.exp(x);
        }

        @Override
        float scalar(float x) {
            return Exp.at(x);
        }
    },
    /** The natural logarithm. */
    LOG(ElementOp.LOG, 1, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY) {
        @Override
        double exact(double x) {
            return StrictMath.log(x);
        }

        @Override
        float scalar(float x) {
            return Log.at(x);
        }
    },
    /** The hyperbolic tangent. */
    TANH(ElementOp.TANH, 1, -1, 1) {
        @Override
        double exact(double x) {
            if (Math.abs(x) < SMALL) {
                return x * (1 - x * x / 3 * (1 - x * x * 2 / 5));
            }
            return Math.abs(x) > 20 ? Math.signum(x) : StrictMath.tanh(x);
        }

        @Override
        float scalar(float x) {
            return Tanh.at(x);
        }
    },
    /** The logistic function. */
    SIGMOID(ElementOp.SIGMOID, 1.5, 0, 1) {
        @Override
        double exact(double x) {
            if (Math.abs(x) < SMALL) {
                return 0.5 + x / 4 * (1 - x * x / 12);
            }
            return x > 40 ? 1 : x < -110 ? 0 : 1 / (1 + StrictMath.exp(-x));
        }

        @Override
        float scalar(float x) {
            return Sigmoid.at(x);
        }
    };

    /** Below this a short Taylor series is exact to 2^-55, and much faster than StrictMath. */
    private static final double SMALL = 0x1p-10;

    /** Floats computed at a time: all with the same upper half of their bits. */
    private static final int CHUNK = 1 << 16;

    private final ElementOp op;
    private final double bound;
    private final float lowest;
    private final float highest;

    AccuracyCheck(ElementOp op, double bound, float lowest, float highest) {
        this.op = op;
        this.bound = bound;
        this.lowest = lowest;
        this.highest = highest;
    }

    /** The function in double. */
    abstract double exact(double x);

    /** The function of one float. */
    abstract float scalar(float x);

    /** The worst error seen, in ulps, and where. */
    record Worst(double ulps, float at) {}

    /** Checks every {@code step}-th of all floats and returns the worst of them. */
    Worst checkAll(int step) {
        return IntStream.range(0, CHUNK)
                .parallel()
                .mapToObj(chunk -> checkChunk(chunk, step))
                .max(Comparator.comparingDouble(Worst::ulps))
                .orElseThrow();
    }

    /** Checks the floats next to one. */
    void checkAround(float centre, int neighbours) {
        float[] x = new float[2 * neighbours + 1];
        x[neighbours] = centre;
        for (int i = 1; i <= neighbours; i++) {
            x[neighbours + i] = Math.nextUp(x[neighbours + i - 1]);
            x[neighbours - i] = Math.nextDown(x[neighbours - i + 1]);
        }
        check(x, x.length);
    }

    private Worst checkChunk(int chunk, int step) {
        float[] x = new float[CHUNK / step + 1];
        int n = 0;
        long base = (long) chunk * CHUNK;
        // The first multiple of the step in this chunk.
        for (long bits = (base + step - 1) / step * step; bits < base + CHUNK; bits += step) {
            x[n++] = Float.intBitsToFloat((int) bits);
        }
        return check(x, n);
    }

    /** Checks numbers of one sign, ordered by size, or of any sign in ascending order. */
    private Worst check(float[] x, int n) {
        float[] y = new float[n];
        Spans.apply(op, x, 0, x, 0, x, 0, y, 0, n);
        double worst = 0;
        float at = 0;
        for (int i = 0; i < n; i++) {
            int scalarBits = Float.floatToIntBits(scalar(x[i]));
            if (scalarBits != Float.floatToIntBits(y[i])) {
                assertEquals(Float.intBitsToFloat(scalarBits), y[i], op + " of " + Float.toHexString(x[i]));
            }
            double error = Ulps.error(y[i], exact(x[i]));
            if (error > worst) {
                worst = error;
                at = x[i];
            }
            boolean inRange = y[i] >= lowest && y[i] <= highest || Float.isNaN(y[i]);
            boolean rises = i == 0 || !(x[i] >= x[i - 1] ? y[i] < y[i - 1] : y[i] > y[i - 1]);
            if (!inRange || !rises) {
                throw new AssertionError(op + " of " + Float.toHexString(x[i]) + " is " + y[i]
                        + (inRange ? ", not monotone" : ", out of range"));
            }
        }
        double found = worst;
        assertTrue(worst <= bound, () -> op + ": error of " + found + " ulps");
        return new Worst(worst, at);
    }
}
