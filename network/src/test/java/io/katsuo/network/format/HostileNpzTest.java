package io.katsuo.network.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged and malicious archives. */
class HostileNpzTest {
    private static final byte[] ARRAY =
            HostileNpyTest.file("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", 8);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"../x.npy", "/etc/x.npy", "a/../../x.npy", "..\\x.npy", ".npy", "a\u0000b.npy"})
    void namesLikePathsAreRefused(String name) throws IOException {
        assertRefused(zip(name, ARRAY), "");
    }

    /** A message shows the start of a name of 65,000 characters, whatever is wrong with the entry. */
    @Test
    void theLongestNamesAreShortenedInMessages() throws IOException {
        String name = "n".repeat(65_000);
        for (byte[] archive : List.of(
                zip("../" + name, ARRAY),
                zip(name + ".npy", new byte[] {1, 2, 3}),
                zip(name + ".npy", HostileNpyTest.file("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", 8)),
                renamed(zip(name + ".npy", ARRAY)))) {
            Path file = write(archive);
            String message =
                    assertThrows(FormatException.class, () -> Npz.read(file)).getMessage();
            assertTrue(
                    message.contains("nnnn…")
                            && message.length() < 400 + file.toString().length(),
                    message);
        }
    }

    /** The directory has another name than the header before the data. */
    private static byte[] renamed(byte[] archive) {
        archive[indexOf(archive, "PK\1\2") + 46] = 'm';
        return archive;
    }

    @Test
    void foreignEntriesAreLeftOutOrRefused() throws IOException {
        assertEquals(Map.of(), Npz.read(Files.write(directory.resolve("text.npz"), zip("readme.txt", ARRAY))));
        assertRefused(zip("dir/", new byte[0]), "'dir/' is named like a path");
        assertRefused(zip("x.npy", "hello, hello".getBytes(StandardCharsets.US_ASCII)), "does not start with");
    }

    @Test
    void twoArraysOfOneNameAreRefused() throws IOException {
        byte[] archive = zip("a.npy", ARRAY, "b.npy", ARRAY);
        for (int i = 0; i < archive.length - 5; i++) {
            if (archive[i] == 'b' && archive[i + 1] == '.' && archive[i + 2] == 'n') {
                archive[i] = 'a';
            }
        }
        assertRefused(archive, "two entries are named 'a.npy'");
    }

    @Test
    void aBombIsRefusedByItsDeclaredSize() throws IOException {
        // 40 MB of zeros in 39 KB: honest about its size, so only the limit stops it.
        byte[] bomb = HostileNpyTest.file("{'descr': '<f4', 'fortran_order': False, 'shape': (10000000,)}", 40_000_000);
        byte[] archive = zip("x.npy", bomb);
        assertTrue(archive.length < 50_000, archive.length + " bytes");
        Path file = write(archive);
        String message = assertThrows(FormatException.class, () -> Npz.read(file, 1 << 20))
                .getMessage();
        assertTrue(message.contains("needs 40000000 bytes, more than the 1048576 allowed"), message);
    }

    @Test
    void aSizeThatDeflateCannotReachIsRefused() throws IOException {
        byte[] archive = zip("x.npy", ARRAY);
        int directory = indexOf(archive, "PK\1\2");
        // Both claims agree on 2 GB: the size in the central directory and the shape.
        archive[directory + 24 + 3] = 0x70;
        assertRefused(archive, "compressed bytes cannot hold");
    }

    @Test
    void theSizeInTheDirectoryMustBeTheArrays() throws IOException {
        byte[] archive = zip("x.npy", ARRAY);
        archive[indexOf(archive, "PK\1\2") + 24] += 4;
        assertRefused(archive, "data too long");
        archive[indexOf(archive, "PK\1\2") + 24] = 40; // ends within the header of the array
        assertRefused(archive, "needs 8 bytes, the file has 0");
    }

    @Test
    void theSizeInTheDirectoryMustBeThatOfOtherEntries() throws IOException {
        byte[] archive = zip("text", new byte[] {1, 2, 0});
        archive[indexOf(archive, "PK\1\2") + 24]--;
        assertRefused(archive, "not the 2 bytes that the archive's directory claims");
    }

    @Test
    void encryptedArchivesAreRefused() throws IOException {
        byte[] archive = zip("x.npy", ARRAY);
        archive[indexOf(archive, "PK\1\2") + 8] |= 1;
        assertRefused(archive, "encrypted");
    }

    @Test
    void everyFlippedBitOfTheDataIsNoticed() throws IOException {
        Path file = directory.resolve("x.npz");
        Npz.write(file, Map.of("x", Tensor.of(1, 2, 3)));
        byte[] archive = Files.readAllBytes(file);
        int data = indexOf(archive, "\u0093NUMPY") + 128;
        for (int bit = 0; bit < 96; bit++) {
            byte[] flipped = archive.clone();
            flipped[data + bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(flipped, "CRC");
        }
    }

    /** Method, checksum and sizes also stand before the data. */
    @Test
    void everyFlippedBitOfALocalHeaderIsNoticed() throws IOException {
        Path file = directory.resolve("x.npz");
        Npz.write(file, Map.of("x", Tensor.of(1, 2, 3)));
        byte[] archive = Files.readAllBytes(file);
        for (int bit = 8 * 8; bit < 26 * 8; bit++) {
            byte[] flipped = archive.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            boolean date = bit / 8 >= 10 && bit / 8 < 14;
            if (!date) {
                assertRefused(flipped, "the headers before and after the data differ");
            }
        }
    }

    /** A name stands before the data and in the directory at the end. */
    @Test
    void everyFlippedBitOfANameIsNoticed() throws IOException {
        byte[] archive = zip("abc.npy", ARRAY, "xyz.npy", ARRAY);
        for (int i = 0; i < archive.length - 7; i++) {
            String name = new String(archive, i, 7, StandardCharsets.ISO_8859_1);
            for (int bit = 0; bit < 56 && (name.equals("abc.npy") || name.equals("xyz.npy")); bit++) {
                byte[] flipped = archive.clone();
                flipped[i + bit / 8] ^= (byte) (1 << bit % 8);
                assertRefused(flipped, "");
            }
        }
    }

    @Test
    void arraysThatTheDirectoryLacksAndBytesBeforeTheArchiveAreRefused() throws IOException {
        byte[] archive = zip("a.npy", ARRAY);
        byte[] both = new byte[archive.length + 4];
        System.arraycopy(archive, 0, both, 4, archive.length);
        assertRefused(both, "where nothing is stored");
        byte[] first = zip("b.npy", ARRAY);
        byte[] hidden = Arrays.copyOf(first, indexOf(first, "PK\1\2") + archive.length);
        System.arraycopy(archive, 0, hidden, hidden.length - archive.length, archive.length);
        assertRefused(hidden, "directory has 'a.npy' where 'b.npy' is stored");
        byte[] two = zip("a.npy", ARRAY, "b.npy", ARRAY);
        int end = indexOf(two, "PK\1\2");
        int directoryBytes = archive.length - indexOf(archive, "PK\1\2");
        byte[] last = Arrays.copyOf(two, end + directoryBytes);
        System.arraycopy(archive, archive.length - directoryBytes, last, end, directoryBytes);
        // Where the directory begins: the last number but for the comment's length.
        ByteBuffer.wrap(last).order(ByteOrder.LITTLE_ENDIAN).putInt(last.length - 6, end);
        assertRefused(last, "directory lacks 'b.npy'");
    }

    @Test
    void truncationsAndRandomChangesNeverEscapeTheDeclaredExceptions() throws IOException {
        byte[] archive = zip("a.npy", ARRAY, "b.npy", ARRAY);
        for (int length = 0; length < archive.length; length++) {
            assertRefused(Arrays.copyOf(archive, length), "");
        }
        long seed = 78;
        Rng rng = new Rng(seed);
        int refused = 0;
        for (int round = 0; round < 2000; round++) {
            byte[] changed = archive.clone();
            changed[rng.nextInt(changed.length)] = (byte) rng.nextInt(256);
            try {
                Npz.read(write(changed));
            } catch (FormatException e) {
                refused++;
            } catch (IOException | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + round, e);
            }
        }
        assertTrue(refused > 500, refused + " of 2000 refused");
    }

    private void assertRefused(byte[] archive, String expected) throws IOException {
        Path file = write(archive);
        String message = assertThrows(FormatException.class, () -> Npz.read(file), expected)
                .getMessage();
        assertTrue(message.contains(expected), message);
        assertTrue(message.contains("hostile.npz") && message.lines().count() == 1, message);
    }

    private Path write(byte[] archive) throws IOException {
        return Files.write(directory.resolve("hostile.npz"), archive);
    }

    private static byte[] zip(Object... namesAndContents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                zip.write((byte[]) namesAndContents[i + 1]);
            }
        }
        return bytes.toByteArray();
    }

    private static int indexOf(byte[] archive, String text) {
        byte[] sought = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i + sought.length <= archive.length; i++) {
            if (Arrays.equals(archive, i, i + sought.length, sought, 0, sought.length)) {
                return i;
            }
        }
        throw new AssertionError("no " + text);
    }
}
