package io.katsuo.mnist;

/**
 * How images and labels become tensors (the book's {@code load_mnist(normalize, flatten, one_hot_label)}).
 *
 * @param normalize whether a pixel {@code v} in 0 … 255 becomes {@code (float) v / 255f}; otherwise {@code (float) v}
 * @param flatten whether images are {@code [N, 784]}; otherwise {@code [N, 1, 28, 28]}
 * @param oneHot whether labels come as one-hot rows {@code [N, 10]} too
 * @since 0.1
 */
public record MnistOptions(boolean normalize, boolean flatten, boolean oneHot) {
    /** Normalised, flattened, labels as class indices only. */
    public static final MnistOptions DEFAULT = new MnistOptions(true, true, false);

    /**
     * The same but for one option.
     *
     * @param value whether pixels are divided by 255
     * @return other options
     */
    public MnistOptions withNormalize(boolean value) {
        return new MnistOptions(value, flatten, oneHot);
    }

    /**
     * The same but for one option.
     *
     * @param value whether images are rows of a matrix
     * @return other options
     */
    public MnistOptions withFlatten(boolean value) {
        return new MnistOptions(normalize, value, oneHot);
    }

    /**
     * The same but for one option.
     *
     * @param value whether labels come as one-hot rows too
     * @return other options
     */
    public MnistOptions withOneHot(boolean value) {
        return new MnistOptions(normalize, flatten, value);
    }
}
