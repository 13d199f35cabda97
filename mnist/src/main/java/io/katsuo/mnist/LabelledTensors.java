package io.katsuo.mnist;

import io.katsuo.core.tensor.Tensor;
import java.util.Optional;

/**
 * Images and labels in the form that networks take.
 *
 * @param images {@code [N, 784]} or {@code [N, 1, 28, 28]}
 * @param labels the digits as class indices, {@code N} of them; live
 * @param oneHot the digits as one-hot rows {@code [N, 10]}, if {@link MnistOptions#oneHot()} asked for them
 * @since 0.1
 */
public record LabelledTensors(Tensor images, int[] labels, Optional<Tensor> oneHot) {
    static LabelledTensors of(LabelledImages source, MnistOptions options, float[] values) {
        return new LabelledTensors(
                source.images(options, values),
                source.classes(),
                options.oneHot() ? Optional.of(source.oneHot()) : Optional.empty());
    }

    /**
     * How many images there are.
     *
     * @return the number of images, and of labels
     */
    public int count() {
        return labels.length;
    }
}
