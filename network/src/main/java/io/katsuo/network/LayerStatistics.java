package io.katsuo.network;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Param;
import io.katsuo.layers.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Statistics of a training step: for each layer, of its output and of the derivative of the loss with respect to it;
 * for each parameter, of its value and its gradient. Outputs without variance, all zeros or at the limits of a sigmoid,
 * and gradients that shrink or grow from layer to layer show that the initial weights have the wrong size (Glorot,
 * Bengio: "Understanding the difficulty of training deep feedforward neural networks", 2010).
 */
public record LayerStatistics(List<Entry> layers, List<Entry> parameters) {
    /** Statistics; the lists are copied. */
    public LayerStatistics {
        layers = List.copyOf(layers);
        parameters = List.copyOf(parameters);
    }

    /** A tensor and the derivative of the loss with respect to it. */
    public record Entry(String name, Moments value, Moments gradient) {
        static Entry of(String name, Tensor value, Tensor gradient) {
            return new Entry(name, Moments.of(value), Moments.of(gradient));
        }
    }

    /**
     * The elements of a tensor in four numbers, computed in double.
     *
     * @param mean their mean
     * @param std their standard deviation, dividing by the number of elements
     * @param zeros the share of zeros
     * @param norm the root of the sum of their squares
     */
    public record Moments(double mean, double std, double zeros, double norm) {
        static Moments of(Tensor t) {
            float[] values = t.toArray();
            double sum = 0;
            double squares = 0;
            int zeros = 0;
            for (float value : values) {
                sum += value;
                squares += (double) value * value;
                zeros += value == 0 ? 1 : 0;
            }
            double mean = sum / values.length;
            double deviations = 0;
            for (float value : values) {
                deviations += (value - mean) * (value - mean);
            }
            double std = Math.sqrt(deviations / values.length);
            return new Moments(mean, std, (double) zeros / values.length, Math.sqrt(squares));
        }
    }

    /**
     * The statistics of one pass forward and backward, as step 0 of training. Gradients of parameters are overwritten,
     * as by {@link Network#computeGradients(Tensor, Targets)}; the state of the layers is unchanged.
     */
    public static LayerStatistics of(Network network, Tensor x, Targets t) {
        List<Layer> all = network.layerList();
        List<Param> states =
                all.stream().flatMap(layer -> layer.state().stream()).toList();
        List<Tensor> before = states.stream().map(state -> state.value().copy()).toList();
        Pass pass = Pass.uncut(network);
        pass.gradients(x, t, 0);
        for (int i = 0; i < before.size(); i++) {
            states.get(i).value().copyFrom(before.get(i));
        }
        List<Entry> layers = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            layers.add(Entry.of(all.get(i).name(), pass.output(i), pass.derivative(i)));
        }
        return new LayerStatistics(
                layers,
                network.parameters().stream()
                        .map(param -> Entry.of(param.name(), param.value(), param.gradient()))
                        .toList());
    }

    /** A table with a line for each layer, then one for each parameter. */
    @Override
    public String toString() {
        int width = Math.max("parameter".length(), Math.max(width(layers), width(parameters)));
        StringBuilder text = new StringBuilder();
        table(text, width, "layer", "output", layers);
        table(text, width, "parameter", "value", parameters);
        return text.toString();
    }

    private static int width(List<Entry> entries) {
        return entries.stream().mapToInt(entry -> entry.name().length()).max().orElse(0);
    }

    private static void table(StringBuilder text, int width, String first, String what, List<Entry> entries) {
        String columns = "  %10s %10s %6s %10s";
        text.append(String.format("%-" + width + "s" + columns, first, what, "std", "zeros", "norm"));
        text.append(String.format(columns + "\n", "gradient", "std", "zeros", "norm"));
        for (Entry entry : entries) {
            text.append(String.format("%-" + width + "s", entry.name()));
            for (Moments m : List.of(entry.value(), entry.gradient())) {
                text.append(String.format(
                        Locale.ROOT, "  %10.3g %10.3g %4.0f %% %10.3g", m.mean(), m.std(), 100 * m.zeros(), m.norm()));
            }
            text.append('\n');
        }
    }
}
