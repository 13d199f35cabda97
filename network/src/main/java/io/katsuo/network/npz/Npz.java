package io.katsuo.network.npz;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.network.files.AtomicFile;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
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

    private static final int LONGEST_NAME = 1000;

    private Npz() {}

    /**
     * Writes named tensors, atomically.
     *
     * @param file where to; replaced if it exists
     * @param tensors the tensors by name, written in the map's order; any views
     * @throws IllegalArgumentException if a name is none by {@link #isName}
     * @throws IOException if writing fails; the file is then as it was
     */
    public static void write(Path file, Map<String, Tensor> tensors) throws IOException {
        requireNames(tensors);
        AtomicFile.write(file, out -> write(out, tensors));
    }

    /**
     * Writes named tensors to a stream, which stays open.
     *
     * @param out where to
     * @param tensors the tensors by name, written in the map's order; any views
     * @throws IllegalArgumentException if a name is none by {@link #isName}
     * @throws IOException if writing fails
     */
    public static void write(OutputStream out, Map<String, Tensor> tensors) throws IOException {
        requireNames(tensors);
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            add(zip, entry.getKey(), entry.getValue());
        }
        zip.finish();
    }

    private static void requireNames(Map<String, Tensor> tensors) {
        for (String name : tensors.keySet()) {
            if (!isName(name)) {
                throw new IllegalArgumentException("npz.write: '" + printable(name) + "' is no name for a tensor");
            }
        }
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
        // Each array is described twice, in the directory at the end and in front of its data: both must agree.
        try (ZipFile directory = new ZipFile(file.toFile());
                ZipInputStream in = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            long left = maxBytes;
            for (ZipEntry entry : Collections.list(directory.entries())) {
                String name = name(file, entry);
                ZipEntry local = in.getNextEntry();
                if (local == null || !local.getName().equals(entry.getName())) {
                    throw new NpyException(file + ": the archive's directory has '" + printable(entry.getName())
                            + "' where " + (local == null ? "nothing" : "'" + printable(local.getName()) + "'")
                            + " is stored");
                }
                directory.getInputStream(entry).close(); // refuses what is encrypted
                Tensor tensor = read(file + "(" + entry.getName() + ")", in, entry, local, left);
                left -= (long) Float.BYTES * tensor.size();
                if (tensors.put(name, tensor) != null) {
                    throw new NpyException(file + ": two arrays are named '" + name + "'");
                }
            }
            ZipEntry more = in.getNextEntry();
            if (more != null) {
                throw new NpyException(file + ": the archive's directory lacks '" + printable(more.getName()) + "'");
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
        if (!isName(name)) {
            throw new NpyException(file + ": the entry '" + printable(full) + "' is named like a path, not an array");
        }
        return name;
    }

    private static Tensor read(String name, ZipInputStream in, ZipEntry entry, ZipEntry local, long maxBytes)
            throws IOException {
        if (entry.getSize() > MAX_INFLATION * (entry.getCompressedSize() + 1)) {
            throw new NpyException(name + ": " + entry.getCompressedSize() + " compressed bytes cannot hold the "
                    + entry.getSize() + " claimed");
        }
        Tensor tensor = NpyFormat.read(name, in, entry.getSize(), maxBytes);
        in.closeEntry();
        if (local.getCrc() != entry.getCrc() || local.getMethod() != entry.getMethod()) {
            throw new NpyException(name + ": the checksum of the data is wrong: the file is damaged");
        }
        return tensor;
    }

    /**
     * Whether a tensor may have this name in a file: it has no control characters and no backslash, and no part between
     * slashes is empty, {@code .} or {@code ..}, so that no unpacking program takes it for a place outside its directory.
     *
     * @param name the name
     * @return whether it may
     */
    public static boolean isName(String name) {
        for (String part : name.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return name.length() <= LONGEST_NAME && name.chars().noneMatch(c -> Character.isISOControl(c) || c == '\\');
    }

    private static String printable(String name) {
        String shown = name.length() > 80 ? name.substring(0, 80) + "…" : name;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
