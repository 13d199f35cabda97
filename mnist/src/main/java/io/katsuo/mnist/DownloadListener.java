package io.katsuo.mnist;

/** Receives the progress of a download. Calls come from other threads, one at a time. */
public interface DownloadListener {
    /** Ignores everything. */
    DownloadListener SILENT = new DownloadListener() {
        @Override
        public void received(long bytes, long total) {
            // silence
        }

        @Override
        public void note(String line) {
            // silence
        }
    };

    /**
     * More bytes were received.
     *
     * @param bytes how many in total; decreases when a file is restarted from another mirror
     * @param total how many are expected; {@code bytes} may end slightly above or below
     */
    void received(long bytes, long total);

    /** Something that the user should know, such as a mirror that failed or a cache that cannot be written. */
    void note(String line);
}
