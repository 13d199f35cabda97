package io.katsuo.mnist;

import static io.katsuo.mnist.ScriptedServer.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.katsuo.mnist.idx.IdxArray;
import io.katsuo.mnist.idx.IdxFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** What tests of downloads share: two sample files, a cache, a listener, and little patience. */
abstract class Downloads {
    /** Never runs out on a busy machine. */
    static final Patience LONG = new Patience(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));
    /** For tests in which it does run out. */
    static final Patience SHORT = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofMillis(1500));

    static final SampleFile A = SampleFile.of("a-idx1-ubyte", 100_000);
    static final SampleFile B = SampleFile.of("b-idx1-ubyte", 20_000);

    @TempDir
    Path cache;

    final List<String> notes = new ArrayList<>();
    final List<Long> progress = new ArrayList<>();
    final DownloadListener listener = new DownloadListener() {
        @Override
        public void received(long bytes, long total) {
            progress.add(bytes);
            assertEquals(A.compressed().length, total);
        }

        @Override
        public void note(String line) {
            notes.add(line);
        }
    };

    Patience patience = LONG;

    Fetcher fetcher(URI... mirrors) {
        return new Fetcher(List.of(mirrors), patience, cache, listener);
    }

    static void right(String path, java.io.OutputStream out) throws IOException {
        ok(out, path.endsWith("/" + A.fileName() + ".gz") ? A.compressed() : B.compressed());
    }

    List<String> cached() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    static byte[] content(IdxArray array) {
        return IdxFiles.join(array.header(), array.data());
    }
}
