package io.katsuo.mnist.idx;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads IDX files of unsigned bytes, of any rank from 1 up, plain or gzip (recognised by their first bytes, not by their
 * name). Files are read to their very end; the extents in the header must be the expected ones and agree with the number
 * of bytes. For extents that are not known before, memory is allocated only as bytes arrive.
 *
 * <p>Concurrent use: safe.
 */
public final class IdxReader {
    /** Fits into the second-level cache, from which the digest reads it again. */
    private static final int PIECE = 1 << 18;

    private static final int GZIP_BUFFER = 1 << 16;
    /** Some JVMs cannot make arrays of the last few lengths. */
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final String name;
    private final InputStream in;
    private final MessageDigest digest = sha256();
    /** On a cold JVM, hashing the training images takes as long as inflating them: another thread does it. */
    private CompletableFuture<Void> hashed = CompletableFuture.completedFuture(null);

    private IdxReader(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    /**
     * Reads a file.
     *
     * @param extents those that it must have, -1 for any
     * @throws CorruptDataException if it is not an IDX file of these extents, complete and with nothing after it
     * @throws IOException if it cannot be read
     */
    public static IdxArray read(Path file, int... extents) throws IOException {
        String name = file.toString();
        if (!Files.isRegularFile(file)) {
            throw new IOException(name + (Files.exists(file) ? ": not a regular file" : ": no such file"));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(name, in, extents);
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
     * @param extents those that it must have, -1 for any
     * @throws CorruptDataException if it is not an IDX file of these extents, complete and with nothing after it
     */
    public static IdxArray read(String name, byte[] bytes, int... extents) throws CorruptDataException {
        try {
            return read(name, new ByteArrayInputStream(bytes), extents);
        } catch (CorruptDataException e) {
            throw e;
        } catch (IOException e) {
            throw new AssertionError("reading memory cannot fail", e);
        }
    }

    private static IdxArray read(String name, InputStream in, int[] extents) throws IOException {
        PushbackInputStream start = new PushbackInputStream(in, 2);
        byte[] first = start.readNBytes(2);
        start.unread(first);
        if (first.length < 2 || first[0] != 0x1F || first[1] != (byte) 0x8B) {
            return new IdxReader(name, start).read(extents);
        }
        try (InputStream gzip = new GZIPInputStream(start, GZIP_BUFFER)) {
            return new IdxReader(name, gzip).read(extents);
        } catch (EOFException e) {
            throw new CorruptDataException(name, "gzip data cut off", e);
        } catch (ZipException e) {
            throw new CorruptDataException(name, "damaged gzip data: " + e.getMessage(), e);
        }
    }

    private IdxArray read(int[] extents) throws IOException {
        int rank = extents.length;
        byte[] header = in.readNBytes(4 + 4 * rank);
        ByteBuffer numbers = ByteBuffer.wrap(header);
        if (header.length >= 4) {
            checkMagic(numbers.getInt(), rank);
        }
        if (header.length < 4 + 4 * rank) {
            throw corrupt("ends at byte " + header.length + ", within the header of " + (4 + 4 * rank) + " bytes");
        }
        int[] dims = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            dims[axis] = numbers.getInt();
        }
        boolean known = Arrays.stream(extents).allMatch(extent -> extent >= 0);
        int length = length(dims, extents);
        digest.update(header);
        byte[] data = data(new byte[known ? length : Math.min(length, PIECE)], length);
        if (in.read() >= 0) {
            throw corrupt("declares " + Arrays.toString(dims) + ", but more than " + length + " bytes of data follow");
        }
        hashed.join();
        return new IdxArray(name, dims, data, HexFormat.of().formatHex(digest.digest()));
    }

    private void checkMagic(int magic, int rank) throws CorruptDataException {
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
        HexFormat hex = HexFormat.of().withUpperCase();
        throw corrupt("magic number 0x" + hex.toHexDigits(magic) + ", expected 0x" + hex.toHexDigits(expected) + hint);
    }

    /** The number of elements, after the check that the extents are the expected ones. */
    private int length(int[] dims, int[] extents) throws CorruptDataException {
        long product = 1;
        for (int axis = 0; axis < dims.length; axis++) {
            if (extents[axis] >= 0 ? dims[axis] != extents[axis] : dims[axis] < 0) {
                throw corrupt("extent " + Integer.toUnsignedString(dims[axis]) + " of axis " + axis + " at byte "
                        + (4 + 4 * axis) + ", expected "
                        + (extents[axis] >= 0 ? extents[axis] : "at most " + Integer.MAX_VALUE));
            }
            product = Math.min(product * dims[axis], LONGEST_ARRAY + 1L);
        }
        if (product > LONGEST_ARRAY) {
            throw corrupt("declares " + Arrays.toString(dims) + ", more than " + LONGEST_ARRAY + " bytes of data");
        }
        return (int) product;
    }

    /** Reads this number of bytes into the array, or into longer ones while more bytes arrive. */
    private byte[] data(byte[] data, int length) throws IOException {
        byte[] filled = data;
        for (int done = 0, n; done < length; done += n) {
            if (done == filled.length) {
                filled = Arrays.copyOf(filled, (int) Math.min(length, 2L * done));
            }
            n = in.readNBytes(filled, done, Math.min(PIECE, filled.length - done));
            if (n == 0) {
                throw corrupt("declares " + length + " bytes of data, but ends after " + done);
            }
            byte[] source = filled;
            int from = done;
            int count = n;
            hashed = hashed.thenRunAsync(() -> digest.update(source, from, count));
        }
        return filled;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private CorruptDataException corrupt(String problem) {
        return new CorruptDataException(name, problem);
    }
}
