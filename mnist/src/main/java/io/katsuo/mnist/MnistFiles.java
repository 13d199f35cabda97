package io.katsuo.mnist;

import io.katsuo.mnist.embedded.DrawnDigits;
import io.katsuo.mnist.idx.CorruptDataException;
import io.katsuo.mnist.idx.IdxArray;
import io.katsuo.network.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Reads the four files of a set, by a thread each, and verifies them. */
final class MnistFiles {
    private static final Duration UNLIMITED = Duration.ofDays(1);

    /** In the cache: when no mirror answered, and which ones were asked. */
    private static final String UNAVAILABLE = "no-mirror-answered";

    private static final Duration ASK_AGAIN = Duration.ofDays(1);

    private MnistFiles() {}

    /**
     * Reads MNIST from a directory that the user named.
     *
     * @param prefix begins the message if a file is missing: {@code "MNIST_DIR: "}, or empty
     * @throws IOException if there is no such directory, or a file is missing
     */
    static Digits inDirectory(Path directory, String prefix) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException(
                    prefix + directory + (Files.exists(directory) ? " is not a directory" : ": no such directory"));
        }
        if (!Files.isReadable(directory)) {
            throw new IOException(prefix + directory + ": permission to read it denied");
        }
        String missing = MnistFile.MNIST.stream()
                .filter(file -> file.in(directory).isEmpty())
                .map(MnistFile::fileName)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new IOException(prefix + directory + " lacks " + missing + " (each with or without .gz)");
        }
        return Digits.of(Digits.MNIST, directory.toString(), read(MnistFile.MNIST, directory));
    }

    /**
     * Reads the directory that {@code MNIST_DIR} names; without it the user's cache, and downloads what is missing or
     * damaged there.
     *
     * @throws IOException if {@code MNIST_DIR} names a directory that lacks a file
     */
    static Digits automatic(MnistLocations locations, DownloadListener listener) throws IOException {
        String named = locations.env().get("MNIST_DIR");
        if (named != null && !named.isBlank()) {
            try {
                return inDirectory(Path.of(named), "MNIST_DIR: ");
            } catch (InvalidPathException e) {
                throw new IOException("MNIST_DIR: not the name of a directory: " + e.getMessage(), e);
            }
        }
        Path cache = locations.cache().resolve("mnist");
        Fetcher fetcher = new Fetcher(locations.mirrors(), locations.patience(), cache, listener);
        List<MnistFile> missing = MnistFile.MNIST.stream()
                .filter(file -> file.in(cache).isEmpty())
                .toList();
        List<Callable<Map<MnistFile, IdxArray>>> readings = new ArrayList<>();
        for (MnistFile file : MnistFile.MNIST) {
            file.in(cache)
                    .ifPresent(path -> readings.add(() -> {
                        try {
                            return Map.of(file, file.read(path));
                        } catch (CorruptDataException e) {
                            listener.note(e.getMessage() + "; downloading it again");
                            return fetcher.fetch(List.of(file));
                        }
                    }));
        }
        if (!missing.isEmpty()) {
            readings.add(() -> fetchOnceADay(locations, fetcher, missing));
        }
        return Digits.of(Digits.MNIST, cache.toString(), all(readings));
    }

    /** Downloads files, unless the same mirrors were asked in vain less than a day ago. */
    private static Map<MnistFile, IdxArray> fetchOnceADay(
            MnistLocations locations, Fetcher fetcher, List<MnistFile> files) throws IOException {
        Path mark = locations.cache().resolve(UNAVAILABLE);
        String mirrors = locations.mirrors().toString();
        if (Files.isRegularFile(mark)) {
            Instant asked = Files.getLastModifiedTime(mark).toInstant();
            if (Files.readString(mark).equals(mirrors) && asked.plus(ASK_AGAIN).isAfter(Instant.now())) {
                throw new MnistUnavailableException(
                        "no mirror had the files at " + asked.truncatedTo(ChronoUnit.SECONDS)
                                + ", and they are asked again after a day or when " + mark + " is removed");
            }
        }
        try {
            return fetcher.fetch(files);
        } catch (MnistUnavailableException e) {
            if (!locations.mirrors().isEmpty()) {
                keep(locations.cache(), Map.of(UNAVAILABLE, AtomicFile.Content.of(mirrors)));
            }
            throw e;
        }
    }

    /**
     * The digits that the library draws: from the cache, or drawn and stored there. The cache is for speed only; without
     * one they are drawn at every start.
     */
    static Digits drawn(Path cache) {
        Path directory = cache.resolve("drawn-digits");
        Map<MnistFile, IdxArray> contents;
        try {
            contents = read(MnistFile.DRAWN, directory);
        } catch (IOException e) {
            contents = draw();
            Map<String, AtomicFile.Content> files = new LinkedHashMap<>();
            contents.forEach((file, content) -> files.put(file.fileName(), content::writeTo));
            keep(directory, files);
        }
        try {
            return Digits.of(Digits.EMBEDDED, "drawn by the library", contents);
        } catch (CorruptDataException e) {
            throw new AssertionError("drawn labels are digits", e);
        }
    }

    private static Map<MnistFile, IdxArray> draw() {
        Map<MnistFile, IdxArray> contents = new LinkedHashMap<>();
        for (int i = 0; i < MnistFile.DRAWN.size(); i += 2) {
            MnistFile images = MnistFile.DRAWN.get(i);
            MnistFile labels = MnistFile.DRAWN.get(i + 1);
            long seed = i == 0 ? DrawnDigits.TRAIN_SEED : DrawnDigits.TEST_SEED;
            DrawnDigits set = DrawnDigits.draw(seed, labels.extents()[0]);
            contents.put(images, images.holding(set.pixels()));
            contents.put(labels, labels.holding(set.labels()));
        }
        return contents;
    }

    private static void keep(Path directory, Map<String, AtomicFile.Content> files) {
        try {
            Files.createDirectories(directory);
            AtomicFile.write(directory, files);
        } catch (IOException e) {
            // The next start does the same work again.
        }
    }

    /** Reads a complete set from a directory. */
    static Map<MnistFile, IdxArray> read(List<MnistFile> set, Path directory) throws IOException {
        List<Callable<Map<MnistFile, IdxArray>>> readings = new ArrayList<>();
        for (MnistFile file : set) {
            Path path = file.in(directory).orElseThrow(() -> new IOException(directory + " lacks " + file.fileName()));
            readings.add(() -> Map.of(file, file.read(path)));
        }
        return all(readings);
    }

    /**
     * Runs all readings at once. If one fails, or this thread is interrupted, the others are interrupted; after a failure
     * they get a moment to end, so that they no longer write to the cache when the caller goes on.
     */
    private static Map<MnistFile, IdxArray> all(List<Callable<Map<MnistFile, IdxArray>>> readings) throws IOException {
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("katsuo-mnist-", 0).factory());
        try {
            Map<MnistFile, IdxArray> contents = new LinkedHashMap<>();
            List<Future<Map<MnistFile, IdxArray>>> futures =
                    readings.stream().map(threads::submit).toList();
            for (Future<Map<MnistFile, IdxArray>> future : futures) {
                contents.putAll(Fetcher.result(future, UNLIMITED));
            }
            return contents;
        } finally {
            threads.shutdownNow();
            try {
                threads.awaitTermination(2, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
