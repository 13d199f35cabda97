package io.katsuo.graph.svg;

import java.util.Objects;

/**
 * One line of a chart. Points that are not finite, or have no position on the axis, interrupt it.
 *
 * @param x the x values, ascending; not copied
 * @param y the y values; not copied
 */
public record Series(String name, double[] x, double[] y, Style style) {
    /** How a series is drawn. */
    public enum Style {
        /** A line with a mark at every point: for few points. */
        MARKED,
        /** The running mean over 1 % of the points, on a pale band from the least to the greatest value. */
        NOISY
    }

    /** Checks that x and y have the same length. */
    public Series {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(style, "style");
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "series '" + name + "': " + x.length + " x values, " + y.length + " y values");
        }
    }
}
