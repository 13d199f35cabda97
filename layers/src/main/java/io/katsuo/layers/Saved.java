package io.katsuo.layers;

import io.katsuo.core.tensor.Tensor;

/** A tensor that a layer saves in {@code forward} for its {@code backward}, by reference. */
final class Saved {
    private final String layer;
    private final String what;
    private Tensor tensor;
    private int fingerprint;

    Saved(String layer, String what) {
        this.layer = layer;
        this.what = what;
    }

    void keep(Tensor t) {
        tensor = t;
        assert remember();
    }

    /** The tensor kept last, or null. */
    Tensor peek() {
        return tensor;
    }

    /** The tensor for {@code backward}; complains if there is none, and under assertions if it was written to. */
    Tensor take() {
        Check.afterForward(layer, tensor);
        assert fingerprint == fingerprint(tensor)
                : layer + ".backward: " + what + " was written to since forward: " + tensor.shape();
        return tensor;
    }

    private boolean remember() {
        fingerprint = fingerprint(tensor);
        return true;
    }

    /** A hash of the bits; of dense tensors without allocation, since training steps are measured under -ea too. */
    private static int fingerprint(Tensor t) {
        float[] values = t.isContiguous() ? t.array() : t.toArray();
        int from = t.isContiguous() ? t.layout().offset() : 0;
        int hash = 1;
        for (int i = 0; i < t.size(); i++) {
            hash = 31 * hash + Float.floatToIntBits(values[from + i]);
        }
        return hash;
    }
}
