package io.katsuo.mnist.idx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * What an IDX file of unsigned bytes holds: extents, and the elements in row-major order.
 *
 * <p>Concurrent use: reading from several threads is safe while nobody writes into {@link #data()}.
 *
 * @param name the file it came from, for messages
 * @param data the elements, each an unsigned byte; live
 * @param contentSha256 SHA-256 of the whole uncompressed file, header included, in lower-case hexadecimal digits
 */
public record IdxArray(String name, int[] dims, byte[] data, String contentSha256) {
    /** The type byte of unsigned bytes, the third of a magic number. */
    static final int UNSIGNED_BYTE = 0x08;

    /**
     * The header of the uncompressed file: {@code 0, 0, type, rank}, then each extent, big-endian. Header and
     * {@link #data()} together are the file.
     *
     * @return a fresh array of {@code 4 + 4·rank} bytes
     */
    public byte[] header() {
        ByteBuffer header = ByteBuffer.allocate(4 + 4 * dims.length);
        header.putInt(UNSIGNED_BYTE << 8 | dims.length);
        for (int dim : dims) {
            header.putInt(dim);
        }
        return header.array();
    }

    /**
     * Writes the uncompressed file.
     *
     * @param out where to; stays open
     * @throws IOException if writing fails
     */
    public void writeTo(OutputStream out) throws IOException {
        out.write(header());
        out.write(data);
    }
}
