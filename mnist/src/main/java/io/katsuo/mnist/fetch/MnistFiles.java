package io.katsuo.mnist.fetch;

import io.katsuo.mnist.background.Task;
import io.katsuo.mnist.idx.CorruptDataException;
import io.katsuo.mnist.idx.IdxArray;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * The four files on their way into memory, each read by a thread of its own, or downloaded where need be.
 *
 * <p>Concurrent use: safe.
 *
 * @since 0.1
 */
public final class MnistFiles {
    private final String origin;
    private final Map<MnistFile, Task<IdxArray>> contents = new EnumMap<>(MnistFile.class);
    private final List<Task<?>> tasks = new ArrayList<>();

    private MnistFiles(String origin) {
        this.origin = origin;
    }

    /**
     * Begins to read a directory that somebody named.
     *
     * @param directory where all four files must be
     * @param saidBy who named it, for messages: {@code --data}, {@code MNIST_DIR}
     * @return the files, still being read
     * @throws IOException if there is no such directory, or a file is missing
     */
    public static MnistFiles inDirectory(Path directory, String saidBy) throws IOException {
        Map<MnistFile, Path> paths = MnistDirectory.complete(directory, saidBy);
        MnistFiles files = new MnistFiles(directory.toString());
        paths.forEach((file, path) -> files.begin(file, () -> file.read(path)));
        return files;
    }

    /**
     * Begins to read the files from wherever they are: the directory that {@code MNIST_DIR} names; else the user's
     * cache; and what is missing there, or damaged, from a mirror.
     *
     * @param listener hears how downloads go
     * @return the files, still being read
     * @throws IOException if {@code MNIST_DIR} names a directory that lacks a file
     */
    public static MnistFiles automatic(DownloadListener listener) throws IOException {
        return automatic(Surroundings.actual(), listener);
    }

    /**
     * As {@link #automatic(DownloadListener)}, but never downloads.
     *
     * @return the files, still being read
     * @throws IOException if {@code MNIST_DIR} names a directory that lacks a file
     */
    public static MnistFiles local() throws IOException {
        return automatic(Surroundings.actual().withoutMirrors(), DownloadListener.SILENT);
    }

    static MnistFiles automatic(Surroundings surroundings, DownloadListener listener) throws IOException {
        String named = surroundings.env().get("MNIST_DIR");
        if (named != null && !named.isBlank()) {
            return inDirectory(MnistDirectory.named(named, "MNIST_DIR"), "MNIST_DIR");
        }
        MnistFiles files = new MnistFiles(surroundings.cache().toString());
        files.readCache(surroundings, listener);
        return files;
    }

    private void readCache(Surroundings surroundings, DownloadListener listener) {
        MnistCache cache = new MnistCache(surroundings.cache());
        Fetcher fetcher = new Fetcher(surroundings.mirrors(), surroundings.patience(), cache, listener);
        Map<MnistFile, Path> present = MnistDirectory.present(cache.directory());
        Set<MnistFile> missing = EnumSet.allOf(MnistFile.class);
        missing.removeAll(present.keySet());
        present.forEach((file, path) -> begin(file, () -> {
            try {
                return file.read(path);
            } catch (CorruptDataException e) {
                listener.note(e.getMessage() + "; downloading it again");
                return fetcher.fetch(List.of(file)).get(file);
            }
        }));
        if (!missing.isEmpty()) {
            Task<Map<MnistFile, IdxArray>> fetched = Task.start("fetch", () -> fetcher.fetch(missing));
            tasks.add(fetched);
            missing.forEach(file -> begin(file, () -> fetched.await().get(file)));
        }
    }

    private void begin(MnistFile file, Callable<IdxArray> reading) {
        Task<IdxArray> task = Task.start(file.fileName(), reading);
        contents.put(file, task);
        tasks.add(task);
    }

    /**
     * Where the files come from.
     *
     * @return a directory
     */
    public String origin() {
        return origin;
    }

    /**
     * The content of a file, waiting for it.
     *
     * @param file which
     * @return its content, known to be MNIST's
     * @throws CorruptDataException if it is not
     * @throws MnistUnavailableException if it is neither on this machine nor to be had from the network
     * @throws InterruptedIOException if this thread is interrupted, or {@link #cancel} was called
     * @throws IOException if it cannot be read
     */
    public IdxArray content(MnistFile file) throws IOException {
        return contents.get(file).await();
    }

    /** Stops downloading and reading. Leaves no unfinished file. */
    public void cancel() {
        tasks.forEach(Task::cancel);
    }
}
