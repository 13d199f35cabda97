package io.katsuo.mnist;

import java.io.IOException;
import java.nio.file.Path;

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
 */
public final class Mnist {
    private Mnist() {}

    /**
     * Loads MNIST from the first of these places: the directory that the environment variable {@code MNIST_DIR} names;
     * the user's cache ({@code $XDG_CACHE_HOME/katsuo/mnist} or {@code ~/.cache/katsuo/mnist}, {@code ~/Library/Caches/…}
     * on macOS, {@code %LOCALAPPDATA%\…} on Windows); a mirror, from which the files are downloaded into that cache. The
     * system property {@code katsuo.mnist.mirrors} replaces the list of mirrors: URLs of directories, separated by
     * commas; empty for no download. Mirrors that did not have the files are asked again after a day.
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
     * @throws MnistUnavailableException if MNIST is not on this machine and no mirror can be reached
     * @throws IOException if a file is damaged, missing or unreadable
     */
    public static Digits load(DownloadListener listener) throws IOException {
        return MnistFiles.automatic(MnistLocations.actual(), listener);
    }

    /**
     * Loads MNIST from a directory.
     *
     * @param directory contains all four files, each plain or compressed by gzip
     * @throws IOException if a file is damaged, missing or unreadable
     */
    public static Digits load(Path directory) throws IOException {
        return MnistFiles.inDirectory(directory, "");
    }

    /**
     * Loads MNIST as {@link #load()} does, but never downloads it.
     *
     * @throws MnistUnavailableException if MNIST is not on this machine
     * @throws IOException if a file is damaged, missing or unreadable
     */
    public static Digits local() throws IOException {
        return MnistFiles.automatic(MnistLocations.actual().withoutMirrors(), DownloadListener.SILENT);
    }

    /**
     * Draws digits that look handwritten: 10,000 training and 2,000 test images, the same bytes on every machine and any
     * number of threads. They are kept in the user's cache, from which later calls read them; without a cache the call
     * draws them again.
     */
    public static Digits embedded() {
        return MnistFiles.drawn(MnistLocations.actualCache());
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
