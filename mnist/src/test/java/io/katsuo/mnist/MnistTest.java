package io.katsuo.mnist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.katsuo.core.tensor.Shape;
import io.katsuo.mnist.embedded.DrawnDigits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls that users make, on the data set that is always there. */
class MnistTest {
    @TempDir
    private Path directory;

    @Test
    void embeddedDigits() {
        Digits digits = Mnist.embedded();
        assertEquals(10_000, digits.train().count());
        assertEquals(Shape.of(10_000, 784), digits.train().images().shape());
        assertEquals(Shape.of(2_000, 784), digits.test().images().shape());
        assertEquals("embedded", digits.dataset());
        assertFalse(digits.isMnist());
        assertEquals("drawn by the library", digits.origin());
        assertEquals(Map.of(), digits.contentSha256());
        DrawnDigits drawn = DrawnDigits.draw(DrawnDigits.TEST_SEED, 2_000);
        assertArrayEquals(drawn.pixels(), digits.test().pixels());
        for (int i = 0; i < 2_000; i++) {
            assertEquals(drawn.labels()[i], digits.test().labels()[i], "label " + i);
        }
        assertEquals((drawn.pixels()[400] & 0xFF) / 255f, digits.test().images().get(0, 400));
    }

    @Test
    void aDirectoryMustExist() {
        Path nowhere = directory.resolve("nowhere");
        IOException e = assertThrows(IOException.class, () -> Mnist.load(nowhere));
        assertEquals(nowhere + ": no such directory", e.getMessage());
    }

    @Test
    void aSourceIsLoadedOnce() throws Exception {
        DigitSource source = ((DigitSource) Mnist::embedded).once();
        assertSame(source.load(), source.load());
    }
}
