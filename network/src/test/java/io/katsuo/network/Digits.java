package io.katsuo.network;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Images for tests: the first of MNIST's where {@code MNIST_DIR} names the files, otherwise random ones. */
public record Digits(Tensor images, byte[] labels, boolean real) {
    private static final int PIXELS = 784;

    public Targets targets() {
        return Targets.of(labels);
    }

    /** The first training images of MNIST; null, with a word on standard error, if they are not there. */
    public static Digits mnist(int count) {
        String directory = System.getenv("MNIST_DIR");
        if (directory == null) {
            System.err.println("MNIST_DIR is not set: tests on real images are left out, random ones are used");
            return null;
        }
        try {
            byte[] pixels = read(Path.of(directory, "train-images-idx3-ubyte.gz"), 16, count * PIXELS);
            byte[] labels = read(Path.of(directory, "train-labels-idx1-ubyte.gz"), 8, count);
            float[] values = new float[pixels.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (pixels[i] & 0xFF) / 255f;
            }
            return new Digits(Tensor.wrap(values, count, PIXELS), labels, true);
        } catch (IOException e) {
            throw new AssertionError("MNIST_DIR is set but cannot be read", e);
        }
    }

    private static byte[] read(Path file, int skip, int count) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            in.skipNBytes(skip);
            return in.readNBytes(count);
        }
    }

    /** Images like digits in that most pixels are 0 and the others in 0..1. */
    public static Digits random(int count, long seed) {
        Rng rng = new Rng(seed);
        Tensor images = Tensor.zeros(count, PIXELS);
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) rng.nextInt(10);
            for (int k = 0; k < PIXELS; k++) {
                images.set(i, k, rng.nextInt(5) == 0 ? rng.nextFloat() : 0);
            }
        }
        return new Digits(images, labels, false);
    }

    /** Classes that differ in which pixels are bright, so that they can be learnt. */
    public static Digits learnable(int count, long seed) {
        Digits digits = random(count, seed);
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < 40; k++) {
                digits.images.set(i, digits.labels[i] * 40 + k, 1);
            }
        }
        return digits;
    }

    /** MNIST's first images if they are there, else random ones. */
    public static Digits any(int count) {
        Digits digits = mnist(count);
        return digits != null ? digits : random(count, 7);
    }
}
