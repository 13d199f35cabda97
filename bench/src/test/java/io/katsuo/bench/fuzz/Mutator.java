package io.katsuo.bench.fuzz;

import io.katsuo.core.random.Rng;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Changes inputs at random. Inputs whose outcome is new are kept, and changed further. */
final class Mutator {
    /** Numbers at which formats break, as the bytes of either order have them. */
    private static final long[] NUMBERS = {
        0,
        1,
        2,
        0x7f,
        0x80,
        0xff,
        0x7fff,
        0xffff,
        0x10000,
        0x7fffffffL,
        0x80000000L,
        0xffffffffL,
        1L << 32,
        Long.MAX_VALUE,
        -1
    };

    private static final String[] WORDS = {
        "-1",
        "0",
        "4294967296",
        "9223372036854775808",
        "1e400",
        "NaN",
        "null",
        "\"",
        "{",
        "[[",
        "\\u0000",
        "../",
        "\n",
        "é"
    };

    private static final int LONGEST = 1 << 16;

    private final Rng rng;
    private final List<byte[]> inputs = new ArrayList<>();

    Mutator(long seed, List<byte[]> sound) {
        rng = new Rng(seed);
        inputs.addAll(sound);
    }

    /** Keeps an input for further changes. */
    void keep(byte[] input) {
        inputs.add(input);
    }

    /** An input with one to four changes. */
    byte[] next() {
        byte[] input = any();
        for (int i = 1 << rng.nextInt(3); i > 0; i--) {
            input = changed(input);
        }
        return input.length > LONGEST ? Arrays.copyOf(input, LONGEST) : input;
    }

    private byte[] any() {
        return inputs.get(rng.nextInt(inputs.size()));
    }

    private byte[] changed(byte[] input) {
        if (input.length == 0) {
            return any();
        }
        byte[] copy = input.clone();
        int at = rng.nextInt(input.length);
        int length = Math.min(input.length - at, 1 + rng.nextInt(1 << rng.nextInt(8)));
        switch (rng.nextInt(8)) {
            case 0 -> copy[at] ^= (byte) (1 << rng.nextInt(8));
            case 1 -> copy[at] = (byte) rng.nextInt(256);
            case 2 -> putNumber(copy, at);
            case 3 -> copy = replaced(input, at, 0, Arrays.copyOfRange(input, at, at + length)); // twice
            case 4 -> copy = replaced(input, at, length, new byte[0]);
            case 5 -> copy = Arrays.copyOf(input, at);
            case 6 -> copy = replaced(input, at, rng.nextInt(2) * length, part(any()));
            default ->
                copy = replaced(
                        input,
                        at,
                        rng.nextInt(2) * length,
                        WORDS[rng.nextInt(WORDS.length)].getBytes(StandardCharsets.UTF_8));
        }
        return copy;
    }

    private void putNumber(byte[] bytes, int at) {
        int width = Math.min(bytes.length - at, 1 << rng.nextInt(4));
        long number = NUMBERS[rng.nextInt(NUMBERS.length)] + rng.nextInt(3) - 1;
        boolean little = rng.nextInt(2) == 0;
        for (int i = 0; i < width; i++) {
            bytes[at + i] = (byte) (number >>> 8 * (little ? i : width - 1 - i));
        }
    }

    private byte[] part(byte[] other) {
        int from = rng.nextInt(other.length + 1);
        return Arrays.copyOfRange(other, from, from + rng.nextInt(other.length - from + 1));
    }

    private static byte[] replaced(byte[] bytes, int at, int length, byte[] by) {
        byte[] result = Arrays.copyOf(bytes, bytes.length - length + by.length);
        System.arraycopy(by, 0, result, at, by.length);
        System.arraycopy(bytes, at + length, result, at + by.length, bytes.length - at - length);
        return result;
    }
}
