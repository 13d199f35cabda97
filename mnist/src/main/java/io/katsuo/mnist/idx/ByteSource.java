package io.katsuo.mnist.idx;

import java.io.IOException;

/** The uncompressed bytes of a file, in order. */
interface ByteSource extends AutoCloseable {
    /**
     * Reads up to {@code length} bytes.
     *
     * @return how many were read, at least one; or -1 at the end, once everything that can be checked there was
     */
    int read(byte[] into, int from, int length) throws IOException;

    /** No more bytes than this can come, whatever a header declares. */
    long atMost();

    /** How many bytes to make room for before any has come; a poor guess costs copies, never correctness. */
    long likely();

    @Override
    void close() throws IOException;

    /** Reads until {@code into} is full from {@code from} on, or the source ends. */
    default int readFully(byte[] into, int from, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int n = read(into, from + done, length - done);
            if (n < 0) {
                break;
            }
            done += n;
        }
        return done;
    }
}
