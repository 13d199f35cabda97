package io.katsuo.mnist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.katsuo.mnist.idx.IdxArray;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Downloads that are interrupted at random instants end at once, complete or with nothing. */
class CancelledDownloadsTest extends Downloads {
    private static final int PIECES = 20;
    private static final int PAUSE_NANOS = 200_000;

    @Test
    void aFew() throws Exception {
        campaign(10);
    }

    @Test
    @Tag("nightly")
    void fiveHundred() throws Exception {
        campaign(500);
    }

    private void campaign(int downloads) throws Exception {
        long seed = Long.getLong("katsuo.test.seed", System.nanoTime());
        Random random = new Random(seed);
        int complete = 0;
        try (ScriptedServer server = new ScriptedServer((path, out) -> {
            byte[] body = A.compressed();
            ScriptedServer.head(out, "200 OK", "Content-Length: " + body.length, "Connection: close");
            for (int i = 0; i < PIECES; i++) {
                LockSupport.parkNanos(PAUSE_NANOS);
                int from = body.length * i / PIECES;
                out.write(body, from, body.length * (i + 1) / PIECES - from);
                out.flush();
            }
        })) {
            for (int i = 0; i < downloads; i++) {
                Fetcher fetcher = new Fetcher(List.of(server.address()), LONG, cache, DownloadListener.SILENT);
                FutureTask<Map<MnistFile, IdxArray>> fetch = new FutureTask<>(() -> fetcher.fetch(List.of(A.file())));
                Thread thread = new Thread(fetch);
                thread.start();
                LockSupport.parkNanos(random.nextInt(10 * PIECES * PAUSE_NANOS));
                thread.interrupt();
                try {
                    assertArrayEquals(A.content(), content(fetch.get().get(A.file())));
                    complete++;
                } catch (ExecutionException e) {
                    assertInstanceOf(InterruptedIOException.class, e.getCause(), "seed " + seed);
                }
                thread.join();
                List<String> cached = cached().stream()
                        .filter(name -> !name.startsWith(".katsuo-"))
                        .toList();
                if (!cached.isEmpty()) {
                    assertEquals(List.of(A.fileName()), cached);
                    assertArrayEquals(A.content(), Files.readAllBytes(cache.resolve(A.fileName())));
                    Files.delete(cache.resolve(A.fileName()));
                }
            }
        }
        System.err.printf(
                "CancelledDownloadsTest: %d downloads interrupted, %d had ended, seed %d%n", downloads, complete, seed);
    }
}
