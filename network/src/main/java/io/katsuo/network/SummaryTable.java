package io.katsuo.network;

import io.katsuo.layers.Layer;
import io.katsuo.layers.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A network as a table: a line for each layer with its output's shape and its parameters, and their total number. */
final class SummaryTable {
    private final List<Line> lines = new ArrayList<>();

    private record Line(String layer, String output, String count, String parameters) {}

    private SummaryTable() {}

    static String of(Network network) {
        SummaryTable table = new SummaryTable();
        List<Layer> layers = network.layerList();
        table.lines.add(new Line("layer", "output", "parameters", ""));
        table.lines.add(new Line("x", network.shapes().after(0), "", ""));
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            table.layer(layer.name(), network.shapes().after(i + 1), layer.parameters());
        }
        table.layer(network.lastLayer().name(), "loss", List.of());
        table.total(network.parameters());
        return table.text();
    }

    private void layer(String name, String output, List<Param> parameters) {
        String list = parameters.stream().map(Param::toString).collect(Collectors.joining(", "));
        lines.add(new Line(name, output, parameters.isEmpty() ? "" : count(parameters), list));
    }

    private void total(List<Param> parameters) {
        lines.add(new Line("total", "", count(parameters), ""));
    }

    private static String count(List<Param> parameters) {
        long count = parameters.stream().mapToLong(p -> p.value().size()).sum();
        return String.format(Locale.ROOT, "%,d", count);
    }

    private String text() {
        int layer = width(Line::layer);
        int output = width(Line::output);
        int count = width(Line::count);
        String format = "%-" + layer + "s  %-" + output + "s  %" + count + "s  %s";
        return lines.stream()
                .map(line -> String.format(format, line.layer, line.output, line.count, line.parameters)
                        .stripTrailing())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private int width(Function<Line, String> column) {
        return lines.stream().map(column).mapToInt(String::length).max().orElse(0);
    }
}
