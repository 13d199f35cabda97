package io.katsuo.mnist.embedded;

import io.katsuo.core.random.Rng;
import java.util.Arrays;

/** Inks a path: each pixel by its distance from the line, which smooths the edges. Not safe for concurrent use. */
final class Pen {
    /** Height and width of an image in pixels. */
    static final int SIDE = 28;
    /** Half the width of the soft edge of a line, in pixels. */
    private static final double SOFT = 0.75;

    /** The largest depth of each pixel inside a line, in pixels; negative outside. */
    private final double[] depth = new double[SIDE * SIDE];

    /** Draws a path into {@code pixels[at … at + 783]}. */
    void draw(PenPath path, Rng rng, byte[] pixels, int at) {
        Arrays.fill(depth, -SOFT);
        for (int i = 1; i < path.count; i++) {
            if (!path.begins[i]) {
                line(path.x[i - 1], path.y[i - 1], path.radius[i - 1], path.x[i], path.y[i], path.radius[i]);
            }
        }
        double darkness = 255 * (0.86 + 0.14 * rng.nextDouble());
        for (int i = 0; i < depth.length; i++) {
            double t = Math.clamp((depth[i] + SOFT) / (2 * SOFT), 0, 1);
            double ink = t * t * (3 - 2 * t);
            double value = ink == 0 ? 0 : ink * (darkness + 10 * rng.nextNormal());
            pixels[at + i] = (byte) Math.clamp((long) (value + 0.5), 0, 255);
        }
    }

    private void line(double ax, double ay, double ar, double bx, double by, double br) {
        double reach = Math.max(ar, br) + SOFT;
        int top = Math.clamp((long) (Math.min(ay, by) - reach), 0, SIDE - 1);
        int bottom = Math.clamp((long) (Math.max(ay, by) + reach + 1), 0, SIDE - 1);
        int left = Math.clamp((long) (Math.min(ax, bx) - reach), 0, SIDE - 1);
        int right = Math.clamp((long) (Math.max(ax, bx) + reach + 1), 0, SIDE - 1);
        double lx = bx - ax;
        double ly = by - ay;
        double square = lx * lx + ly * ly + 1e-12;
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                double t = Math.clamp(((column - ax) * lx + (row - ay) * ly) / square, 0, 1);
                double px = ax + t * lx - column;
                double py = ay + t * ly - row;
                double inside = ar + t * (br - ar) - Math.sqrt(px * px + py * py);
                int pixel = row * SIDE + column;
                depth[pixel] = Math.max(depth[pixel], inside);
            }
        }
    }
}
