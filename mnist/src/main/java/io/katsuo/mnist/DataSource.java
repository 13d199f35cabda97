package io.katsuo.mnist;

import io.katsuo.mnist.fetch.DownloadListener;
import io.katsuo.mnist.fetch.MnistDirectory;
import io.katsuo.mnist.fetch.MnistFile;
import io.katsuo.mnist.fetch.MnistFiles;
import io.katsuo.mnist.idx.IdxArray;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where data comes from. Immutable; safe for concurrent use.
 *
 * @since 0.1
 */
public final class DataSource {
    /** The name of the data set that the library draws itself. */
    public static final String EMBEDDED = "embedded";
    /** The name of the real one. */
    public static final String MNIST = "mnist";

    private final String dataset;
    private final Opening opening;

    private DataSource(String dataset, Opening opening) {
        this.dataset = dataset;
        this.opening = opening;
    }

    /** How a source begins to load. */
    private interface Opening {
        Files begin() throws IOException;
    }

    /** Four files on their way into memory. */
    interface Files {
        String origin();

        /** How many images or labels the file holds. */
        int count(MnistFile file);

        IdxArray content(MnistFile file) throws IOException;

        void cancel();
    }

    /**
     * MNIST from wherever it is: the directory that the environment variable {@code MNIST_DIR} names; else the user's
     * cache ({@code $XDG_CACHE_HOME/katsuo/mnist} or {@code ~/.cache/katsuo/mnist}, {@code ~/Library/Caches/…} on
     * macOS, {@code %LOCALAPPDATA%\…} on Windows); else downloaded into that cache. The system property
     * {@code katsuo.mnist.mirrors} replaces the list of mirrors: addresses of directories, with commas between them;
     * empty for no download.
     *
     * @param listener hears how a download goes
     * @return a source that gives {@link io.katsuo.mnist.fetch.MnistUnavailableException} where there is neither MNIST
     *     nor a network
     */
    public static DataSource automatic(DownloadListener listener) {
        return new DataSource(MNIST, () -> incoming(MnistFiles.automatic(listener)));
    }

    /**
     * As {@link #automatic}, but never downloaded.
     *
     * @return a source that gives {@link io.katsuo.mnist.fetch.MnistUnavailableException} where MNIST is not on this
     *     machine
     */
    public static DataSource local() {
        return new DataSource(MNIST, () -> incoming(MnistFiles.local()));
    }

    /**
     * MNIST from a directory with all four files, each plain or gzip.
     *
     * @param directory the directory
     * @param saidBy who named it, for messages, such as {@code --data}
     * @return a source that fails if a file is missing or is not MNIST's
     */
    public static DataSource directory(Path directory, String saidBy) {
        return new DataSource(MNIST, () -> incoming(MnistFiles.inDirectory(directory, saidBy)));
    }

    /**
     * Digits that look handwritten and are drawn by the library itself, the same ones every time: 10,000 and 2,000.
     *
     * @return a source that never fails
     */
    public static DataSource embedded() {
        return new DataSource(EMBEDDED, EmbeddedFiles::new);
    }

    /**
     * The source that a user means.
     *
     * @param text {@code auto}, {@code embedded}, or a directory
     * @param saidBy where the user said so, for messages, such as {@code --data}
     * @param listener hears how a download goes
     * @return the source
     * @throws IOException if it is neither of the two words and cannot be the name of a directory
     */
    public static DataSource of(String text, String saidBy, DownloadListener listener) throws IOException {
        switch (text) {
            case "auto":
                return automatic(listener);
            case EMBEDDED:
                return embedded();
            default:
                return directory(MnistDirectory.named(text, saidBy), saidBy);
        }
    }

    /**
     * Which data set it gives.
     *
     * @return {@link #MNIST} or {@link #EMBEDDED}
     */
    public String dataset() {
        return dataset;
    }

    Files begin() throws IOException {
        return opening.begin();
    }

    private static Files incoming(MnistFiles files) {
        return new Files() {
            @Override
            public String origin() {
                return files.origin();
            }

            @Override
            public int count(MnistFile file) {
                return file.count();
            }

            @Override
            public IdxArray content(MnistFile file) throws IOException {
                return files.content(file);
            }

            @Override
            public void cancel() {
                files.cancel();
            }
        };
    }
}
