package io.katsuo.mnist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.tensor.Shape;
import io.katsuo.mnist.idx.CorruptDataException;
import io.katsuo.mnist.idx.IdxArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is known of MNIST (facts recomputed from the public files), and damage done to its smallest file. */
class RealMnistTest {
    private static final MnistFile TEST_LABELS = MnistFile.MNIST.getLast();

    private static Digits mnist;
    private static Path testLabels;

    @BeforeAll
    static void load() throws IOException {
        Path directory = RealMnist.directory();
        testLabels = TEST_LABELS.in(directory).orElseThrow();
        mnist = Mnist.load(directory);
    }

    @Test
    void headers() throws Exception {
        List<String> headers = List.of(
                "000008030000ea600000001c0000001c",
                "000008010000ea60",
                "00000803000027100000001c0000001c",
                "0000080100002710");
        for (int i = 0; i < headers.size(); i++) {
            MnistFile file = MnistFile.MNIST.get(i);
            IdxArray array = file.read(file.in(RealMnist.directory()).orElseThrow());
            assertEquals(headers.get(i), HexFormat.of().formatHex(array.header()));
            assertEquals(file.contentSize(), array.header().length + array.data().length);
            assertEquals(file.contentSha256(), array.contentSha256());
        }
    }

    @Test
    void labels() {
        assertArrayEquals(
                new int[] {5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949},
                counts(mnist.train().labels()));
        assertArrayEquals(
                new int[] {980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009},
                counts(mnist.test().labels()));
        assertArrayEquals(new int[] {5, 0, 4, 1, 9}, Arrays.copyOf(mnist.train().labels(), 5));
        assertArrayEquals(new int[] {7, 2, 1, 0, 4}, Arrays.copyOf(mnist.test().labels(), 5));
    }

    private static int[] counts(int[] labels) {
        int[] counts = new int[10];
        for (int label : labels) {
            counts[label]++;
        }
        return counts;
    }

    @Test
    void pixels() {
        assertEquals(1_567_298_545L, sum(mnist.train().pixels()));
        assertEquals(264_923_200L, sum(mnist.test().pixels()));
        assertEquals(Shape.of(60_000, 784), mnist.train().images().shape());
        assertEquals(Shape.of(10_000, 784), mnist.test().images().shape());
        byte[] bytes = mnist.train().pixels();
        float[] values = mnist.train().images().array();
        for (int i = 0; i < bytes.length; i++) {
            if (values[i] != (float) (bytes[i] & 0xFF) / 255f) {
                assertEquals((float) (bytes[i] & 0xFF) / 255f, values[i], "pixel " + i);
            }
        }
    }

    private static long sum(byte[] pixels) {
        long sum = 0;
        for (byte pixel : pixels) {
            sum += pixel & 0xFF;
        }
        return sum;
    }

    @Test
    void saysWhatItIs() {
        assertEquals("mnist", mnist.dataset());
        assertEquals(RealMnist.directory().toString(), mnist.origin());
        assertEquals(60_000, mnist.train().count());
        assertEquals(28, mnist.test().rows());
        assertEquals(28, mnist.test().columns());
        for (MnistFile file : MnistFile.MNIST) {
            assertEquals(file.contentSha256(), mnist.contentSha256().get(file.fileName()));
        }
    }

    @Test
    void everyTruncationOfTheTestLabelsIsRefused() throws Exception {
        byte[] file = Files.readAllBytes(testLabels);
        IntStream.range(0, file.length).parallel().forEach(length -> {
            byte[] cut = Arrays.copyOf(file, length);
            assertThrows(CorruptDataException.class, () -> TEST_LABELS.read("cut", cut), () -> "at " + length);
        });
    }

    /** Reading just the 10,008 bytes that are expected would accept 25,690 of the 36,336 flips. */
    @Test
    void everyFlippedBitOfTheTestLabelsIsRefusedOrHarmless() throws Exception {
        byte[] file = Files.readAllBytes(testLabels);
        byte[] good = TEST_LABELS.read(testLabels).data();
        AtomicInteger harmless = new AtomicInteger();
        IntStream.range(0, 8 * file.length).parallel().forEach(bit -> {
            byte[] flipped = file.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                byte[] labels = TEST_LABELS.read("flipped", flipped).data();
                assertArrayEquals(good, labels, "bit " + bit);
                harmless.incrementAndGet();
            } catch (CorruptDataException e) {
                assertTrue(e.getMessage().startsWith("flipped: "));
            }
        });
        assertTrue(harmless.get() < 1000, harmless + " flips noticed by nobody");
    }
}
