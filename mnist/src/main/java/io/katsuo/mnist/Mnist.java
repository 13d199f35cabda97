package io.katsuo.mnist;

import io.katsuo.mnist.embedded.DrawnDigits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The MNIST data set of handwritten digits (LeCun, Cortes, Burges 1998): 60,000 training images and 10,000 test images
 * of 28 × 28 pixels.
 *
 * <pre>{@code
 * Digits mnist = Mnist.load();
 * Tensor x = mnist.train().images();   // [60000, 784], 0 … 1
 * int[] t = mnist.train().labels();    // 60000 digits
 * }</pre>
 *
 * <p>Every file is verified by its SHA-256. Each method that loads throws
 * {@link io.katsuo.mnist.idx.CorruptDataException} if a file is damaged or is not MNIST's,
 * {@link java.io.InterruptedIOException} if its thread is interrupted, and another {@link IOException} if a file is
 * missing or unreadable; the messages are one line and name the file. Concurrent use: safe.
 *
 * @since 0.1
 */
public final class Mnist {
    private Mnist() {}

    /**
     * Loads MNIST from the first of these places: the directory that the environment variable {@code MNIST_DIR} names;
     * the user's cache ({@code $XDG_CACHE_HOME/katsuo/mnist} or {@code ~/.cache/katsuo/mnist}, {@code ~/Library/Caches/…}
     * on macOS, {@code %LOCALAPPDATA%\…} on Windows); a mirror, from which the files are downloaded into that cache. The
     * system property {@code katsuo.mnist.mirrors} replaces the list of mirrors: URLs of directories, separated by
     * commas; empty for no download.
     *
     * @throws MnistUnavailableException if MNIST is not on this machine and no mirror can be reached
     * @throws IOException if a file is damaged, missing or unreadable
     */
    public static Digits load() throws IOException {
        return load(DownloadListener.SILENT);
    }

    /**
     * Loads MNIST as {@link #load()} does and reports the progress of a download.
     *
     * @param listener receives the progress
     * @throws MnistUnavailableException if MNIST is not on this machine and no mirror can be reached
     * @throws IOException if a file is damaged, missing or unreadable
     */
    public static Digits load(DownloadListener listener) throws IOException {
        return Digits.of(MnistFiles.automatic(MnistLocations.actual(), listener));
    }

    /**
     * Loads MNIST from a directory.
     *
     * @param directory contains all four files, each plain or compressed by gzip
     * @throws IOException if a file is damaged, missing or unreadable
     */
    public static Digits load(Path directory) throws IOException {
        return Digits.of(MnistFiles.inDirectory(directory, ""));
    }

    /**
     * Loads MNIST as {@link #load()} does, but never downloads it.
     *
     * @throws MnistUnavailableException if MNIST is not on this machine
     * @throws IOException if a file is damaged, missing or unreadable
     */
    public static Digits local() throws IOException {
        return Digits.of(MnistFiles.automatic(MnistLocations.actual().withoutMirrors(), DownloadListener.SILENT));
    }

    /**
     * Draws digits that look handwritten, without any file: 10,000 training and 2,000 test images, the same bytes on
     * every machine and any number of threads.
     */
    public static Digits embedded() {
        return new Digits(
                Digits.EMBEDDED,
                "drawn by the library",
                drawn(DrawnDigits.TRAIN_SEED, 10_000),
                drawn(DrawnDigits.TEST_SEED, 2_000),
                Map.of());
    }

    private static LabelledImages drawn(long seed, int count) {
        DrawnDigits set = DrawnDigits.draw(seed, count);
        return new LabelledImages(DrawnDigits.SIDE, DrawnDigits.SIDE, set.pixels(), set.labels());
    }

    /**
     * Loads MNIST if it is on this machine, as {@link #local} does; draws the {@link #embedded} digits otherwise.
     *
     * @throws IOException if a file is damaged, or missing from the directory that {@code MNIST_DIR} names
     */
    public static Digits localOrEmbedded() throws IOException {
        try {
            return local();
        } catch (MnistUnavailableException e) {
            return embedded();
        }
    }
}
