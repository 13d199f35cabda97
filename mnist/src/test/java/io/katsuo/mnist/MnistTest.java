package io.katsuo.mnist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.tensor.Shape;
import io.katsuo.mnist.embedded.DrawnDigits;
import io.katsuo.mnist.fetch.DownloadListener;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loading as a whole, on the data set that is always there. */
class MnistTest {
    @TempDir
    private Path directory;

    @Test
    void loadsTheEmbeddedDigits() throws Exception {
        MnistTensors digits = Mnist.load(DataSource.embedded(), MnistOptions.DEFAULT.withOneHot(true));
        assertEquals(Shape.of(10_000, 784), digits.train().images().shape());
        assertEquals(Shape.of(2_000, 784), digits.test().images().shape());
        assertEquals(10_000, digits.train().count());
        assertEquals(Shape.of(2_000, 10), digits.test().oneHot().orElseThrow().shape());
        assertEquals("embedded", digits.data().dataset());
        assertEquals("drawn by the library", digits.data().origin());
        assertEquals(
                List.of(
                        "train-images-idx3-ubyte", "train-labels-idx1-ubyte",
                        "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"),
                List.copyOf(digits.data().contentSha256().keySet()));
        DrawnDigits drawn = DrawnDigits.draw(DrawnDigits.TEST_SEED, 2_000);
        assertArrayEquals(drawn.pixels(), digits.data().test().pixels());
        assertArrayEquals(drawn.labels(), digits.data().test().labels());
        assertEquals((drawn.pixels()[400] & 0xFF) / 255f, digits.test().images().get(0, 400));
    }

    @Test
    void optionsAreObeyed() throws Exception {
        MnistOptions options = new MnistOptions(false, false, false);
        MnistTensors digits = Mnist.load(DataSource.embedded(), options);
        assertEquals(Shape.of(2_000, 1, 28, 28), digits.test().images().shape());
        assertEquals(Optional.empty(), digits.test().oneHot());
        assertEquals(
                digits.data().test().pixels()[400] & 0xFF,
                digits.test().images().get(0, 0, 400 / 28, 400 % 28));
    }

    @Test
    void readsBytesOnly() throws Exception {
        MnistData bytes = Mnist.read(DataSource.embedded());
        assertEquals(10_000 * 784, bytes.train().pixels().length);
        assertEquals(2_000, bytes.test().count());
    }

    @Test
    void cancellingEndsTheWait() throws Exception {
        MnistLoading loading = Mnist.start(DataSource.embedded(), MnistOptions.DEFAULT);
        loading.cancel();
        assertThrows(InterruptedIOException.class, loading::await);
    }

    @Test
    void interruptingEndsTheWait() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedIOException.class, () -> Mnist.load(DataSource.embedded(), MnistOptions.DEFAULT));
        assertTrue(Thread.interrupted(), "the interrupt is kept");
    }

    @Test
    void sourcesByName() throws Exception {
        assertEquals(
                "mnist",
                DataSource.of("auto", "--data", DownloadListener.SILENT).dataset());
        assertEquals(
                "embedded",
                DataSource.of("embedded", "--data", DownloadListener.SILENT).dataset());
        DataSource nowhere = DataSource.of(directory.resolve("nowhere").toString(), "--data", DownloadListener.SILENT);
        IOException e = assertThrows(IOException.class, () -> Mnist.start(nowhere, MnistOptions.DEFAULT));
        assertEquals("--data: " + directory.resolve("nowhere") + ": no such directory", e.getMessage());
        e = assertThrows(IOException.class, () -> DataSource.of("a\0b", "--data", DownloadListener.SILENT));
        assertTrue(e.getMessage().startsWith("--data: no name of a directory: "), e.getMessage());
    }
}
