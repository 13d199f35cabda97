package io.katsuo.network;

import io.katsuo.layers.Layer;
import io.katsuo.layers.LossLayer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/** The names of layers as a network shows them: with a capital, as in the book. */
final class LayerNames {
    private LayerNames() {}

    static String shown(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** Refuses a layer that has no name to be called by. */
    static void check(List<Layer> layers, LossLayer lastLayer) {
        for (int i = 0; i < layers.size(); i++) {
            check(layers.get(i).name(), "the one at " + i);
        }
        check(lastLayer.name(), "the loss");
    }

    private static void check(String name, String which) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("network: a layer has no name: " + which + " is named "
                    + (name == null ? "null" : "'" + name + "'"));
        }
    }

    static SequencedMap<String, Layer> map(List<Layer> layers) {
        SequencedMap<String, Layer> byName = new LinkedHashMap<>();
        for (Layer layer : layers) {
            byName.put(shown(layer.name()), layer);
        }
        return Collections.unmodifiableSequencedMap(byName);
    }

    static Layer find(SequencedMap<String, Layer> layers, String name) {
        for (Layer layer : layers.values()) {
            if (layer.name().equalsIgnoreCase(name)) {
                return layer;
            }
        }
        throw new IllegalArgumentException("layer: none is named " + name + ": " + layers.keySet());
    }
}
