package io.katsuo.graph.diagram;

import java.util.List;

/**
 * The path of an edge. Between two points it is horizontal, vertical (round a corner to the next row), or, if they differ
 * in x and y, an S-shaped curve that is horizontal at both ends, except at the end of the last.
 *
 * @param points the corners, from the outline of the first node to that of the last
 * @param slope the sine of the angle at which the edge descends at its end
 */
record Route(List<Route.Point> points, double slope) {
    /** A place in the picture. */
    record Point(double x, double y) {
        /** The point at a distance from this one in a direction given by cosine and sine. */
        Point plus(double distance, double cosine, double sine) {
            return new Point(x + distance * cosine, y + distance * sine);
        }
    }
}
