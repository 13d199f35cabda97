package io.katsuo.mnist;

import io.katsuo.mnist.idx.IdxArray;
import io.katsuo.network.files.AtomicFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Downloads files from the first mirror that has them. First all mirrors are asked at once whether they answer; then all
 * files are fetched at once, each from one mirror after another until its content is verified. Only verified files
 * reach the cache.
 */
final class Fetcher {
    /** What gzip adds at most to a file that does not shrink. */
    private static final int GZIP_BYTES = 1 << 16;

    private final List<URI> mirrors;
    private final Patience patience;
    private final Path cache;
    private final DownloadListener listener;

    Fetcher(List<URI> mirrors, Patience patience, Path cache, DownloadListener listener) {
        this.mirrors = List.copyOf(mirrors);
        this.patience = patience;
        this.cache = cache;
        this.listener = listener;
    }

    /**
     * Downloads, verifies and stores files.
     *
     * @return the content of each
     * @throws MnistUnavailableException if no mirror has one of them
     * @throws InterruptedIOException if this thread is interrupted, which ends all downloads
     */
    Map<MnistFile, IdxArray> fetch(List<MnistFile> files) throws IOException {
        // Virtual threads: see Http. Shut down instead of closed, since a name lookup may ignore interrupts.
        ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();
        try {
            Answers answers = ask(tasks, files.getFirst());
            DownloadProgress progress = new DownloadProgress(listener, files);
            Map<MnistFile, Future<IdxArray>> coming = new LinkedHashMap<>();
            for (MnistFile file : files) {
                coming.put(file, tasks.submit(() -> fromAny(tasks, answers, file, progress)));
            }
            Map<MnistFile, IdxArray> contents = new LinkedHashMap<>();
            for (Map.Entry<MnistFile, Future<IdxArray>> entry : coming.entrySet()) {
                contents.put(entry.getKey(), result(entry.getValue(), Duration.ofDays(1)));
            }
            return contents;
        } finally {
            tasks.shutdownNow();
        }
    }

    /** The mirrors that answer, in the order of the list, and the problems of the others. */
    private record Answers(List<URI> present, List<String> problems) {}

    private Answers ask(ExecutorService tasks, MnistFile file) throws IOException {
        long deadline = System.nanoTime() + patience.connect().toNanos();
        List<Future<Void>> asked = new ArrayList<>();
        for (URI mirror : mirrors) {
            asked.add(tasks.submit(() -> {
                Http.ask(address(mirror, file), patience);
                return null;
            }));
        }
        Answers answers = new Answers(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < mirrors.size(); i++) {
            try {
                result(asked.get(i), Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
                answers.present.add(mirrors.get(i));
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                answers.problems.add(mirrors.get(i).getHost() + ": " + e.getMessage());
            }
        }
        if (answers.present.isEmpty()) {
            throw new MnistUnavailableException(
                    "no mirror answers" + (mirrors.isEmpty() ? "" : ": " + String.join("; ", answers.problems)));
        }
        return answers;
    }

    private IdxArray fromAny(ExecutorService tasks, Answers answers, MnistFile file, DownloadProgress progress)
            throws IOException {
        List<String> problems = new ArrayList<>();
        for (URI mirror : answers.present) {
            URI address = address(mirror, file);
            try {
                Future<byte[]> body = tasks.submit(() -> Http.get(
                        address, file.contentSize() + GZIP_BYTES, patience, bytes -> progress.received(file, bytes)));
                IdxArray content = file.read(address.toString(), result(body, patience.file()));
                store(file, content, progress);
                return content;
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                String said = Objects.requireNonNullElse(e.getMessage(), e.toString()); // some have no message
                String problem = said.startsWith(address.toString()) ? said : address + ": " + said;
                problems.add(problem);
                progress.note(problem);
            }
        }
        problems.addAll(answers.problems);
        throw new MnistUnavailableException("no mirror has " + file.fileName() + ": " + String.join("; ", problems));
    }

    private void store(MnistFile file, IdxArray content, DownloadProgress progress) {
        try {
            Files.createDirectories(cache);
            AtomicFile.write(cache.resolve(file.fileName()), content::writeTo);
        } catch (IOException e) {
            progress.note("cache: " + file.fileName() + " not kept: " + e);
        }
    }

    private static URI address(URI mirror, MnistFile file) {
        return URI.create(mirror + (mirror.toString().endsWith("/") ? "" : "/") + file.fileName() + ".gz");
    }

    /** The result of a task, or an IOException whose message says why there is none. A task that takes too long is stopped. */
    static <T> T result(Future<T> task, Duration patience) throws IOException {
        try {
            return task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("loading stopped").initCause(e);
        } catch (TimeoutException e) {
            throw new IOException("not completed after " + patience.toMillis() / 1e3 + " s", e);
        } catch (ExecutionException e) {
            throw inWords(e.getCause());
        } finally {
            task.cancel(true);
        }
    }

    private static IOException inWords(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return new IOException("host name not found", cause);
        } else if (cause instanceof SocketTimeoutException) {
            // A subclass of InterruptedIOException, which means here that this thread was interrupted.
            return new IOException(cause.getMessage(), cause);
        } else if (cause instanceof ConnectException) {
            return new IOException("connection refused", cause);
        } else if (cause instanceof IOException problem) {
            return problem.getMessage() == null ? new IOException(problem.toString(), problem) : problem;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(cause);
    }
}
