package io.katsuo.mnist.embedded;

import io.katsuo.core.random.Rng;
import java.util.List;

/**
 * Imitates handwriting of a digit: perturbs the points of one of its skeletons, draws a smooth curve through them, and
 * bends, stretches, slants and rotates the whole. Not safe for concurrent use.
 */
final class Handwriting {
    /** Pieces a curve has between two points of its skeleton. */
    private static final int PIECES = 7;
    /** Standard deviation of a skeleton's points, in heights of the box. */
    private static final double UNSTEADY = 0.022;
    /** Most displacement of a node of the elastic field, in heights of the box. */
    private static final double ELASTIC = 0.17;
    /** Standard deviation of the rotation in radians: 6 degrees. */
    private static final double ROTATION = 0.1;
    /** Mean and standard deviation of the slant, in widths a height: most people lean to the right. */
    private static final double SLANT = 0.12;

    private static final double SLANT_SPREAD = 0.18;
    /** Width of the box in its heights: its median, and the deviation of its logarithm. */
    private static final double WIDTH = 0.72;

    private static final double WIDTH_SPREAD = 0.14;
    /** Half the width of a line, in pixels: its median, the deviation of its logarithm, and the largest with which loops stay open. */
    private static final double RADIUS = 1.25;

    private static final double RADIUS_SPREAD = 0.25;
    private static final double THICKEST = 1.9;
    /** MNIST scales a digit into a box of 20 × 20 pixels and puts its centre of mass into the middle of 28 × 28. */
    private static final double BOX = 20;

    private static final double MIDDLE = 13.5;
    /** It does so in whole pixels, with an error of up to half a pixel. */
    private static final double ASTRAY = 0.5;

    private final ElasticField field = new ElasticField();
    private final PenPath path = new PenPath();

    /** The path of a pen that writes a digit, in pixels of the image; valid until the next call. */
    PenPath write(int digit, Rng rng) {
        path.clear();
        List<List<Skeletons.Stroke>> variants = Skeletons.of(digit);
        for (Skeletons.Stroke stroke : variants.get(rng.nextInt(variants.size()))) {
            trace(stroke, rng);
        }
        field.draw(rng, ELASTIC);
        field.bend(path.x, path.y, path.count);
        double width = WIDTH * StrictMath.exp(WIDTH_SPREAD * rng.nextNormal());
        double slant = SLANT + SLANT_SPREAD * rng.nextNormal();
        path.transform(width, -slant, 0, 1);
        double angle = ROTATION * rng.nextNormal();
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        path.transform(cos, -sin, sin, cos);
        double radius = Math.min(THICKEST, RADIUS * StrictMath.exp(RADIUS_SPREAD * rng.nextNormal()));
        path.fit((BOX - 2 * radius) * (0.9 + 0.14 * rng.nextDouble()));
        press(radius, rng);
        path.centre(MIDDLE + ASTRAY * rng.nextNormal(), MIDDLE + ASTRAY * rng.nextNormal());
        return path;
    }

    /** A Catmull-Rom spline through the perturbed points of a stroke; a corner ends one curve and begins the next. */
    private void trace(Skeletons.Stroke stroke, Rng rng) {
        int n = stroke.length();
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = stroke.x()[i] + UNSTEADY * rng.nextNormal();
            y[i] = stroke.y()[i] + UNSTEADY * rng.nextNormal();
        }
        path.add(x[0], y[0], true);
        for (int i = 0; i + 1 < n; i++) {
            int before = i == 0 || stroke.corner()[i] ? i : i - 1;
            int after = i + 2 == n || stroke.corner()[i + 1] ? i + 1 : i + 2;
            for (int piece = 1; piece <= PIECES; piece++) {
                double t = (double) piece / PIECES;
                path.add(
                        spline(x[before], x[i], x[i + 1], x[after], t),
                        spline(y[before], y[i], y[i + 1], y[after], t),
                        false);
            }
        }
    }

    private static double spline(double a, double b, double c, double d, double t) {
        return 0.5 * (2 * b + t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a))));
    }

    /** Varies the pressure of the pen along the path. */
    private void press(double radius, Rng rng) {
        double pressure = rng.nextNormal();
        for (int i = 0; i < path.count; i++) {
            pressure = 0.93 * pressure + 0.3 * rng.nextNormal();
            path.radius[i] = Math.max(0.45, radius * (1 + 0.12 * pressure));
        }
    }
}
