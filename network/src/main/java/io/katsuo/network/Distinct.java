package io.katsuo.network;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Param;
import io.katsuo.network.format.Npz;
import java.util.BitSet;
import java.util.List;

/**
 * The check that no layer, name or parameter occurs twice in a network: {@code backward} overwrites gradients, so one
 * of two contributions would be lost without an error.
 */
final class Distinct {
    private Distinct() {}

    static void check(List<Layer> layers, List<Param> parameters) {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("network: it has no layers");
        }
        for (int i = 0; i < layers.size(); i++) {
            for (int j = 0; j < i; j++) {
                check(layers.get(j), layers.get(i), j, i);
            }
        }
        for (int i = 0; i < parameters.size(); i++) {
            if (!Npz.isName(parameters.get(i).name())) {
                throw new IllegalArgumentException("network: a parameter has a name that no file can hold: "
                        + parameters.get(i) + "; see Npz.isName");
            }
            for (int j = 0; j < i; j++) {
                check(parameters.get(j), parameters.get(i));
            }
        }
    }

    private static void check(Layer a, Layer b, int i, int j) {
        if (a == b) {
            throw new IllegalArgumentException("network: one layer used twice: " + a.name() + " at " + i + " and " + j
                    + "; backward overwrites gradients");
        }
        if (a.name().equalsIgnoreCase(b.name())) {
            throw new IllegalArgumentException(
                    "network: two layers of one name: " + a.name() + " at " + i + " and " + j);
        }
    }

    private static void check(Param a, Param b) {
        if (shareMemory(a.value(), b.value())) {
            throw new IllegalArgumentException(
                    "network: two layers share a parameter: " + a + " and " + b + "; backward overwrites gradients");
        }
        if (a.name().equals(b.name())) {
            throw new IllegalArgumentException("network: two parameters of one name: " + a + " and " + b);
        }
    }

    /** Whether two tensors have an element at one place; columns side by side in one matrix have none. */
    private static boolean shareMemory(Tensor x, Tensor y) {
        if (x.array() != y.array()) {
            return false;
        }
        BitSet places = new BitSet();
        for (int i = 0; i < x.size(); i++) {
            places.set(x.layout().at(i));
        }
        for (int i = 0; i < y.size(); i++) {
            if (places.get(y.layout().at(i))) {
                return true;
            }
        }
        return false;
    }
}
