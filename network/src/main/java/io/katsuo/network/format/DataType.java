package io.katsuo.network.format;

import java.nio.ByteBuffer;

/**
 * The elements that files hold. All are read into floats: what a float holds keeps its value, of float32 all bits; any
 * other number is rounded to the nearest float, ties to even, as NumPy's {@code astype} does.
 */
public enum DataType {
    /** A byte; 0 is read as 0, anything else as 1. */
    BOOL(1),
    /** Signed, 8 bits. */
    I8(1),
    /** Unsigned, 8 bits. */
    U8(1),
    /** Signed, 16 bits. */
    I16(2),
    /** Unsigned, 16 bits. */
    U16(2),
    /** Signed, 32 bits. */
    I32(4),
    /** Unsigned, 32 bits. */
    U32(4),
    /** Signed, 64 bits. */
    I64(8),
    /** Unsigned, 64 bits. */
    U64(8),
    /** IEEE 754 half precision. */
    F16(2),
    /** The upper half of a float32. */
    BF16(2),
    /** IEEE 754 single precision. */
    F32(4),
    /** IEEE 754 double precision. */
    F64(8);

    private final int bytes;

    DataType(int bytes) {
        this.bytes = bytes;
    }

    /** How many bytes an element takes. */
    public int bytes() {
        return bytes;
    }

    /**
     * Reads elements.
     *
     * @param in where from, in its byte order; its position stays
     * @param values receives them
     * @param from the index of the first
     * @throws FormatException if a finite double is too large for a float
     */
    public void read(ByteBuffer in, float[] values, int from, int count) throws FormatException {
        if (this == F32) {
            // Buffers copy bits: a float assignment may quieten a signalling NaN.
            in.slice().order(in.order()).asFloatBuffer().get(values, from, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            values[from + i] = value(in, in.position() + i * bytes);
        }
    }

    private float value(ByteBuffer in, int at) throws FormatException {
        return switch (this) {
            case BOOL -> in.get(at) == 0 ? 0 : 1;
            case I8 -> in.get(at);
            case U8 -> in.get(at) & 0xff;
            case I16 -> in.getShort(at);
            case U16 -> in.getShort(at) & 0xffff;
            case I32 -> in.getInt(at);
            case U32 -> in.getInt(at) & 0xffff_ffffL;
            case I64 -> in.getLong(at);
            case U64 -> unsigned(in.getLong(at));
            case F16 -> Float.float16ToFloat(in.getShort(at));
            case BF16 -> Float.intBitsToFloat(in.getShort(at) << 16);
            case F32 -> in.getFloat(at);
            case F64 -> rounded(in.getDouble(at));
        };
    }

    /** Halved with the last bit kept, so that the conversion rounds as that of the whole number. */
    private static float unsigned(long value) {
        return value >= 0 ? value : 2f * (value >>> 1 | value & 1);
    }

    private static float rounded(double value) throws FormatException {
        float rounded = (float) value;
        if (Float.isInfinite(rounded) && !Double.isInfinite(value)) {
            throw new FormatException("the value " + value + " is too large for float32");
        }
        return rounded;
    }
}
