package io.katsuo.mnist.idx;

import java.io.IOException;

/** The uncompressed bytes of a file, in order. */
interface ByteSource extends AutoCloseable {
    /**
     * Reads up to {@code length} bytes.
     *
     * @return how many were read, at least one; or -1 at the end, after all checks there
     */
    int read(byte[] into, int from, int length) throws IOException;

    /** An upper bound of the number of bytes, whatever a header declares. */
    long atMost();

    /** How many bytes to allocate before reading; a poor guess costs copies, not correctness. */
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
