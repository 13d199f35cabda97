package io.katsuo.network;

import io.katsuo.layers.Layer;
import io.katsuo.layers.LossLayer;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/** The names of the layers of a network: {@code affine1}, found by the book's {@code Affine1} too. */
final class LayerNames {
    private LayerNames() {}

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
        ByName byName = new ByName();
        for (Layer layer : layers) {
            byName.put(layer.name(), layer);
            byName.lower.put(lower(layer.name()), layer);
        }
        return Collections.unmodifiableSequencedMap(byName);
    }

    static Layer find(SequencedMap<String, Layer> layers, String name) {
        Layer layer = layers.get(name);
        if (layer == null) {
            throw new IllegalArgumentException("layer: none is named " + name + ": " + layers.keySet());
        }
        return layer;
    }

    private static String lower(Object name) {
        return String.valueOf(name).toLowerCase(Locale.ROOT);
    }

    /** In the order of the layers; looks up names whatever the case of their letters. */
    private static final class ByName extends LinkedHashMap<String, Layer> {
        private static final long serialVersionUID = 1L;

        private final transient Map<String, Layer> lower = new HashMap<>();

        @Override
        public Layer get(Object name) {
            return lower.get(lower(name));
        }

        @Override
        public boolean containsKey(Object name) {
            return get(name) != null;
        }
    }
}
