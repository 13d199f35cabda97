package io.katsuo.mnist.idx;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A file that is exactly one gzip member (RFC 1952). {@link java.util.zip.GZIPInputStream} accepts bytes after a member,
 * further members, and, when a reader stops at the length it expects, a wrong checksum; here all of these are errors.
 */
final class GzipSource implements ByteSource {
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;
    /** Deflate codes at most 258 bytes in two bits, so that it cannot shrink further than 1 : 1032. */
    private static final long MAX_RATIO = 1032;
    /** Images of digits shrink about 1 : 5. */
    private static final long LIKELY_RATIO = 8;

    private final String file;
    private final InputStream in;
    private final long compressedSize;
    private final byte[] buffer = new byte[1 << 16];
    private int next;
    private int limit;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private boolean ended;

    /** Reads the member's header. */
    GzipSource(String file, InputStream in, long compressedSize) throws IOException {
        this.file = file;
        this.in = in;
        this.compressedSize = compressedSize;
        readHeader();
        inflater.setInput(buffer, next, limit - next);
    }

    private void readHeader() throws IOException {
        skip(2); // ID1 and ID2, by which this file was recognised as gzip
        int method = nextByte();
        if (method != DEFLATE) {
            throw corrupt("gzip compression method " + method + " at byte 2, expected 8 (deflate)");
        }
        int flags = nextByte();
        if ((flags & RESERVED) != 0) {
            throw corrupt("reserved gzip flags set at byte 3: " + hex(flags, 2));
        }
        skip(6); // modification time, extra flags, operating system
        if ((flags & EXTRA) != 0) {
            skip(nextByte() | nextByte() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            int actual = (int) checksum.getValue() & 0xFFFF;
            int stated = nextByte() | nextByte() << 8;
            if (stated != actual) {
                throw corrupt("gzip header checksum " + hex(stated, 4) + ", expected " + hex(actual, 4));
            }
        }
        checksum.reset();
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0 || ended) {
            return ended ? -1 : 0;
        }
        try {
            int n;
            while ((n = inflater.inflate(into, from, length)) == 0) {
                if (inflater.finished()) {
                    checkTrailer();
                    ended = true;
                    return -1;
                }
                if (inflater.needsDictionary()) {
                    throw corrupt("gzip data asks for a preset dictionary");
                }
                fill();
                inflater.setInput(buffer, next, limit - next);
            }
            checksum.update(into, from, n);
            return n;
        } catch (DataFormatException e) {
            throw new CorruptDataException(
                    file,
                    "damaged gzip data after " + inflater.getBytesWritten() + " uncompressed bytes: " + e.getMessage(),
                    e);
        }
    }

    private void checkTrailer() throws IOException {
        long actual = checksum.getValue();
        next = limit - inflater.getRemaining();
        long stated = nextInt();
        if (stated != actual) {
            throw corrupt("gzip checksum " + hex(stated, 8) + ", expected " + hex(actual, 8));
        }
        long size = nextInt();
        if (size != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
            throw corrupt("gzip size field " + size + ", expected " + inflater.getBytesWritten());
        }
        if (next < limit || in.read(buffer, 0, 1) >= 0) {
            throw corrupt("bytes after the end of the gzip data, expected none"
                    + (next < limit && buffer[next] == 0x1F ? " (a second gzip member?)" : ""));
        }
    }

    private long nextInt() throws IOException {
        return nextByte() | nextByte() << 8 | nextByte() << 16 | (long) nextByte() << 24;
    }

    private int nextByte() throws IOException {
        if (next == limit) {
            fill();
        }
        checksum.update(buffer[next]); // the header has its own checksum; that of the data starts again
        return buffer[next++] & 0xFF;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            nextByte();
        }
    }

    private void skipText() throws IOException {
        while (nextByte() != 0) {
            // until the terminating zero
        }
    }

    private void fill() throws IOException {
        int n = in.read(buffer);
        if (n <= 0) {
            throw corrupt("gzip data cut off after " + compressedSize + " bytes");
        }
        next = 0;
        limit = n;
    }

    @Override
    public long atMost() {
        return compressedSize * MAX_RATIO;
    }

    @Override
    public long likely() {
        return compressedSize * LIKELY_RATIO;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    private CorruptDataException corrupt(String problem) {
        return new CorruptDataException(file, problem);
    }

    private static String hex(long value, int digits) {
        return String.format("0x%0" + digits + "X", value);
    }
}
