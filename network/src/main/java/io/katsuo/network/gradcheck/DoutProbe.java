package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import java.util.Arrays;

/** Whether a layer that goes back wrongly does so without looking at what comes back to it. */
final class DoutProbe {
    private DoutProbe() {}

    /** Whether twice the derivative gives the same. The layer's saved values are overwritten. */
    static boolean ignored(Layer layer, Tensor x, Tensor dout) {
        layer.forward(x);
        float[] once = layer.backward(dout.copy()).toArray();
        float[] doubled = dout.toArray();
        boolean zero = true;
        for (int i = 0; i < doubled.length; i++) {
            doubled[i] *= 2;
        }
        for (float value : once) {
            zero &= value == 0;
        }
        Tensor twice = Tensor.wrap(doubled, dout.shape().dims());
        return !zero && Arrays.equals(once, layer.backward(twice).toArray());
    }
}
