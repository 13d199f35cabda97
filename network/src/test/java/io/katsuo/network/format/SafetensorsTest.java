package io.katsuo.network.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that safetensors 0.8.0 wrote ({@code golden_safetensors.py} beside them), our own, and hostile ones. */
class SafetensorsTest {
    @TempDir
    private Path directory;

    @Test
    void whatTheReferenceWroteIsReadAndWrittenTheSame() throws IOException {
        Path golden = GoldenTest.golden("plain.safetensors");
        Safetensors.Contents contents = Safetensors.read(golden);
        assertEquals(List.of("a/ü", "b", "c"), List.copyOf(contents.tensors().keySet()));
        assertEquals("[2, 3, 4]", contents.tensors().get("a/ü").shape().toString());
        assertEquals(5.75f, contents.tensors().get("a/ü").get(1, 2, 3));
        assertEquals(1.5f, contents.tensors().get("b").item());
        assertEquals("[0, 5]", contents.tensors().get("c").shape().toString());
        assertEquals(Map.of("format", "np", "a \"note\"", "ä\n"), contents.metadata());

        byte[] reference = Files.readAllBytes(golden);
        byte[] ours = bytes(contents);
        assertArrayEquals(withoutHeader(reference), withoutHeader(ours));
        assertEquals(contents.metadata(), read(ours).metadata());
        assertEquals(reference.length, ours.length);
    }

    private static byte[] withoutHeader(byte[] file) {
        int header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt();
        assertEquals(0, header % 8);
        return Arrays.copyOfRange(file, 8 + header, file.length);
    }

    @Test
    void everyTypeBecomesFloat32AsInNumPy() throws IOException {
        Map<String, Tensor> tensors =
                Safetensors.read(GoldenTest.golden("types.safetensors")).tensors();
        int types = 0;
        for (String name : tensors.keySet()) {
            Tensor expected = tensors.get(name + "/float32");
            if (expected != null) {
                types++;
                int[] bits = GoldenTest.bits(tensors.get(name).flatten());
                assertArrayEquals(GoldenTest.bits(expected.flatten()), bits, name);
            }
        }
        assertEquals(DataType.values().length, types);
    }

    @Test
    void randomTensorsComeBackBitForBit() throws IOException {
        long seed = 6;
        Rng rng = new Rng(seed);
        for (int round = 0; round < 50; round++) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (int i = rng.nextInt(4); i > 0; i--) {
                int[] bits = new int[3 * rng.nextInt(7000)];
                Arrays.setAll(bits, j -> (int) rng.nextLong());
                tensors.put(
                        "t" + i,
                        GoldenTest.ofBits(bits).reshape(3, bits.length / 3).transpose());
            }
            Path file = directory.resolve("x.safetensors");
            Safetensors.write(file, new Safetensors.Contents(tensors, Map.of()));
            Map<String, Tensor> read = Safetensors.read(file).tensors();
            String context = "seed " + seed + ", round " + round;
            assertEquals(List.copyOf(tensors.keySet()), List.copyOf(read.keySet()), context);
            for (String name : tensors.keySet()) {
                assertEquals(tensors.get(name).shape(), read.get(name).shape(), context);
                assertArrayEquals(
                        GoldenTest.bits(tensors.get(name).contiguous().flatten()),
                        GoldenTest.bits(read.get(name).flatten()),
                        context);
            }
        }
    }

    @Test
    void elementsMayLieInAnotherOrderThanTheHeaders() throws IOException {
        String header = "{\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]},"
                + "\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}";
        byte[] file = file(header.length(), header.getBytes(StandardCharsets.UTF_8), 2);
        file[file.length - 2] = 1;
        file[file.length - 1] = 2;
        Map<String, Tensor> tensors = read(file).tensors();
        assertEquals(List.of("b", "a"), List.copyOf(tensors.keySet()));
        assertEquals(1, tensors.get("a").get(0));
        assertEquals(2, tensors.get("b").get(0));
    }

    @Test
    void onlyRegularFilesAreRead() {
        String message = assertThrows(FormatException.class, () -> Safetensors.read(directory))
                .getMessage();
        assertTrue(message.endsWith("not a regular file"), message);
    }

    @Test
    void asManyAxesAsNumPyHas() throws IOException {
        assertEquals(64, read(withAxes(64)).tensors().get("a").rank());
        assertRefused(withAxes(65), "shape is not a list of at most 64");
    }

    private static byte[] withAxes(int rank) {
        String shape = String.join(",", Collections.nCopies(rank, "1"));
        String header = "{\"a\":{\"dtype\":\"U8\",\"shape\":[" + shape + "],\"data_offsets\":[0,1]}}";
        return file(header.length(), header.getBytes(StandardCharsets.UTF_8), 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} # 4 # the tensors need 8 bytes, the file has 4",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} # 9 # the tensors need 8 bytes, the file has 9",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} # 8 # begin at 4, those before it end at 0",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} # 4 # begin at 0, those before it end at 4",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[1],'data_offsets':[5,9]}} # 9 # begin at 5, those before it end at 4",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} # 4 # needs 8 bytes, data_offsets are [0, 4]",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}} # 4 # data_offsets are [4, 0]",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[-4,0]}} # 4 # not a whole number from 0",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0]}} # 4 # data_offsets are [0]",
                "{'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,6]}} # 6 # not a whole number",
                "{'a':{'dtype':'F32','shape':[65536,65536],'data_offsets':[0,0]}} # 0 # more than 2147483647 elements",
                "{'a':{'dtype':'F32','shape':[4294967297],'data_offsets':[0,4]}} # 4 # from 0 to 2147483647",
                "{'a':{'dtype':'F32','shape':[2147483647],'data_offsets':[0,8589934588]}} # 4 # bytes",
                "{'a':{'dtype':'F8_E5M2','shape':[1],'data_offsets':[0,1]}} # 1 # elements of type F8_E5M2 are not read",
                "{'a':{'dtype':7,'shape':[1],'data_offsets':[0,1]}} # 1 # elements of type 7 are not read",
                "{'a':{'dtype':'F32','shape':1,'data_offsets':[0,4]}} # 4 # shape is not a list",
                "{'a':{'dtype':'F32','data_offsets':[0,4]}} # 4 # dtype, shape and data_offsets needed",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4],'x':1}} # 4 # and nothing else",
                "{'a':{'dtype':'F32','shape':[0],'data_offsets':[0,0]},'a':{'dtype':'F32','shape':[0],'data_offsets':[0,0]}} # 0 # 'a' occurs twice",
                "{'__metadata__':{'a':1}} # 0 # metadata must be strings",
                "{'__metadata__':'a'} # 0 # not an object",
                "{'a':[]} # 0 # not an object",
                "[] # 0 # does not start with '{'",
                "{'a':1e5} # 0 # not an object",
            })
    void whatDoesNotHoldTogetherIsRefused(String json, int dataBytes, String expected) {
        byte[] header = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        assertRefused(file(header.length, header, dataBytes), expected);
    }

    @Test
    void headersThatAreTooLongOrTooDeepAreRefused() {
        for (long length : new long[] {-1, Long.MIN_VALUE, 0, 1, 3, 1_000_001, Long.MAX_VALUE}) {
            assertRefused(file(length, "{}".getBytes(StandardCharsets.UTF_8), 0), "its header would be");
        }
        byte[] long2 = "{}".repeat(600_000).getBytes(StandardCharsets.UTF_8);
        assertRefused(file(long2.length, long2, 0), "its header would be 1200000 bytes long");
        byte[] deep = ("{\"a\":" + "[".repeat(900_000)).getBytes(StandardCharsets.UTF_8);
        assertRefused(file(deep.length, deep, 0), "nested more than 16 deep");
    }

    @Test
    void theLimitCountsFloatsOfAllTensors() throws IOException {
        byte[] header = ("{\"a\":{\"dtype\":\"BOOL\",\"shape\":[10],\"data_offsets\":[0,10]},"
                        + "\"b\":{\"dtype\":\"BOOL\",\"shape\":[10],\"data_offsets\":[10,20]}}")
                .getBytes(StandardCharsets.UTF_8);
        byte[] file = file(header.length, header, 20);
        ByteArrayInputStream in = new ByteArrayInputStream(file);
        assertEquals(2, Safetensors.read("x", in, file.length, 80).tensors().size());
        String message = assertThrows(
                        FormatException.class,
                        () -> Safetensors.read("x", new ByteArrayInputStream(file), file.length, 79))
                .getMessage();
        assertEquals(
                "x(b): shape [10] needs 40 bytes, more than the 39 allowed; raise the limit, or the heap with -Xmx",
                message);
    }

    @Test
    void everyTruncationAndEveryFlippedBitIsRefusedOrReadInPlace() throws IOException {
        byte[] sound = bytes(new Safetensors.Contents(
                Map.of("W1", Tensor.of(new float[][] {{1, 2}, {3, 4}}), "b1", Tensor.of(5f, 6f)), Map.of("k", "v")));
        for (int length = 0; length < sound.length; length++) {
            assertRefused(Arrays.copyOf(sound, length), "");
        }
        int read = 0;
        for (int bit = 0; bit < 8 * sound.length; bit++) {
            byte[] flipped = sound.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                for (Tensor tensor : read(flipped).tensors().values()) {
                    assertTrue(tensor.size() <= 6, "bit " + bit);
                }
                read++;
            } catch (FormatException e) {
                assertEquals(1, e.getMessage().lines().count(), "bit " + bit + ": " + e.getMessage());
            }
        }
        // All bits of the 6 floats; in the header those of names and texts, and F32 as I32 and the like.
        assertTrue(read >= 6 * 32 && read < 6 * 32 + 80, read + " read");
    }

    private static void assertRefused(byte[] file, String expected) {
        String message =
                assertThrows(FormatException.class, () -> read(file), expected).getMessage();
        assertTrue(
                message.contains(expected)
                        && message.startsWith("hostile")
                        && message.lines().count() == 1,
                message);
    }

    private static Safetensors.Contents read(byte[] file) throws IOException {
        return Safetensors.read("hostile", new ByteArrayInputStream(file), file.length, 1 << 20);
    }

    private static byte[] bytes(Safetensors.Contents contents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Safetensors.write(bytes, contents);
        return bytes.toByteArray();
    }

    private static byte[] file(long headerBytes, byte[] header, int dataBytes) {
        return ByteBuffer.allocate(8 + header.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(headerBytes)
                .put(header)
                .array();
    }
}
