package io.katsuo.mnist.embedded;

/** The path of a pen: short straight pieces, and the points where it is lifted. Reused from one digit to the next. */
final class PenPath {
    private static final int MOST_POINTS = 512;

    final double[] x = new double[MOST_POINTS];
    final double[] y = new double[MOST_POINTS];
    /** Half the width of the line at each point, in pixels. */
    final double[] radius = new double[MOST_POINTS];
    /** Whether a point begins a stroke and is not joined to the previous point. */
    final boolean[] begins = new boolean[MOST_POINTS];

    int count;

    void clear() {
        count = 0;
    }

    void add(double px, double py, boolean begin) {
        x[count] = px;
        y[count] = py;
        begins[count] = begin;
        count++;
    }

    /** Multiplies all points with a matrix. */
    void transform(double xx, double xy, double yx, double yy) {
        for (int i = 0; i < count; i++) {
            double px = x[i];
            double py = y[i];
            x[i] = xx * px + xy * py;
            y[i] = yx * px + yy * py;
        }
    }

    /** Scales and moves all points so that the longer side of their box is {@code size}. */
    void fit(double size) {
        double[] boxX = box(x);
        double[] boxY = box(y);
        double scale = size / Math.max(boxX[1] - boxX[0], boxY[1] - boxY[0]);
        for (int i = 0; i < count; i++) {
            x[i] = (x[i] - boxX[0]) * scale;
            y[i] = (y[i] - boxY[0]) * scale;
        }
    }

    private double[] box(double[] values) {
        double low = values[0];
        double high = values[0];
        for (int i = 1; i < count; i++) {
            low = Math.min(low, values[i]);
            high = Math.max(high, values[i]);
        }
        return new double[] {low, high};
    }

    /** Moves all points so that their ink has its centre of mass here. */
    void centre(double cx, double cy) {
        double mass = 1e-9;
        double sumX = 0;
        double sumY = 0;
        for (int i = 1; i < count; i++) {
            if (!begins[i]) {
                double lx = x[i] - x[i - 1];
                double ly = y[i] - y[i - 1];
                double ink = Math.sqrt(lx * lx + ly * ly) * (radius[i] + radius[i - 1]);
                mass += ink;
                sumX += ink * (x[i] + x[i - 1]) / 2;
                sumY += ink * (y[i] + y[i - 1]) / 2;
            }
        }
        for (int i = 0; i < count; i++) {
            x[i] += cx - sumX / mass;
            y[i] += cy - sumY / mass;
        }
    }
}
