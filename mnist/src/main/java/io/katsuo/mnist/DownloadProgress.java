package io.katsuo.mnist;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sums the bytes that simultaneous downloads have received, and calls the listener, one call at a time. */
final class DownloadProgress {
    private final DownloadListener listener;
    private final Map<MnistFile, Long> received = new HashMap<>();
    private final long total;
    private long sum;

    DownloadProgress(DownloadListener listener, List<MnistFile> files) {
        this.listener = listener;
        this.total = files.stream().mapToLong(MnistFile::compressedSize).sum();
    }

    synchronized void received(MnistFile file, long bytes) {
        Long before = received.put(file, bytes);
        sum += bytes - (before == null ? 0 : before);
        listener.received(sum, total);
    }

    synchronized void note(String line) {
        listener.note(line);
    }
}
