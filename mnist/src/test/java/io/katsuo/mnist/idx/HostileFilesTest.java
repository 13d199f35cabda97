package io.katsuo.mnist.idx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Files that are damaged, cut off, or lie. */
class HostileFilesTest {
    private static final int LABELS = 0x801;
    private static final int IMAGES = 0x803;

    private static int[] any(int rank) {
        return IdxFiles.any(rank);
    }

    private static void refused(String problem, byte[] file, int rank) {
        CorruptDataException e =
                assertThrows(CorruptDataException.class, () -> IdxReader.read("data.idx", file, any(rank)), problem);
        assertEquals("data.idx: " + problem, e.getMessage());
        assertEquals("data.idx", e.file());
    }

    @Test
    void wrongMagicNumbers() {
        byte[] labels = IdxFiles.sample(3);
        byte[] images = IdxFiles.sample(1, 2, 3);
        refused("magic number 0x00000801, expected 0x00000803 (a labels file given as images?)", labels, 3);
        refused("magic number 0x00000803, expected 0x00000801 (an images file given as labels?)", images, 1);
        refused(
                "magic number 0x01080000, expected 0x00000801 (bytes in the wrong order?)",
                IdxFiles.plain(0x01080000, new int[] {3}, new byte[3]),
                1);
        for (int type : new int[] {0x09, 0x0B, 0x0C, 0x0D, 0x0E}) {
            refused(
                    String.format(
                            "magic number 0x0000%02X01, expected 0x00000801 (elements are not unsigned bytes?)", type),
                    IdxFiles.plain(type << 8 | 1, new int[] {3}, new byte[3]),
                    1);
        }
        refused("magic number 0x00000800, expected 0x00000801", IdxFiles.plain(0x800, new int[0], new byte[1]), 1);
        refused("magic number 0x00000804, expected 0x00000803", IdxFiles.sample(1, 1, 1, 1), 3);
        refused(
                "magic number 0x000008FF, expected 0x00000803",
                IdxFiles.plain(0x8FF, new int[] {1, 1, 1}, new byte[1]),
                3);
        refused("magic number 0x3C21444F, expected 0x00000801", "<!DOCTYPE html>".getBytes(), 1);
    }

    @Test
    void headersCutOff() {
        refused("ends at byte 0, within the header of 8 bytes", new byte[0], 1);
        refused("ends at byte 3, within the header of 8 bytes", new byte[3], 1);
        byte[] images = IdxFiles.sample(1, 2, 3);
        refused("ends at byte 15, within the header of 16 bytes", Arrays.copyOf(images, 15), 3);
    }

    @Test
    void extentsThatDoNotFitTheFile() {
        refused("declares 5 bytes of data, but ends after 3", IdxFiles.plain(LABELS, new int[] {5}, new byte[3]), 1);
        refused(
                "declares [2], but more than 2 bytes of data follow",
                IdxFiles.plain(LABELS, new int[] {2}, new byte[3]),
                1);
        refused(
                "declares 5 bytes of data, but ends after 3",
                IdxFiles.gzip(IdxFiles.plain(LABELS, new int[] {5}, new byte[3])),
                1);
        refused(
                "declares [2], but more than 2 bytes of data follow",
                IdxFiles.gzip(IdxFiles.plain(LABELS, new int[] {2}, new byte[3])),
                1);
        refused(
                "declares [0, 28, 28], but more than 0 bytes of data follow",
                IdxFiles.plain(IMAGES, new int[] {0, 28, 28}, new byte[1]),
                3);
        refused(
                "extent 4294967295 of axis 1 at byte 8, expected at most 2147483647",
                IdxFiles.plain(IMAGES, new int[] {0, -1, 1}, new byte[3]),
                3);
        refused(
                "extent 2147483648 of axis 0 at byte 4, expected at most 2147483647",
                IdxFiles.plain(LABELS, new int[] {Integer.MIN_VALUE}, new byte[3]),
                1);
    }

    /** 65536 · 65536 is 0 in an int, 65537 · 65537 is 131073; both must not pass as small. */
    @Test
    void extentsWhoseProductOverflows() {
        int[][] shapes = {
            {65536, 65536, 1},
            {65537, 65537, 1},
            {46341, 46341, 1},
            {1 << 30, 1 << 30, 16},
            {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE},
            {Integer.MAX_VALUE, 1, 1}
        };
        for (int[] dims : shapes) {
            refused(
                    "declares " + Arrays.toString(dims) + ", more than 2147483639 bytes of data",
                    IdxFiles.plain(IMAGES, dims, new byte[131073]),
                    3);
        }
    }

    /** Nobody can make the reader take memory for what a file only claims to hold. */
    @Test
    void memoryIsTakenOnlyForDataThatIsThere() {
        byte[] header = IdxFiles.plain(IMAGES, new int[] {60_000, 28, 28}, new byte[0]);
        // Hardly compressible, so that by its size alone the file could hold what it declares.
        byte[] few = new byte[60_000];
        new Random(1).nextBytes(few);
        byte[] liar = IdxFiles.gzip(IdxFiles.join(header, few));
        assertTrue(allocated(
                        () -> assertThrows(CorruptDataException.class, () -> IdxReader.read("liar", header, any(3))))
                < 1_000_000);
        assertTrue(allocated(() -> assertThrows(CorruptDataException.class, () -> IdxReader.read("liar", liar, any(3))))
                < 3_000_000);
    }

    /** Ten megabytes of gzip that are ten gigabytes of zeros, and claim to be three labels. */
    @Test
    void bombsAreReadNoFurtherThanDeclared() {
        byte[] zeros = IdxFiles.gzip(IdxFiles.join(IdxFiles.sample(3), new byte[20_000_000]));
        long bytes = allocated(() -> refused("declares [3], but more than 3 bytes of data follow", zeros, 1));
        assertTrue(bytes < 1_000_000, () -> bytes + " bytes allocated");
    }

    private static long allocated(Runnable action) {
        action.run(); // classes loaded
        long before = allocatedSoFar();
        action.run();
        return allocatedSoFar() - before;
    }

    /** By reflection, because the module under test, into which tests are compiled, does not require jdk.management. */
    private static long allocatedSoFar() {
        try {
            Object threads = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            return (long) Class.forName("com.sun.management.ThreadMXBean")
                    .getMethod("getCurrentThreadAllocatedBytes")
                    .invoke(threads);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** A file of 2 MB that inflates to 2 GB is no image set of the expected size, whatever it declares. */
    @Test
    void whatIsExpectedIsCheckedBeforeAnythingIsInflated() {
        byte[] file = IdxFiles.gzip(IdxFiles.plain(IMAGES, new int[] {2_700_000, 28, 28}, new byte[1_000_000]));
        long bytes = allocated(() -> assertEquals(
                "x: extent 2700000 of axis 0 at byte 4, expected 60000",
                assertThrows(CorruptDataException.class, () -> IdxReader.read("x", file, 60_000, 28, 28))
                        .getMessage()));
        assertTrue(bytes < 1_000_000, () -> bytes + " bytes allocated");
    }

    @Test
    void gzipThatIsNotQuiteGzip() {
        byte[] good = IdxFiles.gzip(IdxFiles.sample(9));
        int end = good.length;
        refused("damaged gzip data: Unsupported compression method", IdxFiles.with(good, 2, 7), 1);
        refused("gzip data cut off", Arrays.copyOf(good, 9), 1);
        refused("gzip data cut off", new byte[] {0x1F, (byte) 0x8B}, 1);
        refused("gzip data cut off", Arrays.copyOf(good, end - 1), 1);
        refused("declares [9], but more than 9 bytes of data follow", IdxFiles.join(good, good), 1);
        refused("magic number 0x1F8B0800, expected 0x00000801 (gzip inside gzip?)", IdxFiles.gzip(good), 1);
        // A field that does not end swallows the rest of the file.
        refused("gzip data cut off", Arrays.copyOf(IdxFiles.with(good, 3, 8), 10), 1);
        refused("damaged gzip data: Corrupt GZIP trailer", IdxFiles.flipped(good, 8 * (end - 8)), 1);
        refused("damaged gzip data: Corrupt GZIP trailer", IdxFiles.with(good, end - 4, 16), 1);
        byte[] all = IdxFiles.gzipWithAllFields(IdxFiles.sample(9));
        refused("damaged gzip data: Corrupt GZIP header", IdxFiles.with(all, 16, 'N'), 1);
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] plain = IdxFiles.sample(4, 5, 6);
        for (byte[] file : new byte[][] {plain, IdxFiles.gzip(plain), IdxFiles.gzipWithAllFields(plain)}) {
            for (int length = 0; length < file.length; length++) {
                byte[] cut = Arrays.copyOf(file, length);
                assertThrows(CorruptDataException.class, () -> IdxReader.read("cut", cut, any(3)), "at " + length);
            }
        }
    }

    /** A flipped bit is noticed, or changes nothing, or at least changes the digest by which MNIST is known. */
    @Test
    void everyFlippedBitIsNoticedOrHarmless() throws Exception {
        byte[] plain = IdxFiles.sample(4, 5, 6);
        IdxArray good = IdxReader.read("good", plain, any(3));
        for (byte[] file : new byte[][] {plain, IdxFiles.gzip(plain), IdxFiles.gzipWithAllFields(plain)}) {
            int noticed = 0;
            for (int bit = 0; bit < 8 * file.length; bit++) {
                try {
                    IdxArray read = IdxReader.read("flipped", IdxFiles.flipped(file, bit), any(3));
                    if (file == plain) {
                        assertNotEquals(good.contentSha256(), read.contentSha256(), "bit " + bit);
                    } else {
                        assertArrayEquals(good.data(), read.data(), "bit " + bit);
                        assertArrayEquals(good.dims(), read.dims(), "bit " + bit);
                    }
                } catch (CorruptDataException e) {
                    noticed++;
                }
            }
            // Harmless in gzip: 6 bytes of time, flags and system, 4 bits of flags, up to 7 bits of padding.
            int unnoticed = file == plain ? 8 * 120 : 6 * 8 + 4 + 7;
            assertTrue(noticed >= 8 * file.length - unnoticed, noticed + " noticed of " + 8 * file.length);
        }
    }
}
