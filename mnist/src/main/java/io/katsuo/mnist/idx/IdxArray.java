package io.katsuo.mnist.idx;

import java.nio.ByteBuffer;

/**
 * What an IDX file of unsigned bytes holds: extents, and the elements in row-major order.
 *
 * <p>Concurrent use: reading from several threads is safe while nobody writes into {@link #data()}.
 *
 * @param name the file it came from, for messages
 * @param dims the extents, from the slowest axis to the fastest; live
 * @param data the elements, each an unsigned byte; live
 * @param contentSha256 SHA-256 of the whole uncompressed file, header included, in lower-case hexadecimal digits
 * @since 0.1
 */
public record IdxArray(String name, int[] dims, byte[] data, String contentSha256) {
    /** The type byte of unsigned bytes, the third of a magic number. */
    static final int UNSIGNED_BYTE = 0x08;

    /**
     * An array that comes from no file.
     *
     * @param name the name that its file would have
     * @param data the elements, each an unsigned byte; not copied
     * @param dims the extents, from the slowest axis to the fastest
     * @return an array with the digest that its file would have
     */
    public static IdxArray of(String name, byte[] data, int... dims) {
        return new IdxArray(name, dims, data, ContentDigest.of(header(dims), data));
    }

    /**
     * The number of axes.
     *
     * @return the rank
     */
    public int rank() {
        return dims.length;
    }

    /**
     * The header of the uncompressed file: {@code 0, 0, type, rank}, then each extent, big-endian. Header and
     * {@link #data()} together are the file.
     *
     * @return a fresh array of {@code 4 + 4·rank} bytes
     */
    public byte[] header() {
        return header(dims);
    }

    private static byte[] header(int[] dims) {
        ByteBuffer header = ByteBuffer.allocate(4 + 4 * dims.length);
        header.putInt(UNSIGNED_BYTE << 8 | dims.length);
        for (int dim : dims) {
            header.putInt(dim);
        }
        return header.array();
    }
}
