package io.katsuo.mnist.idx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

/** Makes IDX and gzip files, right ones and wrong ones. */
public final class IdxFiles {
    private IdxFiles() {}

    /** A plain file with this magic number, these extents and this data, whether they fit together or not. */
    public static byte[] plain(int magic, int[] dims, byte[] data) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * dims.length + data.length);
        file.putInt(magic);
        for (int dim : dims) {
            file.putInt(dim);
        }
        return file.put(data).array();
    }

    /** No expectation of the extents. */
    public static int[] any(int rank) {
        int[] extents = new int[rank];
        java.util.Arrays.fill(extents, -1);
        return extents;
    }

    /** A right file: bytes 0, 7, 14, … modulo 256 in these extents. */
    public static byte[] sample(int... dims) {
        int size = 1;
        for (int dim : dims) {
            size *= dim;
        }
        return plain(0x800 | dims.length, dims, counting(size));
    }

    /** The data of {@link #sample}. */
    public static byte[] counting(int size) {
        byte[] data = new byte[size];
        for (int i = 0; i < size; i++) {
            data[i] = (byte) (7 * i);
        }
        return data;
    }

    /** One ordinary gzip member. */
    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    /** One gzip member with every optional part of the header: extra field, name, comment, header checksum. */
    public static byte[] gzipWithAllFields(byte[] content) {
        byte[] member = gzip(content);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.write(member, 0, 10);
        header.writeBytes(new byte[] {3, 0, 'a', 'b', 'c'});
        header.writeBytes(new byte[] {'n', 'a', 'm', 'e', 0});
        header.writeBytes(new byte[] {'w', 'h', 'y', 0});
        byte[] start = header.toByteArray();
        start[3] = 2 | 4 | 8 | 16;
        CRC32 crc = new CRC32();
        crc.update(start);
        byte[] check = {(byte) crc.getValue(), (byte) (crc.getValue() >>> 8)};
        return join(start, check, java.util.Arrays.copyOfRange(member, 10, member.length));
    }

    /** Several arrays as one. */
    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** A copy with one byte changed. */
    public static byte[] with(byte[] file, int at, int value) {
        byte[] copy = file.clone();
        copy[at] = (byte) value;
        return copy;
    }

    /** A copy with one bit changed, counted from the first byte's lowest. */
    public static byte[] flipped(byte[] file, int bit) {
        byte[] copy = file.clone();
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }
}
