package io.katsuo.layers.diagram;

import java.util.List;

/**
 * The way of an edge. Between two points it runs level, upright (round a corner to the next row), or, if they differ
 * in x and y, as an S-shaped curve that is level at both ends.
 *
 * @param points the corners, from the edge of the first node's figure to that of the last's
 */
record Route(List<Route.Point> points) {
    /**
     * A place in the picture.
     *
     * @param x pixels from the left
     * @param y pixels from the top
     */
    record Point(double x, double y) {}
}
