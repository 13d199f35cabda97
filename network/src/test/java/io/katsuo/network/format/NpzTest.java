package io.katsuo.network.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that Katsuo writes and reads back. */
class NpzTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("parameters.npz");
    }

    @Test
    void randomTensorsComeBackBitForBit() throws IOException {
        long seed = 5;
        Rng rng = new Rng(seed);
        for (int round = 0; round < 50; round++) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            int count = rng.nextInt(4);
            for (int i = 0; i < count; i++) {
                tensors.put("t" + (count - i), anyBits(rng));
            }
            Npz.write(file, tensors);
            Map<String, Tensor> read = Npz.read(file);
            String context = "seed " + seed + ", round " + round;
            assertEquals(List.copyOf(tensors.keySet()), List.copyOf(read.keySet()), context);
            for (String name : tensors.keySet()) {
                assertEquals(tensors.get(name).shape(), read.get(name).shape(), context);
                assertArrayEquals(
                        GoldenTest.bits(tensors.get(name).flatten()),
                        GoldenTest.bits(read.get(name).flatten()),
                        context);
            }
        }
    }

    /** Any 32 bits, so most exponents and, once in 256 values, a NaN; lengths around the chunk of the writer. */
    private static Tensor anyBits(Rng rng) {
        int[] lengths = {0, 1, 16_383, 16_384, 16_385, 40_000};
        int[] bits = new int[lengths[rng.nextInt(lengths.length)]];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = (int) rng.nextLong();
        }
        Tensor flat = GoldenTest.ofBits(bits);
        return bits.length % 5 == 0 ? flat.reshape(5, bits.length / 5) : flat;
    }

    @Test
    void equalTensorsGiveEqualFiles() throws IOException {
        Map<String, Tensor> tensors = Map.of("W1", Tensor.full(Shape.of(30, 40), 2));
        Npz.write(file, tensors);
        byte[] first = Files.readAllBytes(file);
        Npz.write(file, tensors);
        assertArrayEquals(first, Files.readAllBytes(file));
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry("W1.npy");
            assertEquals("1980-01-01T00:00", entry.getTimeLocal().toString());
            assertEquals(ZipEntry.STORED, entry.getMethod());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/W1", "../W1", "a/../b", "a//b", ".", "a\\b", "a\nb", "a\tb"})
    void namesLikePathsAreNotWritten(String name) {
        assertThrows(IllegalArgumentException.class, () -> Npz.write(file, Map.of(name, Tensor.zeros(1))));
        assertFalse(Files.exists(file));

        Map<String, Tensor> tensors = Map.of("a", Tensor.zeros(1));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThrows(
                IllegalArgumentException.class,
                () -> Npz.write(out, new Npz.Contents(tensors, Map.of(name, new byte[1]))));
        assertThrows(
                IllegalArgumentException.class,
                () -> Npz.write(out, new Npz.Contents(tensors, Map.of("b.npy", new byte[1]))));
        assertEquals(0, out.size(), "written before the name was found");
    }

    @Test
    void namesMayHaveParts() throws IOException {
        for (String name : new String[] {"affine1/W", "dense/kernel:0", "größe", "a b"}) {
            Npz.write(file, Map.of(name, Tensor.zeros(1)));
            assertTrue(Npz.read(file).containsKey(name), name);
        }
    }

    /** Each of as many elements as an array can have is in one chunk, in order; an int counts them without overflow. */
    @Test
    void theLargestArrayIsGoneThroughOnce() throws IOException {
        long[] next = {0};
        NpyFormat.inChunks(Integer.MAX_VALUE, (done, count) -> {
            assertEquals(next[0], done);
            assertTrue(count > 0);
            next[0] += count;
        });
        assertEquals(Integer.MAX_VALUE, next[0]);
    }

    @Test
    void ranksThatCannotBeReadAreNotWritten() throws IOException {
        int[] most = new int[64];
        Arrays.fill(most, 1);
        Path npy = directory.resolve("x.npy");
        Npy.write(npy, Tensor.zeros(most));
        assertEquals(64, Npy.read(npy).rank());
        int[] more = Arrays.copyOf(most, 65);
        more[64] = 1;
        String message = assertThrows(IllegalArgumentException.class, () -> Npy.write(npy, Tensor.zeros(more)))
                .getMessage();
        assertEquals("npy.write: NumPy reads at most 64 axes: a tensor of rank 65", message);
    }

    @Test
    void theLimitCountsAllElementsTogether() throws IOException {
        Npz.write(file, Map.of("a", Tensor.zeros(10), "b", Tensor.zeros(10)));
        assertEquals(2, Npz.read(file, 80).size());
        String message =
                assertThrows(FormatException.class, () -> Npz.read(file, 79)).getMessage();
        assertTrue(message.contains("needs 40 bytes, more than the 39 allowed"), message);
    }

    @Test
    void theLimitCountsOtherEntriesToo() throws IOException {
        Npz.Contents contents = new Npz.Contents(Map.of(), Map.of("x", new byte[30], "y", new byte[30]));
        try (OutputStream out = Files.newOutputStream(file)) {
            Npz.write(out, contents);
        }
        assertEquals(2, Npz.readAll(file, 60).others().size());
        String message =
                assertThrows(FormatException.class, () -> Npz.readAll(file, 59)).getMessage();
        assertTrue(message.contains("30 bytes, more than the 29 allowed"), message);
    }

    @Test
    void anEntryMayBeEmpty() throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            Npz.write(out, new Npz.Contents(Map.of(), Map.of("x", new byte[0])));
        }
        assertEquals(0, Npz.readAll(file).others().get("x").length);
    }

    @Test
    void namesHaveALongestLength() {
        assertTrue(Npz.isName("x".repeat(1000)));
        assertFalse(Npz.isName("x".repeat(1001)));
    }

    @Test
    void whatIsNoFileIsSaidSo() {
        assertThrows(NoSuchFileException.class, () -> Npz.read(file));
        String message =
                assertThrows(FormatException.class, () -> Npz.read(directory)).getMessage();
        assertTrue(message.endsWith("not a regular file"), message);
    }
}
