package io.katsuo.mnist;

import io.katsuo.core.ops.Indexing;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.mnist.idx.CorruptDataException;
import io.katsuo.mnist.idx.IdxArray;
import io.katsuo.network.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Grey images and the digit that each one shows: a byte per pixel, as in the files. As {@link Samples} they become floats
 * from 0 to 1, {@code v / 255f}, when a batch is gathered; {@link #images()} turns all of them into floats at once.
 *
 * <p>Concurrent use: reading from several threads is safe while nobody writes into the arrays.
 */
public final class LabelledImages implements Samples {
    /** The number of classes: the digits 0 … 9. */
    public static final int CLASSES = 10;

    /** The largest pixel, which becomes 1. */
    private static final float MAX_PIXEL = 255;

    private final int rows;
    private final int columns;
    private final byte[] pixels;
    private final int[] labels;
    private Tensor images;

    LabelledImages(int rows, int columns, byte[] pixels, byte[] labels) {
        this(rows, columns, pixels, new int[labels.length]);
        for (int i = 0; i < labels.length; i++) {
            this.labels[i] = labels[i];
        }
    }

    private LabelledImages(int rows, int columns, byte[] pixels, int[] labels) {
        this.rows = rows;
        this.columns = columns;
        this.pixels = pixels;
        this.labels = labels;
    }

    /** Joins the contents of two files, and checks that they belong together. */
    static LabelledImages of(IdxArray images, IdxArray labels) throws CorruptDataException {
        if (images.dims()[0] != labels.dims()[0]) {
            throw new CorruptDataException(
                    labels.name(),
                    "extent " + labels.dims()[0]
                            + " of axis 0, expected one label for each of the " + images.dims()[0] + " images in "
                            + images.name());
        }
        byte[] digits = labels.data();
        for (int i = 0; i < digits.length; i++) {
            if (digits[i] < 0 || digits[i] >= CLASSES) {
                throw new CorruptDataException(
                        labels.name(),
                        "label " + (digits[i] & 0xFF) + " of image " + i + " at byte " + (labels.header().length + i)
                                + ", expected 0 to " + (CLASSES - 1));
            }
        }
        return new LabelledImages(images.dims()[1], images.dims()[2], images.data(), digits);
    }

    /** The number of images, and of labels. */
    @Override
    public int count() {
        return labels.length;
    }

    /** The shape of an image as a sample: [rows·columns]. */
    @Override
    public Shape shape() {
        return Shape.of(rows * columns);
    }

    @Override
    public void gather(int[] which, Tensor out) {
        Indexing.gatherRows(pixels, which, MAX_PIXEL, out);
    }

    /** The digits as targets of a network. */
    public Targets targets() {
        return Targets.of(labels);
    }

    /**
     * The first images.
     *
     * @param count how many, at most {@link #count()}
     * @return copies of the first images and their labels
     */
    public LabelledImages first(int count) {
        if (count < 0 || count > count()) {
            throw new IllegalArgumentException("first: count must be from 0 to " + count() + ": " + count);
        }
        return new LabelledImages(
                rows, columns, Arrays.copyOf(pixels, count * rows * columns), Arrays.copyOf(labels, count));
    }

    /** The height of an image. */
    public int rows() {
        return rows;
    }

    /** The width of an image. */
    public int columns() {
        return columns;
    }

    /**
     * {@return the live array of all pixels, image after image, row after row, each an unsigned byte: 0 is paper, 255
     * is ink}
     */
    public byte[] pixels() {
        return pixels;
    }

    /** {@return the live array of the digits, 0 … 9, one for each image} */
    public int[] labels() {
        return labels;
    }

    /**
     * An image as text for a terminal: lines of the same length, half as many as the image has rows, and a character
     * for each column.
     */
    public List<String> text(int image, boolean blocks) {
        return ImageText.lines(pixels, Objects.checkIndex(image, count()) * rows * columns, rows, columns, blocks);
    }

    /**
     * The images as floats from 0 to 1: {@code v / 255f} for a pixel {@code v}. The first call converts all pixels, to
     * four times the memory of the bytes; the tensor is kept. Its view {@code reshape(count(), 1, rows(), columns())} has
     * the images in two dimensions.
     *
     * @return a tensor {@code [count, rows·columns]}, the same one at every call
     */
    public synchronized Tensor images() {
        if (images == null) {
            images = images(MAX_PIXEL);
        }
        return images;
    }

    /**
     * The images as floats on another scale than that of {@link #images()}.
     *
     * @param divisor each pixel {@code v} becomes {@code v / divisor}; with 1 the floats are the bytes, 0 to 255
     * @return a fresh tensor {@code [count, rows·columns]}
     */
    public Tensor images(float divisor) {
        int[] all = new int[count()];
        Arrays.setAll(all, i -> i);
        return Indexing.gatherRows(pixels, all, divisor, Tensor.zeros(batch(count())));
    }
}
