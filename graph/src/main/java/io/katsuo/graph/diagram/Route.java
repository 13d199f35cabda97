package io.katsuo.graph.diagram;

import java.util.List;

/**
 * The way of an edge. Between two points it runs level, upright (round a corner to the next row), or, if they differ
 * in x and y, as an S-shaped curve that is level at both ends, but for the end of the last.
 *
 * @param points the corners, from the outline of the first node to that of the last
 * @param slope the sine of the angle by which the edge goes down where it ends
 */
record Route(List<Route.Point> points, double slope) {
    /**
     * A place in the picture.
     *
     * @param x pixels from the left
     * @param y pixels from the top
     */
    record Point(double x, double y) {
        /** The point so far away in the direction of an angle, which is given by its cosine and sine. */
        Point plus(double distance, double cosine, double sine) {
            return new Point(x + distance * cosine, y + distance * sine);
        }
    }
}
