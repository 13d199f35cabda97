package io.katsuo.bench.claim;

import io.katsuo.core.ops.Reductions;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.mnist.Digits;
import io.katsuo.mnist.LabelledImages;
import io.katsuo.network.format.Npz;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** The first training images of a data set of digits, scaled to the inputs of a network. */
record Images(Tensor pixels, int[] classes) {
    /** The largest batch. */
    static final int COUNT = 100;

    private static final int SIDE = 28;

    static Images of(Digits digits) {
        LabelledImages first = digits.train().first(COUNT);
        return new Images(first.images(), first.labels());
    }

    /** Reads what {@link #write} wrote: loading a whole data set would take each JVM a second or more. */
    static Images read(Path file) throws IOException {
        Map<String, Tensor> arrays = Npz.read(file);
        return new Images(arrays.get("images"), arrays.get("labels").toInts());
    }

    void write(Path file) throws IOException {
        Npz.write(file, Map.of("images", pixels, "labels", Tensor.of(classes)));
    }

    /** The first images, [count, inputs]; each input is the mean of a square of pixels. */
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
        Tensor squares = pixels.slice(0, 0, count).reshape(count, side, square, side, square);
        return Reductions.mean(squares, 2, 4).reshape(count, inputs);
    }

    int[] labels(int count) {
        return Arrays.copyOf(classes, count);
    }
}
