package io.katsuo.network.format;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.network.files.AtomicFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Named tensors in one {@code .safetensors} file: the length of a header, the header in JSON with types, shapes and offsets,
 * and the elements, little-endian in C order
 * (<a href="https://huggingface.co/docs/safetensors/index#format">format</a>). Float32 values keep all their bits.
 */
public final class Safetensors {
    /** The format allows a hundred times as much. Parsed JSON takes many times its length in memory. */
    private static final int MAX_HEADER_BYTES = 1_000_000;

    private static final int LENGTH_BYTES = 8;
    private static final int ALIGNMENT = 8;
    private static final String METADATA = "__metadata__";
    private static final Set<String> KEYS = Set.of("dtype", "shape", "data_offsets");

    private Safetensors() {}

    /** The tensors and the texts, by name, that a file holds. */
    public record Contents(Map<String, Tensor> tensors, Map<String, String> metadata) {}

    private record Entry(String name, DataType type, Shape shape, long begin, long end) {}

    /**
     * Writes tensors as F32, atomically.
     *
     * @param file where to; replaced if it exists
     * @throws IllegalArgumentException if a tensor is called {@code __metadata__}
     * @throws IOException if writing fails; the file is then as it was
     */
    public static void write(Path file, Contents contents) throws IOException {
        AtomicFile.write(file, out -> write(out, contents));
    }

    /** Writes the bytes of such a file to a stream, which stays open. */
    public static void write(OutputStream out, Contents contents) throws IOException {
        StringJoiner header = new StringJoiner(",", "{", "}");
        if (!contents.metadata().isEmpty()) {
            StringJoiner texts = new StringJoiner(",", "{", "}");
            contents.metadata().forEach((name, text) -> texts.add(Json.quote(name) + ":" + Json.quote(text)));
            header.add(Json.quote(METADATA) + ":" + texts);
        }
        long end = 0;
        for (Map.Entry<String, Tensor> entry : contents.tensors().entrySet()) {
            if (entry.getKey().equals(METADATA)) {
                throw new IllegalArgumentException("safetensors.write: no tensor can be called " + METADATA);
            }
            long begin = end;
            end += (long) Float.BYTES * entry.getValue().size();
            String shape = entry.getValue().shape().toString().replace(" ", "");
            header.add(Json.quote(entry.getKey()) + ":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":["
                    + begin + "," + end + "]}");
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        int padding = -json.length & ALIGNMENT - 1;
        out.write(ByteBuffer.allocate(LENGTH_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length + padding)
                .array());
        out.write(json);
        out.write(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
        for (Tensor tensor : contents.tensors().values()) {
            NpyFormat.writeValues(tensor, out);
        }
    }

    /**
     * Reads all tensors, together of at most half the heap.
     *
     * @param file a file of BOOL, integers, F16, BF16, F32 and F64; see {@link DataType}
     * @return contiguous tensors on fresh arrays and texts, in the header's order; unmodifiable
     * @throws FormatException if the file is damaged, too large, or holds other elements. The elements must cover the
     *     file without a gap, and no name may occur twice
     * @throws IOException if reading fails
     */
    public static Contents read(Path file) throws IOException {
        Npy.requireRegularFile(file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(file.toString(), in, Files.size(file), Npy.defaultMaxBytes());
        }
    }

    /** Nothing is allocated for elements before the header agrees with the length of the file and with the limit. */
    static Contents read(String name, InputStream in, long length, long maxBytes) throws IOException {
        long headerBytes = ByteBuffer.wrap(NpyFormat.exactly(name, in, LENGTH_BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        if (headerBytes < 2 || headerBytes > Math.min(MAX_HEADER_BYTES, length - LENGTH_BYTES)) {
            throw new FormatException(name + ": not a safetensors file: its header would be "
                    + Long.toUnsignedString(headerBytes) + " bytes long; the file has " + length
                    + " bytes, and a header may have " + MAX_HEADER_BYTES);
        }
        byte[] json = NpyFormat.exactly(name, in, (int) headerBytes);
        if (json[0] != '{') {
            throw new FormatException(name + ": not a safetensors file: the header does not start with '{'");
        }
        Map<String, Object> header = object(name, Json.parse(name, json));
        Map<String, String> metadata = new LinkedHashMap<>();
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, Object> member : header.entrySet()) {
            String full = name + "(" + FormatException.printable(member.getKey()) + ")";
            if (member.getKey().equals(METADATA)) {
                for (Map.Entry<String, Object> text :
                        object(full, member.getValue()).entrySet()) {
                    if (!(text.getValue() instanceof String)) {
                        throw new FormatException(full + ": metadata must be strings");
                    }
                    metadata.put(text.getKey(), (String) text.getValue());
                }
            } else {
                entries.add(entry(full, member.getKey(), object(full, member.getValue())));
            }
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        entries.forEach(entry -> tensors.put(entry.name(), null));
        requireCover(name, entries, length - LENGTH_BYTES - headerBytes, maxBytes);
        for (Entry entry : entries) {
            String full = name + "(" + FormatException.printable(entry.name()) + ")";
            float[] values = NpyFormat.values(
                    full,
                    in,
                    entry.type(),
                    ByteOrder.LITTLE_ENDIAN,
                    entry.shape().size());
            tensors.put(entry.name(), Tensor.wrap(values, entry.shape().dims()));
        }
        return new Contents(Collections.unmodifiableMap(tensors), Collections.unmodifiableMap(metadata));
    }

    /** Sorts the entries by place and refuses gaps, overlaps, and what exceeds the limit. */
    private static void requireCover(String name, List<Entry> entries, long dataBytes, long maxBytes)
            throws FormatException {
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long end = 0;
        long room = maxBytes;
        for (Entry entry : entries) {
            if (entry.begin() != end) {
                throw new FormatException(name + "(" + FormatException.printable(entry.name())
                        + "): its elements begin at " + entry.begin() + ", those before it end at " + end);
            }
            NpyFormat.requireRoom(name + "(" + FormatException.printable(entry.name()) + ")", entry.shape(), room);
            end = entry.end();
            room -= (long) Float.BYTES * entry.shape().size();
        }
        if (end != dataBytes) {
            throw new FormatException(
                    name + ": the tensors need " + end + " bytes, the file has " + dataBytes + " behind its header");
        }
    }

    private static Entry entry(String full, String name, Map<String, Object> info) throws FormatException {
        if (!info.keySet().equals(KEYS)) {
            throw new FormatException(full + ": dtype, shape and data_offsets needed, and nothing else");
        }
        DataType type = null;
        for (DataType known : DataType.values()) {
            type = known.name().equals(info.get("dtype")) ? known : type;
        }
        if (type == null) {
            throw new FormatException(
                    full + ": elements of type " + FormatException.printable(String.valueOf(info.get("dtype")))
                            + " are not read: only real numbers of at least 8 bits and BOOL");
        }
        long[] offsets = numbers(full, "data_offsets", info.get("data_offsets"), Long.MAX_VALUE);
        long[] extents = numbers(full, "shape", info.get("shape"), Integer.MAX_VALUE);
        Shape shape;
        try {
            int[] dims = new int[extents.length];
            for (int i = 0; i < dims.length; i++) {
                dims[i] = (int) extents[i];
            }
            shape = Shape.of(dims);
        } catch (ShapeException e) {
            throw new FormatException(full + ": " + e.getMessage());
        }
        if (offsets.length != 2 || offsets[1] - offsets[0] != (long) type.bytes() * shape.size()) {
            throw new FormatException(full + ": shape " + shape + " of " + type + " needs "
                    + (long) type.bytes() * shape.size() + " bytes, data_offsets are "
                    + info.get("data_offsets").toString());
        }
        return new Entry(name, type, shape, offsets[0], offsets[1]);
    }

    private static long[] numbers(String full, String key, Object value, long largest) throws FormatException {
        if (!(value instanceof List) || ((List<?>) value).size() > NpyHeaderParser.MAX_RANK) {
            throw new FormatException(full + ": " + key + " is not a list of at most " + NpyHeaderParser.MAX_RANK);
        }
        List<?> list = (List<?>) value;
        long[] numbers = new long[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            Object number = list.get(i);
            if (!(number instanceof Long) || (Long) number < 0 || (Long) number > largest) {
                throw new FormatException(
                        full + ": " + key + ": not a whole number from 0 to " + largest + ": " + number);
            }
            numbers[i] = (Long) number;
        }
        return numbers;
    }

    @SuppressWarnings("unchecked") // a map from JSON
    private static Map<String, Object> object(String full, Object value) throws FormatException {
        if (!(value instanceof Map)) {
            throw new FormatException(full + ": not an object in JSON");
        }
        return (Map<String, Object>) value;
    }
}
