package io.katsuo.bench.claim.sides;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.mnist.chapter.Digits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AgreementTest {
    private static final NetSize SMALL = NetSize.of("49-7-10");
    private static Images images;

    @BeforeAll
    static void draw() throws IOException {
        images = Images.of(Digits.drawn());
    }

    @ParameterizedTest
    @EnumSource
    void bothSidesAgree(Way way) {
        Agreement agreement = Agreement.check(way, Task.of(SMALL, 3, 0, images));
        assertEquals(SMALL.parameters(), agreement.compared() + agreement.kinked());
        assertTrue(agreement.compared() > SMALL.parameters() / 2, agreement::toString);
        assertTrue(agreement.worst() > 0, "not the same computation twice");
    }

    @ParameterizedTest
    @EnumSource
    void aSampleHasTheDerivativesOfAll(Way way) {
        Task all = Task.of(SMALL, 3, 0, images);
        Task some = Task.of(SMALL, 3, 40, images);
        double[][] expected = way.sides(all).differentiation().derivatives();
        double[][] found = way.sides(some).differentiation().derivatives();
        int count = 0;
        for (int i = 0; i < expected.length; i++) {
            double[] whole = expected[i];
            int[] entries = some.entries(whole.length);
            assertArrayEquals(Arrays.stream(entries).mapToDouble(e -> whole[e]).toArray(), found[i]);
            count += entries.length;
        }
        assertEquals(count, some.count());
        assertTrue(count < SMALL.parameters() / 5 && count >= 20, count + " entries");
    }

    @ParameterizedTest
    @CsvSource({"0, 100", "1, 3", "2, 17", "3, 9"})
    void aWrongDerivativeIsFound(int parameter, int entry) {
        Task task = Task.of(SMALL, 3, 0, images);
        for (Way way : Way.values()) {
            Sides sides = way.sides(task);
            Backpropagation wrong = new Backpropagation() {
                @Override
                public double run() {
                    return sides.backpropagation().run();
                }

                @Override
                public double[][] gradient() {
                    double[][] gradient = sides.backpropagation().gradient();
                    double largest = Arrays.stream(gradient[parameter])
                            .map(Math::abs)
                            .max()
                            .orElseThrow();
                    gradient[parameter][firstSmooth(task, way, parameter, entry)] += 3 * way.limit() * largest;
                    return gradient;
                }
            };
            IllegalStateException e = assertThrows(
                    IllegalStateException.class,
                    () -> Agreement.check(way, task, new Sides(wrong, sides.differentiation())));
            assertTrue(e.getMessage().startsWith("claim: the two gradients differ, nothing was timed"), e::getMessage);
            assertTrue(e.getMessage().contains(task.names().get(parameter)), e::getMessage);
        }
    }

    private static int firstSmooth(Task task, Way way, int parameter, int from) {
        boolean[] kinks = task.kinks(way.step()).get(parameter);
        int entry = from;
        while (kinks[entry]) {
            entry = (entry + 1) % kinks.length;
        }
        return entry;
    }

    /** Of 100 images some one brings each hidden unit near its kink. */
    @Test
    void whatWasNotComparedHasNoDifference() {
        Agreement agreement = Agreement.check(Way.FLOAT32, Task.of(SMALL, 100, 40, images));
        Agreement.OfParameter b1 = agreement.parameters().get(1);
        assertEquals(0, b1.compared(), agreement::toString);
        assertTrue(Double.isNaN(b1.relative()) && Double.isNaN(b1.mean()), agreement::toString);
        assertTrue(agreement.worst() > 0 && agreement.worst() < Way.FLOAT32.limit(), agreement::toString);
    }

    @Test
    void aDerivativeThatIsNoNumberIsFound() {
        Task task = Task.of(SMALL, 3, 0, images);
        Sides sides = Way.FLOAT32.sides(task);
        double[][] derivatives = sides.differentiation().derivatives();
        derivatives[3][0] = Double.NaN;
        assertThrows(
                IllegalStateException.class,
                () -> Agreement.check(Way.FLOAT32, task, new Sides(sides.backpropagation(), () -> derivatives)));
    }

    @Test
    void inDoubleTheBooksDigitsComeOut() {
        Agreement agreement = Agreement.check(Way.DOUBLE, Task.of(NetSize.of("784-50-10"), 3, 8_000, images));
        double[] most = {1e-12, 5e-12, 5e-12, 2e-10};
        for (int i = 0; i < most.length; i++) {
            assertTrue(agreement.parameters().get(i).mean() < most[i], agreement::toString);
        }
    }

    @Test
    void imagesSurviveTheirFile(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("images.npz");
        images.write(file);
        Images read = Images.read(file);
        assertTrue(read.first(100, 784).sameBits(images.first(100, 784)));
        assertArrayEquals(images.labels(100), read.labels(100));
    }

    @Test
    void pixelsAreMeansOfSquares() {
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                sum += images.first(5, 784).get(4, (8 + i) * 28 + 12 + j);
            }
        }
        assertEquals(sum / 16, images.first(5, 49).get(4, 2 * 7 + 3), 1e-6);
        assertThrows(IllegalArgumentException.class, () -> images.first(3, 50));
        assertThrows(IllegalArgumentException.class, () -> images.first(101, 49));
    }
}
