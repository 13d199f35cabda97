package io.katsuo.network.format;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The bytes of one {@code .npy} array, wherever they lie: a file of its own or an entry of an {@code .npz}. */
final class NpyFormat {
    /** As NumPy: longer headers are an attack, not an array. */
    static final int MAX_HEADER_BYTES = 10_000;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int CHUNK_FLOATS = 1 << 14;

    private static final Map<String, DataType> TYPES = Map.ofEntries(
            Map.entry("b1", DataType.BOOL),
            Map.entry("i1", DataType.I8),
            Map.entry("u1", DataType.U8),
            Map.entry("i2", DataType.I16),
            Map.entry("u2", DataType.U16),
            Map.entry("i4", DataType.I32),
            Map.entry("u4", DataType.U32),
            Map.entry("i8", DataType.I64),
            Map.entry("u8", DataType.U64),
            Map.entry("f2", DataType.F16),
            Map.entry("f4", DataType.F32),
            Map.entry("f8", DataType.F64));

    private NpyFormat() {}

    /** How many bytes {@link #write} writes. */
    static long bytes(Tensor tensor) {
        return NpyHeader.PREAMBLE_BYTES + header(tensor).length() + (long) Float.BYTES * tensor.size();
    }

    /** Writes version 1.0, C order, little-endian: the bytes that {@code numpy.save} writes. */
    static void write(Tensor tensor, OutputStream out) throws IOException {
        byte[] header = header(tensor).getBytes(StandardCharsets.US_ASCII);
        out.write(MAGIC);
        out.write(new byte[] {1, 0, (byte) header.length, (byte) (header.length >> 8)});
        out.write(header);
        writeValues(tensor, out);
    }

    /** Writes the elements in C order, little-endian. */
    static void writeValues(Tensor tensor, OutputStream out) throws IOException {
        Tensor run = tensor.contiguous();
        float[] values = run.array();
        int from = run.layout().offset();
        // Buffers copy bits: a float assignment may quieten a signalling NaN.
        ByteBuffer chunk = ByteBuffer.allocate(Float.BYTES * CHUNK_FLOATS).order(ByteOrder.LITTLE_ENDIAN);
        inChunks(run.size(), (done, count) -> {
            chunk.asFloatBuffer().put(values, from + done, count);
            out.write(chunk.array(), 0, Float.BYTES * count);
        });
    }

    /** What is done to {@code count} elements from {@code done} on. */
    @FunctionalInterface
    interface Chunk {
        void process(int done, int count) throws IOException;
    }

    /** Goes through all elements in order. */
    static void inChunks(int elements, Chunk chunk) throws IOException {
        for (int done = 0, count; done < elements; done += count) {
            count = Math.min(CHUNK_FLOATS, elements - done);
            chunk.process(done, count);
        }
    }

    private static String header(Tensor tensor) {
        if (tensor.rank() > NpyHeaderParser.MAX_RANK) {
            throw new IllegalArgumentException("npy.write: NumPy reads at most " + NpyHeaderParser.MAX_RANK
                    + " axes: a tensor of rank " + tensor.rank());
        }
        return new NpyHeader(NpyHeader.FLOAT32, false, tensor.shape()).text();
    }

    /**
     * Reads an array that is to fill {@code length} bytes. Nothing is allocated for elements before the header agrees
     * with that length and with the limit.
     */
    static Tensor read(String name, InputStream in, long length, long maxBytes) throws IOException {
        byte[] start = exactly(name, in, 8);
        for (int i = 0; i < MAGIC.length; i++) {
            if (start[i] != MAGIC[i]) {
                throw new FormatException(name + ": not a .npy array: it does not start with \\x93NUMPY");
            }
        }
        int version = start[6];
        if (version < 1 || version > 3 || start[7] != 0) {
            throw new FormatException(name + ": .npy version " + (version & 0xff) + "." + (start[7] & 0xff)
                    + " is not read: only 1.0, 2.0 and 3.0");
        }
        byte[] lengthBytes = exactly(name, in, version == 1 ? 2 : 4);
        long headerLength = 0;
        for (int i = lengthBytes.length - 1; i >= 0; i--) {
            headerLength = headerLength << 8 | lengthBytes[i] & 0xff;
        }
        if (headerLength > MAX_HEADER_BYTES) {
            throw new FormatException(
                    name + ": header of " + headerLength + " bytes, more than " + MAX_HEADER_BYTES + " allowed");
        }
        NpyHeader header = NpyHeaderParser.parse(name, ascii(name, exactly(name, in, (int) headerLength)));
        DataType type = elementType(name, header.descr());
        long dataBytes = (long) type.bytes() * header.shape().size();
        long present = length - start.length - lengthBytes.length - headerLength;
        if (present != dataBytes) {
            throw new FormatException(name + ": data too " + (present < dataBytes ? "short" : "long") + ": shape "
                    + header.shape() + " needs " + dataBytes + " bytes, the file has " + Math.max(0, present));
        }
        requireRoom(name, header.shape(), maxBytes);
        ByteOrder order = header.descr().startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        float[] values = values(name, in, type, order, header.shape().size());
        if (in.read() >= 0) {
            throw new FormatException(name + ": data too long: bytes follow the last element");
        }
        return ordered(header, values);
    }

    /** Refuses a tensor that would take more memory than allowed. */
    static void requireRoom(String name, Shape shape, long maxBytes) throws FormatException {
        long bytes = (long) Float.BYTES * shape.size();
        if (bytes > maxBytes) {
            throw new FormatException(name + ": shape " + shape + " needs " + bytes + " bytes, more than the "
                    + maxBytes + " allowed; raise the limit, or the heap with -Xmx");
        }
    }

    private static String ascii(String name, byte[] bytes) throws FormatException {
        for (byte b : bytes) {
            if (b < 0) {
                throw new FormatException(name + ": header: a byte is not ASCII");
            }
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** A kind and a number of bytes after the byte order, as {@code <f4}. */
    private static DataType elementType(String name, String descr) throws FormatException {
        DataType type = descr.isEmpty() ? null : TYPES.get(descr.substring(1));
        // NumPy writes no byte order where an element is one byte.
        if (type == null || "|<>".indexOf(descr.charAt(0)) < 0 || type.bytes() == 1 != descr.startsWith("|")) {
            String hint = descr.endsWith("O")
                    ? "Python objects are pickled, and unpickling runs code"
                    : "convert with numpy: x.astype('<f4')";
            throw new FormatException(name + ": elements of type '" + descr
                    + "' are not read: only real numbers of at most 8 bytes and bool; " + hint);
        }
        return type;
    }

    /** Reads elements chunk by chunk. */
    static float[] values(String name, InputStream in, DataType type, ByteOrder order, int count) throws IOException {
        float[] values = new float[count];
        inChunks(count, (done, part) -> {
            ByteBuffer chunk =
                    ByteBuffer.wrap(exactly(name, in, type.bytes() * part)).order(order);
            try {
                type.read(chunk, values, done, part);
            } catch (FormatException e) {
                throw new FormatException(name + ": " + e.getMessage());
            }
        });
        return values;
    }

    static byte[] exactly(String name, InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new FormatException(name + ": it ends too early: " + (count - bytes.length) + " more bytes expected");
        }
        return bytes;
    }

    private static Tensor ordered(NpyHeader header, float[] values) {
        Shape shape = header.shape();
        int[] dims = shape.dims();
        if (!header.fortranOrder() || dims.length < 2) {
            return Tensor.wrap(values, dims);
        }
        // The first index runs fastest: the C-ordered array of the reversed extents, its axes reversed back.
        int rank = dims.length;
        int[] reversed = new int[rank];
        int[] axes = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            reversed[axis] = dims[rank - 1 - axis];
            axes[axis] = rank - 1 - axis;
        }
        return Tensor.wrap(values, reversed).permute(axes).contiguous();
    }
}
