package io.katsuo.network.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.katsuo.core.random.Rng;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

/** The figures of a comparison, against commons-math. */
class ErrorsTest {
    private static Errors.Sum sum(double[] a, double[] g) {
        Errors.Sum sum = new Errors.Sum();
        for (int i = 0; i < a.length; i++) {
            sum.add(10 * i, a[i], g[i]);
        }
        return sum;
    }

    @Test
    void figuresOfRandomGradients() {
        Rng rng = new Rng(61);
        for (int n = 1; n <= 40; n++) {
            double[] a = new double[n];
            double[] g = new double[n];
            double[] d = new double[n];
            for (int i = 0; i < n; i++) {
                a[i] = rng.nextNormal();
                g[i] = a[i] + 0.1 * rng.nextNormal();
                d[i] = Math.abs(a[i] - g[i]);
            }
            Errors.Sum sum = sum(a, g);
            Errors errors = sum.errors();
            double largest = new ArrayRealVector(g).getLInfNorm();
            assertEquals(n, sum.count());
            assertEquals(largest, sum.largestReference());
            assertEquals(10 * new ArrayRealVector(d).getMaxIndex(), sum.worst());
            assertEquals(StatUtils.mean(d), errors.meanAbsolute(), 1e-15);
            assertEquals(StatUtils.max(d), errors.maxAbsolute());
            assertEquals(StatUtils.mean(d) / largest, errors.meanRelative(), 1e-14);
            assertEquals(StatUtils.max(d) / largest, errors.maxRelative(), 1e-14);
            double norms = new ArrayRealVector(a).getNorm() + new ArrayRealVector(g).getNorm();
            assertEquals(new ArrayRealVector(d).getNorm() / norms, errors.normRelative(), 1e-14);
        }
    }

    @Test
    void specialCases() {
        assertSame(Errors.NONE, new Errors.Sum().errors());
        assertEquals(-1, new Errors.Sum().worst());
        assertEquals(
                new Errors(0, 0, 0, 0, 0),
                sum(new double[] {0, 0}, new double[] {0, 0}).errors());
        assertEquals(
                new Errors(1, 2, 0.5, 1, 1),
                sum(new double[] {2, 0}, new double[] {0, 0}).errors());
        assertEquals(
                new Errors(2, 2, 1, 1, 1),
                sum(new double[] {0}, new double[] {2}).errors());
        // The first of equal errors.
        assertEquals(10, sum(new double[] {0, 1, 1}, new double[] {0, 2, 2}).worst());
    }

    /** The first NaN is worse than every number, before it and after it. */
    @Test
    void nan() {
        Errors.Sum sum =
                sum(new double[] {1, Double.NaN, 5, Double.NaN}, new double[] {2, 0, Double.NEGATIVE_INFINITY, 1});
        assertEquals(10, sum.worst());
        assertEquals(Double.NaN, sum.errors().maxAbsolute());
        assertEquals(Double.NaN, sum.errors().normRelative());
        assertEquals(
                0,
                sum(new double[] {Double.POSITIVE_INFINITY, 0}, new double[] {0, 1})
                        .worst());
    }
}
