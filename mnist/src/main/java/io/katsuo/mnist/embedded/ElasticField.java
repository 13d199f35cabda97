package io.katsuo.mnist.embedded;

import io.katsuo.core.random.Rng;

/**
 * A smooth random displacement of the plane (Simard, Steinkraus, Platt: "Best practices for convolutional neural
 * networks applied to visual document analysis", 2003). They smooth a field of independent displacements with a
 * Gaussian; here a uniform cubic B-spline over a coarse grid of displacements replaces it, which is close to a Gaussian
 * and is evaluated only where there is ink.
 */
final class ElasticField {
    /** Grid cells along the unit box; the spline needs one more node on the left and two on the right. */
    private static final int CELLS = 4;
    /** The field extends a little beyond the box, because strokes may leave it. */
    private static final int NODES = CELLS + 5;

    private final double[] dx = new double[NODES * NODES];
    private final double[] dy = new double[NODES * NODES];
    private final double[] wx = new double[4];
    private final double[] wy = new double[4];

    /** Draws a new field; displacements of nodes are uniform in {@code [-strength, strength)}. */
    void draw(Rng rng, double strength) {
        for (int i = 0; i < dx.length; i++) {
            dx[i] = strength * (2 * rng.nextDouble() - 1);
            dy[i] = strength * (2 * rng.nextDouble() - 1);
        }
    }

    /** Displaces points of the unit box in place. */
    void bend(double[] x, double[] y, int count) {
        for (int i = 0; i < count; i++) {
            double u = Math.clamp(x[i] * CELLS + 1, 0, CELLS + 1.999);
            double v = Math.clamp(y[i] * CELLS + 1, 0, CELLS + 1.999);
            int column = (int) u;
            int row = (int) v;
            weights(u - column, wx);
            weights(v - row, wy);
            double sumX = 0;
            double sumY = 0;
            for (int r = 0; r < 4; r++) {
                for (int c = 0; c < 4; c++) {
                    int node = (row + r) * NODES + column + c;
                    double weight = wy[r] * wx[c];
                    sumX += weight * dx[node];
                    sumY += weight * dy[node];
                }
            }
            x[i] += sumX;
            y[i] += sumY;
        }
    }

    private static void weights(double t, double[] w) {
        double s = 1 - t;
        w[0] = s * s * s / 6;
        w[1] = (3 * t * t * t - 6 * t * t + 4) / 6;
        w[2] = (3 * s * s * s - 6 * s * s + 4) / 6;
        w[3] = t * t * t / 6;
    }
}
