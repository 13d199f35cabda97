package io.katsuo.network;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import java.util.List;

/**
 * Memory for the values between the layers while a {@link Network} predicts. It adapts itself to the network and the
 * shape of the input, and allocates only when one of them changes.
 *
 * <p>Concurrent use: one workspace a thread.
 *
 * @since 0.1
 */
public final class Workspace {
    private Network network;
    private Shape input;
    private Tensor[] outputs;
    private PartwiseLoss partwiseLoss;

    /** An empty workspace. */
    public Workspace() {}

    /** Where each layer's output may be written; the last one is the scores. */
    Tensor[] outputs(Network network, Tensor x) {
        if (this.network != network || !x.shape().equals(input)) {
            List<Layer> layers = network.layerList();
            outputs = new Tensor[layers.size()];
            Shape shape = x.shape();
            for (int i = 0; i < outputs.length; i++) {
                shape = layers.get(i).outputShape(shape);
                outputs[i] = Tensor.zeros(shape);
            }
            this.network = network;
            this.input = x.shape();
        }
        return outputs;
    }

    /** For batches that are cut into parts. */
    PartwiseLoss partwiseLoss() {
        if (partwiseLoss == null) {
            partwiseLoss = new PartwiseLoss();
        }
        return partwiseLoss;
    }
}
