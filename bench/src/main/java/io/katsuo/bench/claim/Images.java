package io.katsuo.bench.claim;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.mnist.Digits;
import io.katsuo.mnist.LabelledImages;
import io.katsuo.network.npz.Npz;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** The first images of a data set of digits, scaled to the inputs of a network. */
final class Images {
    /** The largest batch. */
    static final int COUNT = 100;

    private static final int SIDE = 28;
    private static final String NAME_IMAGES = "images";
    private static final String NAME_LABELS = "labels";

    private final Tensor images;
    private final int[] labels;

    private Images(Tensor images, int[] labels) {
        this.images = images;
        this.labels = labels;
    }

    /** The first training images. */
    static Images of(Digits digits) {
        LabelledImages first = digits.train().first(COUNT);
        return new Images(first.images(), first.labels());
    }

    /** Names the data set. */
    static String describe(Digits digits) {
        return digits.isMnist() ? "MNIST" : "digits that Katsuo draws itself, not MNIST";
    }

    /** Reads what {@link #write} wrote: it would take every JVM a second or more to load a whole data set. */
    static Images read(Path file) throws IOException {
        Map<String, Tensor> arrays = Npz.read(file);
        Tensor labels = arrays.get(NAME_LABELS);
        int[] classes = new int[labels.size()];
        Arrays.setAll(classes, i -> (int) labels.get(i));
        return new Images(arrays.get(NAME_IMAGES), classes);
    }

    void write(Path file) throws IOException {
        Tensor classes = Tensor.zeros(labels.length);
        for (int i = 0; i < labels.length; i++) {
            classes.set(i, labels[i]);
        }
        Npz.write(file, Map.of(NAME_IMAGES, images, NAME_LABELS, classes));
    }

    /** The first images, [count, inputs]; each pixel is the mean of a square of pixels of the original. */
    Tensor first(int count, int inputs) {
        if (count < 1 || count > COUNT) {
            throw new IllegalArgumentException("images: a batch has 1 to " + COUNT + " images: " + count);
        }
        int side = (int) Math.round(Math.sqrt(inputs));
        if (side * side != inputs || SIDE % side != 0) {
            throw new IllegalArgumentException(
                    "images: 28 × 28 pixels do not scale to " + inputs + " inputs; use 784, 196, 49, 16, 4 or 1");
        }
        int square = SIDE / side;
        Tensor result = Tensor.zeros(count, inputs);
        for (int image = 0; image < count; image++) {
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                int to = pixel / SIDE / square * side + pixel % SIDE / square;
                float share = images.get(image, pixel) / (square * square);
                result.set(image, to, result.get(image, to) + share);
            }
        }
        return result;
    }

    int[] labels(int count) {
        return Arrays.copyOf(labels, count);
    }
}
