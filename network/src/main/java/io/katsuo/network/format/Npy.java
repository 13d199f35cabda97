package io.katsuo.network.format;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.network.files.AtomicFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * One tensor in one {@code .npy} file. Values keep all their bits, those of NaNs too. The format is NumPy's
 * ({@code numpy.lib.format}); the bytes written are those of {@code numpy.save}.
 */
public final class Npy {
    private Npy() {}

    /**
     * Writes a tensor as version 1.0, {@code '<f4'}, C order; atomically.
     *
     * @param file where to; replaced if it exists
     * @throws IllegalArgumentException if it has more than the 64 axes that NumPy reads
     * @throws IOException if writing fails; the file is then as it was
     */
    public static void write(Path file, Tensor tensor) throws IOException {
        AtomicFile.write(file, out -> NpyFormat.write(tensor, out));
    }

    /**
     * Writes the bytes of such a file to a stream, which stays open.
     *
     * @throws IllegalArgumentException if it has more than the 64 axes that NumPy reads
     * @throws IOException if writing fails
     */
    public static void write(OutputStream out, Tensor tensor) throws IOException {
        NpyFormat.write(tensor, out);
    }

    /**
     * Reads a tensor of at most half the heap.
     *
     * @param file a {@code .npy} file of real numbers or bool, in either byte order and in C or Fortran order; see {@link DataType}
     * @return a contiguous tensor on a fresh array
     * @throws FormatException if the file is damaged, too large, or holds other elements: complex
     *     numbers, strings, dates, records, objects and numbers of more than 8 bytes are refused
     * @throws IOException if reading fails
     */
    public static Tensor read(Path file) throws IOException {
        requireRegularFile(file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return NpyFormat.read(file.toString(), in, Files.size(file), defaultMaxBytes());
        }
    }

    static void requireRegularFile(Path file) throws IOException {
        if (Files.notExists(file)) {
            throw new NoSuchFileException(file.toString(), null, "no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new FormatException(file + ": not a regular file");
        }
    }

    /** Half of what the heap may grow to: a file can then ask for no more than an error message. */
    static long defaultMaxBytes() {
        return Runtime.getRuntime().maxMemory() / 2;
    }
}
