package io.katsuo.network;

import io.katsuo.graph.diagram.Diagram;
import io.katsuo.graph.diagram.DiagramNode;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Param;
import java.util.List;

/**
 * A network as a picture: a box for each layer with its name and parameters. Above each arrow is the shape of the
 * values, below it the shape of their gradients; the loss has the 1 that the backward pass starts with. The gradient
 * with respect to the samples is not computed, so no arrow leads back to them.
 */
public final class NetworkDiagram {
    private NetworkDiagram() {}

    /**
     * Draws the forward pass.
     *
     * @param samples the size of the batch, at least 1
     */
    public static Diagram forward(Network network, int samples) {
        return draw(network, samples, false);
    }

    /** Draws the forward and the backward pass. */
    public static Diagram backward(Network network, int samples) {
        return draw(network, samples, true);
    }

    private static Diagram draw(Network network, int samples, boolean backward) {
        if (samples < 1) {
            throw new IllegalArgumentException("diagram: the size of the batch must be at least 1: " + samples);
        }
        List<Layer> layers = network.layerList();
        Diagram.Builder diagram = Diagram.builder("Network of " + layers.size() + " layers and a loss");
        DiagramNode from = diagram.text("x");
        String shape = "";
        for (int i = 0; i < layers.size(); i++) {
            DiagramNode to = diagram.box(label(layers.get(i)));
            shape = network.shapes().after(i, samples);
            diagram.edge(from, to, shape, backward && i > 0 ? shape : "");
            from = to;
        }
        shape = network.shapes().after(layers.size(), samples);
        DiagramNode loss = diagram.box(network.lastLayer().name());
        diagram.edge(from, loss, shape, backward ? shape : "");
        // Targets are classes or rows.
        diagram.edge(diagram.text("t"), loss, "[" + samples + "] or " + shape, "");
        diagram.edge(loss, diagram.text("loss"), "scalar", backward ? "1" : "");
        return diagram.build();
    }

    private static String label(Layer layer) {
        StringBuilder label = new StringBuilder(layer.name());
        for (Param parameter : layer.parameters()) {
            label.append('\n').append(parameter);
        }
        return label.toString();
    }
}
