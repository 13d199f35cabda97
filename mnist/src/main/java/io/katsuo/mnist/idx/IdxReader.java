package io.katsuo.mnist.idx;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads IDX files of unsigned bytes, of any rank from 1 up, plain or gzip (recognised by their first bytes, not by their
 * name). Files are read to their very end; the sizes in the header must agree with the number of bytes, and memory is
 * allocated only as bytes arrive.
 *
 * <p>Concurrent use: safe.
 *
 * @since 0.1
 */
public final class IdxReader {
    /** Fits into the second-level cache, from which the checksum and the digest read it again. */
    private static final int PIECE = 1 << 18;
    /** Some JVMs cannot make arrays of the last few lengths. */
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private IdxReader() {}

    /**
     * Reads a file.
     *
     * @param file the file
     * @param rank the number of axes that it must have
     * @return its content
     * @throws CorruptDataException if it is not an IDX file of that rank, complete and with nothing after it
     * @throws IOException if it cannot be read
     */
    public static IdxArray read(Path file, int rank) throws IOException {
        String name = file.toString();
        if (!Files.isRegularFile(file)) {
            throw new IOException(name + (Files.exists(file) ? ": not a regular file" : ": no such file"));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(name, in, Files.size(file), rank);
        } catch (AccessDeniedException e) {
            throw new IOException(name + ": permission to read it denied", e);
        } catch (NoSuchFileException e) {
            throw new IOException(name + ": no such file", e);
        }
    }

    /**
     * Reads a file that is in memory.
     *
     * @param name what to call it in messages
     * @param bytes the whole file
     * @param rank the number of axes that it must have
     * @return its content
     * @throws CorruptDataException if it is not an IDX file of that rank, complete and with nothing after it
     */
    public static IdxArray read(String name, byte[] bytes, int rank) throws CorruptDataException {
        try {
            return read(name, new ByteArrayInputStream(bytes), bytes.length, rank);
        } catch (CorruptDataException e) {
            throw e;
        } catch (IOException e) {
            throw new AssertionError("reading memory cannot fail", e);
        }
    }

    private static IdxArray read(String name, InputStream in, long size, int rank) throws IOException {
        PushbackInputStream start = new PushbackInputStream(in, 2);
        byte[] first = start.readNBytes(2);
        start.unread(first);
        boolean gzip = first.length == 2 && first[0] == 0x1F && first[1] == (byte) 0x8B;
        try (ByteSource source = gzip ? new GzipSource(name, start, size) : new PlainSource(start, size)) {
            return new IdxReader.Reading(name, source, rank).run();
        }
    }

    /** One file that is being read. */
    private record Reading(String name, ByteSource source, int rank, ContentDigest digest) {
        Reading(String name, ByteSource source, int rank) {
            this(name, source, rank, new ContentDigest());
        }

        IdxArray run() throws IOException {
            checkMagic(header(0, 4, "the magic number").getInt());
            int[] dims = new int[rank];
            int length = readDims(dims);
            int headerLength = 4 + 4 * rank;
            if (length > source.atMost() - headerLength) {
                throw corrupt("declares " + Arrays.toString(dims) + " = " + length + " bytes of data, but at most "
                        + Math.max(0, source.atMost() - headerLength) + " can follow the header");
            }
            byte[] data = readData(length, dims);
            if (source.read(new byte[1], 0, 1) >= 0) {
                throw corrupt("declares " + Arrays.toString(dims) + " = " + length + " bytes of data, but more follow");
            }
            return new IdxArray(name, dims, data, digest.finish());
        }

        private void checkMagic(int magic) throws CorruptDataException {
            int expected = IdxArray.UNSIGNED_BYTE << 8 | rank;
            if (magic == expected) {
                return;
            }
            String hint = "";
            if (magic == (IdxArray.UNSIGNED_BYTE << 8 | 1)) {
                hint = " (a labels file given as images?)";
            } else if (magic == (IdxArray.UNSIGNED_BYTE << 8 | 3)) {
                hint = " (an images file given as labels?)";
            } else if (magic >>> 16 == 0x1F8B) {
                hint = " (gzip inside gzip?)";
            } else if (Integer.reverseBytes(magic) == expected) {
                hint = " (bytes in the wrong order?)";
            } else if (magic >>> 16 == 0 && (magic & 0xFF) == rank) {
                hint = " (elements are not unsigned bytes?)";
            }
            throw corrupt(String.format("magic number 0x%08X, expected 0x%08X%s", magic, expected, hint));
        }

        /** Reads the extents and returns their product. */
        private int readDims(int[] dims) throws IOException {
            ByteBuffer header = header(4, 4 * rank, "the extents");
            long product = 1;
            boolean empty = false;
            for (int axis = 0; axis < rank; axis++) {
                dims[axis] = header.getInt();
                if (dims[axis] < 0) {
                    throw corrupt("extent " + Integer.toUnsignedString(dims[axis]) + " of axis " + axis + " at byte "
                            + (4 + 4 * axis) + ", expected at most " + Integer.MAX_VALUE);
                }
                empty |= dims[axis] == 0;
                product = Math.min(product * dims[axis], Integer.MAX_VALUE * 2L);
            }
            if (!empty && product > LONGEST_ARRAY) {
                throw corrupt("declares " + Arrays.toString(dims) + ", more than " + LONGEST_ARRAY + " bytes of data");
            }
            return empty ? 0 : (int) product;
        }

        private ByteBuffer header(int at, int length, String what) throws IOException {
            byte[] bytes = new byte[length];
            int n = source.readFully(bytes, 0, length);
            if (n < length) {
                throw corrupt("ends at byte " + (at + n) + ", within " + what + ", expected " + (at + length)
                        + " bytes of header at least");
            }
            digest.update(bytes, 0, length);
            return ByteBuffer.wrap(bytes);
        }

        private byte[] readData(int length, int[] dims) throws IOException {
            byte[] data = new byte[(int) Math.min(length, source.likely())];
            int done = 0;
            while (done < length) {
                if (done == data.length) {
                    data = Arrays.copyOf(data, (int) Math.min(length, Math.max(PIECE, 2L * done)));
                }
                int n = source.readFully(data, done, Math.min(PIECE, data.length - done));
                if (n == 0) {
                    throw corrupt("declares " + Arrays.toString(dims) + " = " + length
                            + " bytes of data, but ends after " + done);
                }
                digest.update(data, done, n);
                done += n;
            }
            return data;
        }

        private CorruptDataException corrupt(String problem) {
            return new CorruptDataException(name, problem);
        }
    }
}
