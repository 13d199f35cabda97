package io.katsuo.mnist;

import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.mnist.idx.CorruptDataException;
import io.katsuo.mnist.idx.IdxArray;

/**
 * Grey images and the digit that each one shows, as the files have them: a byte a pixel, a byte a label.
 *
 * <p>Concurrent use: reading from several threads is safe while nobody writes into the arrays.
 *
 * @since 0.1
 */
public final class LabelledImages {
    /** The number of classes: the digits 0 … 9. */
    public static final int CLASSES = 10;

    /** The number of pixels of an image: 28 × 28. */
    public static final int PIXELS = 28 * 28;

    /** Images converted as one piece of work: a quarter of a megabyte of pixels. */
    private static final int IMAGES_PER_PIECE = 300;

    private final int rows;
    private final int columns;
    private final byte[] pixels;
    private final byte[] labels;

    LabelledImages(int rows, int columns, byte[] pixels, byte[] labels) {
        this.rows = rows;
        this.columns = columns;
        this.pixels = pixels;
        this.labels = labels;
    }

    /** Joins the two files, which must agree. */
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

    /**
     * How many images there are.
     *
     * @return the number of images, and of labels
     */
    public int count() {
        return labels.length;
    }

    /**
     * The height of an image.
     *
     * @return pixels
     */
    public int rows() {
        return rows;
    }

    /**
     * The width of an image.
     *
     * @return pixels
     */
    public int columns() {
        return columns;
    }

    /**
     * All pixels, image after image, row after row, each an unsigned byte: 0 is paper, 255 is ink.
     *
     * @return the array itself, live
     */
    public byte[] pixels() {
        return pixels;
    }

    /**
     * The digits, 0 … 9, one for each image.
     *
     * @return the array itself, live
     */
    public byte[] labels() {
        return labels;
    }

    /**
     * The digits as class indices.
     *
     * @return a fresh array
     */
    public int[] classes() {
        int[] classes = new int[labels.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = labels[i];
        }
        return classes;
    }

    /**
     * The digits as one-hot rows.
     *
     * @return a fresh tensor {@code [N, 10]}, 1 in the column of the digit and 0 elsewhere
     */
    public Tensor oneHot() {
        float[] rowsOfTen = new float[labels.length * CLASSES];
        for (int i = 0; i < labels.length; i++) {
            rowsOfTen[i * CLASSES + labels[i]] = 1;
        }
        return Tensor.wrap(rowsOfTen, labels.length, CLASSES);
    }

    /**
     * The images as floats.
     *
     * @param options whether to normalise and to flatten
     * @return a fresh tensor, {@code [N, rows·columns]} or {@code [N, 1, rows, columns]}
     */
    public Tensor images(MnistOptions options) {
        return images(options, new float[pixels.length]);
    }

    /** The images as floats in an array that is already there. */
    Tensor images(MnistOptions options, float[] values) {
        float[] table = new float[256];
        for (int v = 0; v < table.length; v++) {
            table[v] = options.normalize() ? (float) v / 255f : (float) v;
        }
        int piece = IMAGES_PER_PIECE * rows * columns;
        Parallel.run(
                (count() + IMAGES_PER_PIECE - 1) / IMAGES_PER_PIECE,
                p -> convert(table, values, p * piece, (int) Math.min(pixels.length, (p + 1L) * piece)));
        return options.flatten()
                ? Tensor.wrap(values, count(), rows * columns)
                : Tensor.wrap(values, count(), 1, rows, columns);
    }

    private void convert(float[] table, float[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = table[pixels[i] & 0xFF];
        }
    }
}
