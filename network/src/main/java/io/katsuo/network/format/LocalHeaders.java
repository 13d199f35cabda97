package io.katsuo.network.format;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;

/**
 * The headers that stand before the data of a zip archive's entries (PKWARE's APPNOTE, 4.3.7). What they say must agree with
 * the directory at the end, and nothing may stand between the entries.
 */
final class LocalHeaders {
    private static final int SIGNATURE = 0x04034b50;
    private static final int BYTES = 30;
    /** Checksum and sizes follow the data: NumPy writes so to a pipe. */
    private static final int DESCRIPTOR_FOLLOWS = 8;

    private static final int UNKNOWN = -1;

    private final Path file;
    private final FileChannel channel;
    private long at;

    LocalHeaders(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Goes past the next entry, which must be this one. */
    void require(ZipEntry entry) throws IOException {
        String name = nextName();
        if (!entry.getName().equals(name)) {
            throw new FormatException(
                    file + ": the archive's directory has '" + FormatException.printable(entry.getName()) + "' where "
                            + (name == null ? "nothing" : "'" + FormatException.printable(name) + "'") + " is stored");
        }
        ByteBuffer head = read(at, BYTES);
        boolean descriptor = (head.getShort(6) & DESCRIPTOR_FOLLOWS) != 0;
        int compressed = head.getInt(18);
        int size = head.getInt(22);
        boolean agrees = head.getInt(14) == (int) entry.getCrc()
                && (compressed == UNKNOWN || compressed == (int) entry.getCompressedSize())
                && (size == UNKNOWN || size == (int) entry.getSize());
        if (head.getShort(8) != entry.getMethod() || !descriptor && !agrees) {
            throw new FormatException(file + "(" + FormatException.printable(name)
                    + "): the headers before and after the data differ: the file is damaged");
        }
        at += BYTES + (head.getShort(26) & 0xffff) + (head.getShort(28) & 0xffff) + entry.getCompressedSize();
        if (descriptor) {
            // A signature, the checksum, and two sizes of 4 bytes, or of 8 in zip64.
            boolean longSizes = read(at + 8, 8).getLong(0) == entry.getCompressedSize();
            at += longSizes ? 24 : 16;
        }
    }

    /** Refuses a further entry, which the directory lacks. */
    void requireEnd() throws IOException {
        String name = nextName();
        if (name != null) {
            throw new FormatException(
                    file + ": the archive's directory lacks '" + FormatException.printable(name) + "'");
        }
    }

    /** The name of the entry that stands here; null if none does. */
    private String nextName() throws IOException {
        if (at + BYTES > channel.size()) {
            return null;
        }
        ByteBuffer head = read(at, BYTES);
        return head.getInt(0) != SIGNATURE
                ? null
                : new String(read(at + BYTES, head.getShort(26) & 0xffff).array(), StandardCharsets.UTF_8);
    }

    private ByteBuffer read(long position, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException();
            }
        }
        return bytes;
    }
}
