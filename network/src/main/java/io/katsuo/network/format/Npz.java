package io.katsuo.network.format;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.network.files.AtomicFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Named tensors in one {@code .npz} file, a zip archive of {@code .npy} arrays that {@code numpy.load} opens. Entries
 * are stored, not deflated (trained floats hardly shrink), in the given order and with a fixed date: equal tensors give
 * equal files. Values keep all their bits.
 */
public final class Npz {
    private static final String SUFFIX = ".npy";

    /** The first day a zip archive can name, as NumPy writes it. */
    private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

    /** Deflate turns one byte into 1032 at best, so an entry that claims more lies. */
    private static final long MAX_INFLATION = 1032;

    private static final int LONGEST_NAME = 1000;

    private Npz() {}

    /**
     * Writes named tensors, atomically.
     *
     * @param file where to; replaced if it exists
     * @throws IllegalArgumentException if a name is none by {@link #isName}
     * @throws IOException if writing fails; the file is then as it was
     */
    public static void write(Path file, Map<String, Tensor> tensors) throws IOException {
        AtomicFile.write(file, out -> write(out, tensors));
    }

    /**
     * Writes named tensors to a stream, which stays open.
     *
     * @throws IllegalArgumentException if a name is none by {@link #isName}
     * @throws IOException if writing fails
     */
    public static void write(OutputStream out, Map<String, Tensor> tensors) throws IOException {
        write(out, new Contents(tensors, Map.of()));
    }

    /**
     * What an archive holds.
     *
     * @param tensors the arrays by name, without {@code .npy}
     * @param others the bytes of all other entries by name
     */
    public record Contents(Map<String, Tensor> tensors, Map<String, byte[]> others) {}

    /**
     * Writes named tensors, and after them entries of any bytes, to a stream, which stays open. {@code numpy.load} gives the
     * bytes of such an entry by its name.
     *
     * @throws IllegalArgumentException if a name is none by {@link #isName}, or an entry's name ends like an array's
     * @throws IOException if writing fails
     */
    public static void write(OutputStream out, Contents contents) throws IOException {
        requireNames(contents);
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, Tensor> entry : contents.tensors().entrySet()) {
            add(zip, entry.getKey(), entry.getValue());
        }
        for (Map.Entry<String, byte[]> entry : contents.others().entrySet()) {
            CRC32 crc = new CRC32();
            crc.update(entry.getValue());
            put(zip, entry.getKey(), entry.getValue().length, crc.getValue());
            zip.write(entry.getValue());
        }
        zip.finish();
    }

    /** Before the first byte: a stream cannot take back what was written to it. */
    private static void requireNames(Contents contents) {
        for (String name : contents.tensors().keySet()) {
            requireName(isName(name), name, "a tensor");
        }
        for (String name : contents.others().keySet()) {
            requireName(isName(name) && !name.endsWith(SUFFIX), name, "bytes");
        }
    }

    private static void requireName(boolean good, String name, String of) {
        if (!good) {
            throw new IllegalArgumentException(
                    "npz.write: '" + FormatException.printable(name) + "' is no name for " + of);
        }
    }

    private static void add(ZipOutputStream zip, String name, Tensor tensor) throws IOException {
        // A stored entry states size and checksum before its data, so the data are formatted twice.
        CRC32 crc = new CRC32();
        NpyFormat.write(tensor, new CheckedOutputStream(OutputStream.nullOutputStream(), crc));
        put(zip, name + SUFFIX, NpyFormat.bytes(tensor), crc.getValue());
        NpyFormat.write(tensor, zip);
    }

    private static void put(ZipOutputStream zip, String name, long bytes, long crc) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes);
        entry.setCrc(crc);
        entry.setTimeLocal(DATE);
        zip.putNextEntry(entry);
    }

    /**
     * Reads all tensors, together of at most half the heap. Entries that are no arrays are left out.
     *
     * @throws FormatException if the file is damaged, too large, or holds other arrays
     * @throws IOException if reading fails
     */
    public static Map<String, Tensor> read(Path file) throws IOException {
        return read(file, Npy.defaultMaxBytes());
    }

    /**
     * Reads all tensors. Entries that are no arrays are left out.
     *
     * @param file a {@code .npz} file whose arrays {@link Npy#read} reads, stored or deflated
     * @param maxBytes how many bytes all elements together may take in memory
     * @throws FormatException if the file is damaged, too large, or holds anything else
     * @throws IOException if reading fails
     */
    public static Map<String, Tensor> read(Path file, long maxBytes) throws IOException {
        return readAll(file, maxBytes).tensors();
    }

    /** As {@link #readAll(Path, long)}, together at most half the heap. */
    public static Contents readAll(Path file) throws IOException {
        return readAll(file, Npy.defaultMaxBytes());
    }

    /**
     * Reads all tensors and all other entries.
     *
     * @param file a {@code .npz} file whose arrays {@link Npy#read} reads
     * @param maxBytes how many bytes everything together may take in memory
     * @return contiguous tensors on fresh arrays, and bytes, in the archive's order; unmodifiable
     * @throws FormatException if the file is damaged, too large, or holds other arrays
     * @throws IOException if reading fails
     */
    public static Contents readAll(Path file, long maxBytes) throws IOException {
        Npy.requireRegularFile(file);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, byte[]> others = new LinkedHashMap<>();
        // Each array is described twice, in the directory at the end and in front of its data: both must agree.
        try (ZipFile directory = new ZipFile(file.toFile());
                FileChannel channel = FileChannel.open(file)) {
            LocalHeaders headers = new LocalHeaders(file, channel);
            long left = maxBytes;
            for (ZipEntry entry : Collections.list(directory.entries())) {
                String name = name(file, entry);
                headers.require(entry);
                String full = file + "(" + entry.getName() + ")";
                requirePlausible(full, entry);
                boolean twice;
                // getInputStream refuses what is encrypted.
                try (CheckedInputStream in = new CheckedInputStream(directory.getInputStream(entry), new CRC32())) {
                    if (entry.getName().endsWith(SUFFIX)) {
                        Tensor tensor = NpyFormat.read(full, in, entry.getSize(), left);
                        left -= (long) Float.BYTES * tensor.size();
                        twice = tensors.put(name, tensor) != null;
                    } else {
                        byte[] bytes = readBytes(full, in, entry, left);
                        left -= bytes.length;
                        twice = others.put(name, bytes) != null;
                    }
                    if (in.getChecksum().getValue() != entry.getCrc()) {
                        throw new FormatException(
                                full + ": the checksum (CRC) of the data is wrong: the file is damaged");
                    }
                }
                if (twice) {
                    throw new FormatException(file + ": two entries are named '" + entry.getName() + "'");
                }
            }
            headers.requireEnd();
        } catch (EOFException | ZipException e) {
            String detail = e.getMessage() == null ? "it ends too early" : e.getMessage();
            throw new FormatException(file + ": not a sound .npz (zip) file: " + detail);
        }
        return new Contents(Collections.unmodifiableMap(tensors), Collections.unmodifiableMap(others));
    }

    private static String name(Path file, ZipEntry entry) throws FormatException {
        String full = entry.getName();
        String name = full.endsWith(SUFFIX) ? full.substring(0, full.length() - SUFFIX.length()) : full;
        if (!isName(name)) {
            throw new FormatException(
                    file + ": the entry '" + FormatException.printable(full) + "' is named like a path, not an array");
        }
        return name;
    }

    private static byte[] readBytes(String name, InputStream in, ZipEntry entry, long maxBytes) throws IOException {
        if (entry.getSize() > Math.min(maxBytes, Integer.MAX_VALUE - 8)) {
            throw new FormatException(name + ": " + entry.getSize() + " bytes, more than the " + maxBytes + " allowed");
        }
        byte[] bytes = in.readNBytes((int) entry.getSize());
        if (bytes.length < entry.getSize() || in.read() >= 0) {
            throw new FormatException(
                    name + ": not the " + entry.getSize() + " bytes that the archive's directory claims");
        }
        return bytes;
    }

    private static void requirePlausible(String name, ZipEntry entry) throws FormatException {
        if (entry.getSize() > MAX_INFLATION * entry.getCompressedSize()) {
            throw new FormatException(name + ": " + entry.getCompressedSize() + " compressed bytes cannot hold the "
                    + entry.getSize() + " claimed");
        }
    }

    /**
     * Whether a tensor may have this name in a file: it has no control characters and no backslash, and no part between
     * slashes is empty, {@code .} or {@code ..}, so that no unpacking program takes it for a place outside its
     * directory.
     */
    public static boolean isName(String name) {
        for (String part : name.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return name.length() <= LONGEST_NAME && name.chars().noneMatch(c -> Character.isISOControl(c) || c == '\\');
    }
}
