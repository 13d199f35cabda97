package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trains, predicts from many threads, saves and loads again and again, an hour or as many minutes as {@code
 * -Dkatsuo.test.minutes} says: always the same bits, and neither memory, threads nor files grow.
 */
@Tag("weekly")
class SoakTest {
    private static final int MINUTES = Integer.getInteger("katsuo.test.minutes", 60);

    @TempDir
    private Path directory;

    @Test
    void nothingGrows() throws Exception {
        Digits digits = Digits.random(500, 3);
        String expected = round(digits);
        for (int i = 0; i < 20; i++) {
            round(digits);
        }
        long memory = used();
        int threads = Thread.activeCount();
        long start = System.nanoTime();
        int rounds = 0;
        while (System.nanoTime() - start < MINUTES * 60_000_000_000L) {
            assertEquals(expected, round(digits), "round " + rounds);
            rounds++;
        }
        long more = used() - memory;
        System.out.printf(
                "campaign soak: %,d rounds, 0 failures, %+,d kB of heap, %+d threads, %d minutes%n",
                rounds, more / 1000, Thread.activeCount() - threads, MINUTES);
        assertTrue(more < 2_000_000, () -> more + " bytes more");
        assertTrue(Thread.activeCount() <= threads + 1, "threads are left");
        try (var files = Files.list(directory)) {
            assertEquals(1, files.count(), "files are left");
        }
    }

    private String round(Digits digits) throws Exception {
        Classifier network = new TwoLayerNet(784, 30, 10, 5);
        new Trainer(network, digits.images(), digits.targets())
                .listener(TrainingListener.NONE)
                .iterations(20)
                .seed(1)
                .run();
        Path file = directory.resolve("network.npz");
        network.save(file);
        Network loaded = Network.fromFile(file);
        Tensor scores = network.predict(digits.images());
        assertTrue(IntStream.range(0, 50)
                .parallel()
                .allMatch(i ->
                        scores.row(i).sameBits(loaded.predict(digits.images().row(i)))));
        loaded.loss(digits.images(), Targets.of(digits.labels()));
        return loaded.parameterHash();
    }

    private static long used() throws InterruptedException {
        Runtime vm = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return vm.totalMemory() - vm.freeMemory();
    }
}
