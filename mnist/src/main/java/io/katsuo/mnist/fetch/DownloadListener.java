package io.katsuo.mnist.fetch;

/**
 * Hears how a download goes. Calls come from other threads, one at a time.
 *
 * @since 0.1
 */
public interface DownloadListener {
    /** Hears nothing. */
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
     * More bytes have come.
     *
     * @param bytes how many in all; falls when a file is begun again from another mirror
     * @param total how many are expected in all; {@code bytes} may end a little off it
     */
    void received(long bytes, long total);

    /**
     * Something worth telling the user, such as a mirror that failed or a cache that cannot be written.
     *
     * @param line one line
     */
    void note(String line);
}
