package io.katsuo.network;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.layers.Layer;
import java.util.List;

/**
 * What goes into each layer of a stack and comes out of it, for a batch of one sample. It is known from the first layer
 * on that says how many values it takes, and before that as far as the layers keep shapes.
 */
final class ShapeChain {
    /** Element i is the input of layer i, the last one the scores; null where it is not known. */
    private final Shape[] shapes;

    private ShapeChain(Shape[] shapes) {
        this.shapes = shapes;
    }

    /** Follows the shapes through the layers, and complains where one does not take what the one before it gives. */
    static ShapeChain of(List<Layer> layers) {
        Shape[] shapes = new Shape[layers.size() + 1];
        int first = 0;
        while (first < layers.size() && layers.get(first).inputs().isEmpty()) {
            first++;
        }
        if (first < layers.size()) {
            shapes[first] = Shape.of(1, layers.get(first).inputs().getAsInt());
        }
        for (int i = first - 1; i >= 0; i--) {
            Shape after = shapes[i + 1];
            shapes[i] = after != null && layers.get(i).outputShape(after).equals(after) ? after : null;
        }
        for (int i = first; i < layers.size(); i++) {
            shapes[i + 1] = through(layers, i, shapes[i]);
        }
        return new ShapeChain(shapes);
    }

    private static Shape through(List<Layer> layers, int at, Shape input) {
        Layer layer = layers.get(at);
        try {
            return layer.outputShape(input);
        } catch (ShapeException e) {
            if (layer.inputs().isEmpty()) {
                throw e;
            }
            throw new ShapeException("network: layers do not fit: "
                    + layers.get(at - 1).name() + " gives " + batch(input) + ", " + layer.name() + " takes "
                    + batch(Shape.of(1, layer.inputs().getAsInt())));
        }
    }

    /** The shape after this number of layers, such as {@code [N, 50]}, where N is the number of samples; {@code ?} if unknown. */
    String after(int layers) {
        return shapes[layers] == null ? "?" : batch(shapes[layers]);
    }

    /** The shape after this number of layers for a batch of this size. */
    String after(int layers, int samples) {
        return shapes[layers] == null ? "?" : shapes[layers].with(0, samples).toString();
    }

    /** The shape of the scores for a batch of this size; null if unknown. */
    Shape scores(int samples) {
        Shape one = shapes[shapes.length - 1];
        return one == null ? null : one.with(0, samples);
    }

    private static String batch(Shape one) {
        return "[N" + one.toString().substring("[1".length());
    }
}
