package io.katsuo.network.npz;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.network.files.AtomicFile;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
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
 *
 * @since 0.1
 */
public final class Npz {
    private static final String SUFFIX = ".npy";

    /** The first day a zip archive can name, as NumPy writes it. */
    private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

    /** Deflate turns one byte into 1032 at best, so an entry that claims more lies. */
    private static final long MAX_INFLATION = 1032;

    private Npz() {}

    /**
     * Writes named tensors, atomically.
     *
     * @param file where to; replaced if it exists
     * @param tensors the tensors by name, written in the map's order; any views
     * @throws IllegalArgumentException if a name could be taken for a path outside the archive
     * @throws IOException if writing fails; the file is then as it was
     */
    public static void write(Path file, Map<String, Tensor> tensors) throws IOException {
        for (String name : tensors.keySet()) {
            if (!isPlain(name)) {
                throw new IllegalArgumentException("npz.write: '" + name + "' is no name for a tensor");
            }
        }
        AtomicFile.write(file, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
                add(zip, entry.getKey(), entry.getValue());
            }
            zip.finish();
        });
    }

    private static void add(ZipOutputStream zip, String name, Tensor tensor) throws IOException {
        // A stored entry states size and checksum before its data, so the data are formatted twice.
        CRC32 crc = new CRC32();
        NpyFormat.write(tensor, new CheckedOutputStream(OutputStream.nullOutputStream(), crc));
        ZipEntry entry = new ZipEntry(name + SUFFIX);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(NpyFormat.bytes(tensor));
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(DATE);
        zip.putNextEntry(entry);
        NpyFormat.write(tensor, zip);
        zip.closeEntry();
    }

    /**
     * Reads all tensors, together of at most half the heap.
     *
     * @param file a {@code .npz} file whose arrays are {@code '<f4'}, stored or deflated
     * @return contiguous tensors on fresh arrays by name, in the archive's order; unmodifiable
     * @throws NpyException if the file is damaged, too large, or holds anything else
     * @throws IOException if reading fails
     */
    public static Map<String, Tensor> read(Path file) throws IOException {
        return read(file, Npy.defaultMaxBytes());
    }

    /**
     * Reads all tensors.
     *
     * @param file a {@code .npz} file whose arrays are {@code '<f4'}, stored or deflated
     * @param maxBytes how many bytes all elements together may take in memory
     * @return contiguous tensors on fresh arrays by name, in the archive's order; unmodifiable
     * @throws NpyException if the file is damaged, too large, or holds anything else
     * @throws IOException if reading fails
     */
    public static Map<String, Tensor> read(Path file, long maxBytes) throws IOException {
        Npy.requireRegularFile(file);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            long left = maxBytes;
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = name(file, entry);
                if (tensors.containsKey(name)) {
                    throw new NpyException(file + ": two arrays are named '" + name + "'");
                }
                Tensor tensor = read(file + "(" + entry.getName() + ")", zip, entry, left);
                left -= (long) Float.BYTES * tensor.size();
                tensors.put(name, tensor);
            }
        } catch (EOFException | ZipException e) {
            String detail = e.getMessage() == null ? "it ends too early" : e.getMessage();
            throw new NpyException(file + ": not a sound .npz (zip) file: " + detail);
        }
        return Collections.unmodifiableMap(tensors);
    }

    private static String name(Path file, ZipEntry entry) throws NpyException {
        String full = entry.getName();
        if (!full.endsWith(SUFFIX)) {
            throw new NpyException(file + ": the entry '" + printable(full) + "' is no .npy array");
        }
        String name = full.substring(0, full.length() - SUFFIX.length());
        if (!isPlain(name)) {
            throw new NpyException(file + ": the entry '" + printable(full) + "' is named like a path, not an array");
        }
        return name;
    }

    private static Tensor read(String name, ZipFile zip, ZipEntry entry, long maxBytes) throws IOException {
        if (entry.getSize() > MAX_INFLATION * (entry.getCompressedSize() + 1)) {
            throw new NpyException(name + ": " + entry.getCompressedSize() + " compressed bytes cannot hold the "
                    + entry.getSize() + " claimed");
        }
        CRC32 crc = new CRC32();
        Tensor tensor;
        try (CheckedInputStream in = new CheckedInputStream(new BufferedInputStream(zip.getInputStream(entry)), crc)) {
            tensor = NpyFormat.read(name, in, entry.getSize(), maxBytes);
        }
        if (crc.getValue() != entry.getCrc()) {
            throw new NpyException(name + ": the checksum of the data is wrong: the file is damaged");
        }
        return tensor;
    }

    /** Whether no unpacking program could take the name for a place outside its directory. */
    private static boolean isPlain(String name) {
        for (String part : name.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return name.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == '\\' || c == ':');
    }

    private static String printable(String name) {
        String shown = name.length() > 80 ? name.substring(0, 80) + "…" : name;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
