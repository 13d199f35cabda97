package io.katsuo.mnist;

import io.katsuo.mnist.idx.CorruptDataException;
import io.katsuo.mnist.idx.IdxArray;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The contents of the four files, read by a thread each and verified.
 *
 * @param origin the directory that they came from
 * @param contents all four
 */
record MnistFiles(String origin, Map<MnistFile, IdxArray> contents) {
    private static final Duration UNLIMITED = Duration.ofDays(1);

    /**
     * Reads a directory that the user named.
     *
     * @param prefix begins the message if a file is missing: {@code "MNIST_DIR: "}, or empty
     * @throws IOException if there is no such directory, or a file is missing
     */
    static MnistFiles inDirectory(Path directory, String prefix) throws IOException {
        List<Callable<Map<MnistFile, IdxArray>>> readings = new ArrayList<>();
        MnistDirectory.complete(directory, prefix)
                .forEach((file, path) -> readings.add(() -> Map.of(file, file.read(path))));
        return new MnistFiles(directory.toString(), all(readings));
    }

    /**
     * Reads the directory that {@code MNIST_DIR} names; without it the user's cache, and downloads what is missing or
     * damaged there.
     *
     * @throws IOException if {@code MNIST_DIR} names a directory that lacks a file
     */
    static MnistFiles automatic(MnistLocations locations, DownloadListener listener) throws IOException {
        String named = locations.env().get("MNIST_DIR");
        if (named != null && !named.isBlank()) {
            return inDirectory(MnistDirectory.named(named, "MNIST_DIR: "), "MNIST_DIR: ");
        }
        MnistCache cache = new MnistCache(locations.cache());
        Fetcher fetcher = new Fetcher(locations.mirrors(), locations.patience(), cache, listener);
        Map<MnistFile, Path> present = MnistDirectory.present(cache.directory());
        Set<MnistFile> missing = EnumSet.allOf(MnistFile.class);
        missing.removeAll(present.keySet());
        List<Callable<Map<MnistFile, IdxArray>>> readings = new ArrayList<>();
        present.forEach((file, path) -> readings.add(() -> {
            try {
                return Map.of(file, file.read(path));
            } catch (CorruptDataException e) {
                listener.note(e.getMessage() + "; downloading it again");
                return fetcher.fetch(List.of(file));
            }
        }));
        if (!missing.isEmpty()) {
            readings.add(() -> fetcher.fetch(missing));
        }
        return new MnistFiles(locations.cache().toString(), all(readings));
    }

    /** Runs all readings at once. If one fails, or this thread is interrupted, the others are interrupted. */
    private static Map<MnistFile, IdxArray> all(List<Callable<Map<MnistFile, IdxArray>>> readings) throws IOException {
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("katsuo-mnist-", 0).factory());
        try {
            Map<MnistFile, IdxArray> contents = new EnumMap<>(MnistFile.class);
            List<Future<Map<MnistFile, IdxArray>>> futures =
                    readings.stream().map(threads::submit).toList();
            for (Future<Map<MnistFile, IdxArray>> future : futures) {
                contents.putAll(Fetcher.result(future, UNLIMITED));
            }
            return contents;
        } finally {
            threads.shutdownNow();
        }
    }
}
