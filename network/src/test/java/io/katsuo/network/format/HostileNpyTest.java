package io.katsuo.network.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged and malicious {@code .npy} files: each gets one clear message, and none gets memory. */
class HostileNpyTest {
    private static final String GOOD = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                GOOD,
                "{\"descr\": \"<f4\", \"fortran_order\": False, \"shape\": (2,)}",
                "{'shape':(2,),'fortran_order':True,'descr':'<f4'}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2,), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1L, 2L), }",
                " { 'descr' : '<f4' , 'fortran_order' : False , 'shape' : ( 2 , ) , } "
            })
    void whatPythonWouldReadTheSameIsRead(String header) throws IOException {
        assertEquals(2, read(file(header, 8)).size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "{'descr': '<f4', 'fortran_order': False} # missing",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'x': 1} # unknown or repeated key 'x'",
                "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2,)} # repeated key 'descr'",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2)} # not a tuple",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2 2)} # expected ','",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (,)} # whole number",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)} # whole number",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (02,)} # whole number",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (L,)} # whole number",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2LL,)} # expected ','",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (65536, 65536)} # more than 2147483647 elements",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967298,)} # larger than 2147483647",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (18446744073709551618,)} # larger than",
                "{'descr': '<f4', 'fortran_order': 1, 'shape': (2,)} # neither True nor False",
                "{'descr': '=f4', 'fortran_order': False, 'shape': (2,)} # only real numbers",
                "{'descr': '<i1', 'fortran_order': False, 'shape': (8,)} # only real numbers",
                "{'descr': '', 'fortran_order': False, 'shape': (1,)} # only real numbers",
                "{'descr': '|O', 'fortran_order': False, 'shape': (1,)} # unpickling runs code",
                "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,)} # structured",
                "{'descr': '<\\x664', 'fortran_order': False, 'shape': (2,)} # escape",
                "{'descr': '<f4, 'fortran_order': False, 'shape': (2,)} # expected",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), } print() # not followed",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2,) # expected",
                "{'descr': '<f4' 'fortran_order': False, 'shape': (2,)} # expected ','",
                "[] # expected '{'",
                "{ # a key in quotes",
            })
    void malformedHeadersAreRefused(String header, String expected) {
        assertRefused(file(header, 8), expected);
    }

    /** Found by random changes: a key with an end of line made a message of two lines. */
    @Test
    void aKeyWithControlCharactersIsShownInOneLine() {
        assertRefused(file(GOOD.replace("fortran_", "fortran\r\u001b"), 8), "key 'fortran??order'");
    }

    @Test
    void deepNestingAndManyAxesAreRefused() {
        assertRefused(file(GOOD.replace("(2,)", "(".repeat(9_000)), 8), "whole number");
        assertRefused(file(GOOD.replace("(2,)", "(" + "1,".repeat(65) + ")"), 8), "more than 64 axes");
    }

    @Test
    void aHeaderWithoutNewlineOrAsciiIsRefused() {
        for (String control : new String[] {"\t", "\u001c", "\n"}) {
            assertRefused(file(GOOD + control, 8), "not followed by spaces and one newline");
        }
        byte[] file = file(GOOD, 8);
        file[file.length - 9] = ' ';
        assertRefused(file, "newline");
        file = file(GOOD, 8);
        file[12] = (byte) 0xc3;
        assertRefused(file, "not ASCII");
    }

    @Test
    void lengthsAreCheckedBeforeAnythingIsRead() {
        byte[] fourGigabytes = bytes(0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, 255, 255, 255, 255);
        assertRefused(fourGigabytes, "header of 4294967295 bytes, more than 10000 allowed");
        byte[] tooLong = bytes(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 0x11, 0x27);
        assertRefused(tooLong, "header of 10001 bytes");
        assertRefused(file(GOOD.replace("2", "2147483647"), 8), "needs 8589934588 bytes, the file has 8");
    }

    @Test
    void dataMustFillTheFileExactly() {
        assertRefused(file(GOOD, 7), "data too short");
        assertRefused(file(GOOD, 9), "data too long");
        assertRefused(file(GOOD, 0), "the file has 0");
    }

    @Test
    void otherMagicAndVersionsAreRefused() {
        assertRefused(bytes(), "ends too early");
        assertRefused(bytes('P', 'K', 3, 4, 0, 0, 0, 0), "does not start with");
        assertRefused(bytes(0x93, 'N', 'U', 'M', 'P', 'Y', 4, 0, 0, 0), "version 4.0");
        assertRefused(bytes(0x93, 'N', 'U', 'M', 'P', 'Y', 0, 0, 0, 0), "version 0.0");
        assertRefused(bytes(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 7, 0, 0), "version 1.7");
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] whole = file(GOOD, 8);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThrows(FormatException.class, () -> read(part), "of " + length + " bytes");
        }
    }

    @Test
    void randomChangesNeverEscapeTheDeclaredExceptions() throws IOException {
        long seed = 77;
        Rng rng = new Rng(seed);
        byte[] whole = file(GOOD, 8);
        int refused = 0;
        for (int round = 0; round < 2000; round++) {
            byte[] changed = whole.clone();
            int changes = 1 + rng.nextInt(3);
            for (int i = 0; i < changes; i++) {
                changed[rng.nextInt(changed.length)] = (byte) rng.nextInt(256);
            }
            try {
                Tensor tensor = read(changed);
                assertEquals(2, tensor.size(), "seed " + seed + ", round " + round);
            } catch (FormatException e) {
                refused++;
            }
        }
        assertTrue(refused > 1000, refused + " of 2000 refused");
    }

    /** As in an archive, whose directory may claim another size. */
    @Test
    void aStreamOfAnotherLengthThanClaimedIsRefused() {
        byte[] array = file("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", 8);
        for (int more : new int[] {1, -3}) {
            InputStream in = new ByteArrayInputStream(Arrays.copyOf(array, array.length + more));
            String message = assertThrows(FormatException.class, () -> NpyFormat.read("x", in, array.length, 1 << 20))
                    .getMessage();
            assertEquals(
                    more > 0
                            ? "x: data too long: bytes follow the last element"
                            : "x: it ends too early: 3 more bytes expected",
                    message);
        }
    }

    private void assertRefused(byte[] content, String expected) {
        String message = assertThrows(FormatException.class, () -> read(content), expected)
                .getMessage();
        assertTrue(message.contains(expected), message);
        assertTrue(message.contains("hostile.npy") && message.lines().count() == 1, message);
    }

    private Tensor read(byte[] content) throws IOException {
        Path file = directory.resolve("hostile.npy");
        Files.write(file, content);
        return Npy.read(file);
    }

    /** Version 1.0 with this header, its newline, and that many bytes of data. */
    static byte[] file(String header, int dataBytes) {
        byte[] text = (header + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] start = bytes(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, text.length & 0xff, text.length >> 8);
        byte[] file = Arrays.copyOf(start, start.length + text.length + dataBytes);
        System.arraycopy(text, 0, file, start.length, text.length);
        return file;
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
