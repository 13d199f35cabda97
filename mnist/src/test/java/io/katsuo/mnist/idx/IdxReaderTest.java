package io.katsuo.mnist.idx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxReaderTest {
    @TempDir
    private Path directory;

    @Test
    void readsAnyRankPlainAndCompressed() throws Exception {
        int[][] shapes = {{5}, {0}, {3, 4}, {2, 3, 4}, {2, 0, 4}, {2, 1, 3, 2}, {1, 1, 1, 1, 1, 1, 2}};
        for (int[] dims : shapes) {
            byte[] plain = IdxFiles.sample(dims);
            byte[][] forms = {plain, IdxFiles.gzip(plain), IdxFiles.gzipWithAllFields(plain)};
            for (byte[] form : forms) {
                IdxArray array = IdxReader.read("sample", form, IdxFiles.any(dims.length));
                assertArrayEquals(dims, array.dims());
                assertArrayEquals(IdxFiles.counting(array.data().length), array.data());
                assertArrayEquals(plain, IdxFiles.join(array.header(), array.data()));
                assertEquals(sha256(plain), array.contentSha256());
            }
        }
    }

    @Test
    void readsRank255() throws Exception {
        int[] dims = new int[255];
        java.util.Arrays.fill(dims, 1);
        dims[254] = 9;
        assertArrayEquals(
                dims,
                IdxReader.read("deep", IdxFiles.sample(dims), IdxFiles.any(255)).dims());
    }

    @Test
    void readsFilesLongerThanItsPieces() throws Exception {
        byte[] plain = IdxFiles.sample(1000, 28, 28);
        for (byte[] form : new byte[][] {plain, IdxFiles.gzip(plain)}) {
            IdxArray array = IdxReader.read("long", form, IdxFiles.any(3));
            assertArrayEquals(IdxFiles.counting(784_000), array.data());
            assertEquals(sha256(plain), array.contentSha256());
        }
    }

    /** Zeros shrink 1 : 1000, far more than the reader makes room for at first, so that it must grow. */
    @Test
    void growsForDataThatShrinksUnusually() throws Exception {
        byte[] plain = IdxFiles.plain(0x801, new int[] {5_000_000}, new byte[5_000_000]);
        IdxArray array = IdxReader.read("zeros", IdxFiles.gzip(plain), IdxFiles.any(1));
        assertArrayEquals(new byte[5_000_000], array.data());
        assertEquals(sha256(plain), array.contentSha256());
    }

    @Test
    void tellsCompressedFilesByTheirBytesNotTheirName() throws Exception {
        Path plain = Files.write(directory.resolve("plain.gz"), IdxFiles.sample(3));
        Path gzip = Files.write(directory.resolve("compressed"), IdxFiles.gzip(IdxFiles.sample(3)));
        assertArrayEquals(
                new byte[] {0, 7, 14}, IdxReader.read(plain, IdxFiles.any(1)).data());
        assertArrayEquals(
                new byte[] {0, 7, 14}, IdxReader.read(gzip, IdxFiles.any(1)).data());
    }

    @Test
    void limitsOfTheHeader() {
        assertCorrupt("extent 3 of axis 0 at byte 4, expected 0", IdxFiles.sample(3), 0);
        int longest = Integer.MAX_VALUE - 8;
        assertCorrupt("declares " + longest + " bytes of data, but ends after 0", header(longest), -1);
        assertCorrupt("declares [" + (longest + 1) + "], more than " + longest + " bytes", header(longest + 1), -1);
        assertCorrupt("magic number 0x00000802", new byte[] {0, 0, 8, 2}, -1);
    }

    private static byte[] header(int extent) {
        return IdxFiles.plain(0x801, new int[] {extent}, new byte[0]);
    }

    private static void assertCorrupt(String expected, byte[] file, int extent) {
        String message = assertThrows(CorruptDataException.class, () -> IdxReader.read("x", file, extent))
                .getMessage();
        assertTrue(message.startsWith("x: " + expected), message);
    }

    @Test
    void whatIsNoReadableFileIsSaidSo() {
        assertMessage(directory.resolve("nowhere"), ": no such file");
        assertMessage(directory, ": not a regular file");
    }

    private static void assertMessage(Path path, String end) {
        IOException e = assertThrows(IOException.class, () -> IdxReader.read(path, IdxFiles.any(1)));
        assertEquals(path + end, e.getMessage());
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
