package io.katsuo.network.exchange;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.network.format.DataType;
import io.katsuo.network.format.FormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;

/**
 * A constant of an ONNX file, which becomes a tensor when it is used.
 *
 * @param type ONNX's number of the element type
 * @param field the field that holds the elements, 0 for none
 * @param data that field's bytes, in place; several fields of one number are not read
 */
record OnnxTensor(String name, long[] dims, long type, int field, ByteBuffer data) {
    static final int FLOAT = 1;

    private static final int FLOATS = 4;
    private static final int RAW = 9;
    private static final int MAX_RANK = 64;
    private static final int DOUBLES = 10;
    private static final Map<Long, DataType> TYPES = Map.ofEntries(
            Map.entry(1L, DataType.F32),
            Map.entry(2L, DataType.U8),
            Map.entry(3L, DataType.I8),
            Map.entry(4L, DataType.U16),
            Map.entry(5L, DataType.I16),
            Map.entry(6L, DataType.I32),
            Map.entry(7L, DataType.I64),
            Map.entry(9L, DataType.BOOL),
            Map.entry(10L, DataType.F16),
            Map.entry(11L, DataType.F64),
            Map.entry(12L, DataType.U32),
            Map.entry(13L, DataType.U64),
            Map.entry(16L, DataType.BF16));

    /** A tensor to write. */
    static OnnxTensor of(Tensor tensor) {
        Tensor run = tensor.contiguous();
        ByteBuffer data =
                ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, run.size())).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(run.array(), run.layout().offset(), run.size());
        long[] dims = Arrays.stream(run.shape().dims()).asLongStream().toArray();
        return new OnnxTensor("", dims, FLOAT, RAW, data);
    }

    /** The message of this tensor under a name. */
    ProtoWriter write(String name) {
        ProtoWriter message = new ProtoWriter();
        for (long dim : dims) {
            message.number(1, dim);
        }
        return message.number(2, type).string(8, name).bytes(RAW, data.array());
    }

    static OnnxTensor read(ProtoReader in) throws FormatException {
        String name = "";
        long[] dims = {};
        long type = 0;
        int from = 0;
        ByteBuffer data = ByteBuffer.allocate(0);
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> {
                    long[] more = in.numbers(MAX_RANK);
                    int rank = dims.length;
                    in.requireFew(rank + more.length, MAX_RANK);
                    dims = Arrays.copyOf(dims, rank + more.length);
                    System.arraycopy(more, 0, dims, rank, more.length);
                }
                case 2 -> type = in.number();
                case 8 -> name = in.string();
                case FLOATS, 5, 6, 7, RAW, DOUBLES, 11 -> {
                    if (from != 0) {
                        throw in.wrong("a tensor with elements in several fields");
                    }
                    from = field;
                    data = in.bytes();
                }
                case 13, 14 -> {
                    if (field == 13 || in.number() != 0) {
                        throw in.wrong("a tensor whose elements are in another file");
                    }
                }
                default -> {}
            }
        }
        return new OnnxTensor(name, dims, type, from, data);
    }

    /** The tensor, if all its elements are there. */
    Tensor tensor() throws FormatException {
        DataType elements = TYPES.get(type);
        boolean inPlace = field == RAW || field == FLOATS && type == 1 || field == DOUBLES && type == 11;
        if (elements == null || !inPlace && data.hasRemaining()) {
            throw wrong("elements of type " + type + " in field " + field
                    + " are not read: only real numbers and bool in raw_data, " + "float_data or double_data");
        }
        int[] extents = new int[dims.length];
        for (int i = 0; i < extents.length; i++) {
            extents[i] = (int) Math.clamp(dims[i], -1L, Integer.MAX_VALUE);
        }
        Shape shape;
        try {
            shape = Shape.of(extents);
        } catch (ShapeException e) {
            throw wrong(e.getMessage());
        }
        if ((long) elements.bytes() * shape.size() != data.remaining()) {
            throw wrong("shape " + shape + " of " + elements + " needs " + (long) elements.bytes() * shape.size()
                    + " bytes, the file has " + data.remaining());
        }
        float[] values = new float[shape.size()];
        elements.read(data, values, 0, values.length);
        return Tensor.wrap(values, extents);
    }

    private FormatException wrong(String what) {
        return new FormatException("constant '" + FormatException.printable(name) + "': " + what);
    }
}
