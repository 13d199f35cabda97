package io.katsuo.graph.svg;

import java.util.List;

/**
 * One plot of a chart: an axis of values and the lines on it.
 *
 * @param label the quantity and its unit
 * @param height the height of the plot in pixels
 * @param series the lines; the first eight have colours of their own
 */
public record Panel(String label, Scale scale, int height, List<Series> series) {
    /** Copies the list. */
    public Panel {
        series = List.copyOf(series);
    }
}
