package io.katsuo.network.exchange;

import io.katsuo.network.format.FormatException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Goes through the fields of a message of Protocol Buffers. A field is read in place: no length in a file makes memory be
 * allocated, and messages within messages are entered only where the caller knows them.
 */
final class ProtoReader {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private final String name;
    private final ByteBuffer in;
    private int wire;
    private long number;
    private ByteBuffer content;

    /** Reads these bytes; {@code name} starts messages of errors. */
    ProtoReader(String name, ByteBuffer in) {
        this.name = name;
        this.in = in.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Goes to the next field and returns its number; 0 at the end. */
    int next() throws FormatException {
        if (!in.hasRemaining()) {
            return 0;
        }
        try {
            long tag = varint();
            wire = (int) tag & 7;
            content = null;
            switch (wire) {
                case VARINT -> number = varint();
                case FIXED64 -> content = take(Long.BYTES);
                case BYTES -> content = take(varint());
                case FIXED32 -> content = take(Integer.BYTES);
                default -> throw wrong("a field of wire type " + wire);
            }
            if (tag >>> 3 == 0 || tag >>> 3 > 0x1fff_ffff) {
                throw wrong("a field of number " + (tag >>> 3));
            }
            return (int) (tag >>> 3);
        } catch (BufferUnderflowException e) {
            throw wrong("it ends too early");
        }
    }

    /** The field as a whole number. */
    long number() throws FormatException {
        require(VARINT);
        return number;
    }

    /** The field as a float. */
    float fixed32() throws FormatException {
        require(FIXED32);
        return content.getFloat(0);
    }

    /** The field's bytes, in place, little-endian. */
    ByteBuffer bytes() throws FormatException {
        require(BYTES);
        return content;
    }

    /** The field as a message. */
    ProtoReader message() throws FormatException {
        return new ProtoReader(name, bytes());
    }

    String string() throws FormatException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes().duplicate())
                    .toString();
        } catch (CharacterCodingException e) {
            throw wrong("a text that is not UTF-8");
        }
    }

    /** The whole numbers of a repeated field: one, or packed several, of which a number takes up to 10 bytes. */
    long[] numbers(int most) throws FormatException {
        if (wire == VARINT) {
            return new long[] {number};
        }
        ProtoReader packed = message();
        requireFew(packed.in.remaining() / 10, most);
        long[] numbers = new long[packed.in.remaining()];
        int count = 0;
        try {
            while (packed.in.hasRemaining()) {
                numbers[count++] = packed.varint();
            }
        } catch (BufferUnderflowException e) {
            throw wrong("it ends too early");
        }
        return Arrays.copyOf(numbers, count);
    }

    /** Refuses more of something than a file can sensibly have: a field of two bytes would take a hundred in memory. */
    void requireFew(int count, int most) throws FormatException {
        if (count > most) {
            throw wrong("more than " + most + " of one kind of field");
        }
    }

    FormatException wrong(String what) {
        return new FormatException(name + ": not a sound ONNX file: " + what);
    }

    private void require(int expected) throws FormatException {
        if (wire != expected) {
            throw wrong("a field has wire type " + wire + " where " + expected + " is needed");
        }
    }

    private ByteBuffer take(long count) throws FormatException {
        if (count < 0 || count > in.remaining()) {
            throw wrong("a field of " + Long.toUnsignedString(count) + " bytes where " + in.remaining() + " are left");
        }
        ByteBuffer part = in.slice(in.position(), (int) count).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + (int) count);
        return part;
    }

    private long varint() throws FormatException {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            byte b = in.get();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw wrong("a number of more than 10 bytes");
    }
}
