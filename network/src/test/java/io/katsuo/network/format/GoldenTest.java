package io.katsuo.network.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.tensor.Tensor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that NumPy 2.4.6 wrote ({@code golden.py} beside them) against what Katsuo reads and writes. */
class GoldenTest {
    /** A quiet NaN, a signalling one, a negative one with a payload, −0, the smallest subnormal, infinity. */
    private static final int[] BITS = {0x7fc00000, 0x7f800001, 0xffc12345, 0x80000000, 0x00000001, 0x7f800000};

    @TempDir
    private Path directory;

    @Test
    void everyBitOfEveryValueIsRead() throws IOException {
        assertArrayEquals(BITS, bits(Npy.read(golden("bits.npy"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ramp.npy", "fortran.npy", "version2.npy", "version3.npy"})
    void orderAndVersionDoNotChangeTheTensor(String name) throws IOException {
        Tensor tensor = Npy.read(golden(name));
        assertEquals("[2, 3, 4]", tensor.shape().toString());
        assertTrue(tensor.sameBits(ramp()), tensor::toString);
        assertTrue(tensor.isContiguous());
    }

    @Test
    void scalarsAndEmptyTensorsAreRead() throws IOException {
        assertEquals(1.5f, Npy.read(golden("scalar.npy")).item());
        assertEquals("[0, 5]", Npy.read(golden("empty.npy")).shape().toString());
    }

    @Test
    void theBytesWrittenAreThoseOfNumPy() throws IOException {
        assertWrites("ramp.npy", ramp());
        assertWrites("scalar.npy", Tensor.scalar(1.5f));
        assertWrites("empty.npy", Tensor.zeros(0, 5));
        assertWrites("bits.npy", ofBits(BITS));
    }

    @Test
    void viewsAreWrittenAsWhatTheyShow() throws IOException {
        Tensor backwards = Tensor.of(ramp().toArray())
                .reshape(2, 3, 4)
                .permute(2, 1, 0)
                .contiguous()
                .permute(2, 1, 0);
        assertWrites("ramp.npy", backwards);
        Tensor within = Tensor.zeros(4, 3, 4).slice(0, 1, 3).copyFrom(ramp());
        assertWrites("ramp.npy", within);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stored.npz", "deflated.npz", "piped.npz", "piped-deflated.npz"})
    void archivesAreReadInTheirOrder(String name) throws IOException {
        Map<String, Tensor> tensors = Npz.read(golden(name));
        assertEquals(List.of("W1", "b1"), List.copyOf(tensors.keySet()));
        assertTrue(tensors.get("W1").sameBits(ramp().select(0, 0)));
        assertArrayEquals(BITS, bits(tensors.get("b1")));
    }

    /** Integers and doubles that no float holds are rounded as NumPy rounds them; float32 keeps the payload of NaNs. */
    @Test
    void everyTypeBecomesFloat32AsInNumPy() throws IOException {
        Map<String, Tensor> tensors = Npz.read(golden("types.npz"));
        int types = 0;
        for (String name : tensors.keySet()) {
            Tensor expected = tensors.get(name + "/float32");
            if (expected != null) {
                types++;
                assertEquals(expected.shape(), tensors.get(name).shape(), name);
                assertArrayEquals(
                        bits(expected.flatten()), bits(tensors.get(name).flatten()), name);
            }
        }
        assertEquals(2 * (1 + 2 + 12 + 6), types);
    }

    @ParameterizedTest
    @CsvSource({
        "long-double.npy, '<f16', x.astype('<f4')",
        "complex.npy, '<c16', x.astype('<f4')",
        "string.npy, '<U1', only real numbers",
        "date.npy, '<M8[D]', only real numbers",
        "too-large.npy, 1.0E300, too large for float32",
        "objects.npy, '|O', unpickling runs code",
        "structured.npy, structured, only real numbers"
    })
    void otherElementsAreRefusedByName(String name, String type, String hint) {
        String message = assertThrows(FormatException.class, () -> Npy.read(golden(name)))
                .getMessage();
        assertTrue(message.contains(name) && message.contains(type) && message.contains(hint), message);
    }

    private void assertWrites(String name, Tensor tensor) throws IOException {
        Path file = directory.resolve(name);
        Npy.write(file, tensor);
        assertArrayEquals(Files.readAllBytes(golden(name)), Files.readAllBytes(file), name);
    }

    private static Tensor ramp() {
        Tensor ramp = Tensor.zeros(2, 3, 4);
        for (int i = 0; i < ramp.size(); i++) {
            ramp.array()[i] = i / 4f;
        }
        return ramp;
    }

    static Tensor ofBits(int... bits) {
        Tensor tensor = Tensor.zeros(bits.length);
        ByteBuffer bytes = ByteBuffer.allocate(4 * bits.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(bits);
        bytes.asFloatBuffer().get(tensor.array());
        return tensor;
    }

    static int[] bits(Tensor tensor) {
        int[] bits = new int[tensor.size()];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(tensor.get(i)));
        return bits;
    }

    static Path golden(String name) {
        try {
            return Path.of(GoldenTest.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
