package io.katsuo.mnist.embedded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.parallel.Threads;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DrawnDigitsTest {
    private static final int PIXELS = DrawnDigits.SIDE * DrawnDigits.SIDE;

    private static DrawnDigits train;
    private static DrawnDigits test;

    @BeforeAll
    static void draw() {
        train = DrawnDigits.draw(DrawnDigits.TRAIN_SEED, 10_000);
        test = DrawnDigits.draw(DrawnDigits.TEST_SEED, 2_000);
    }

    /** Whoever reports an accuracy on these digits means these very bytes; a new golden value is a new data set. */
    @Test
    void bytesNeverChange() throws Exception {
        assertEquals("661e9ffe118bf30d03d9c71c369691d67c56a68acaa2660c26848e2126b8a2dd", sha256(train.pixels()));
        assertEquals("6d5b79e437bb58a5842648d7d7197fd6f9d7b8cb06796adb04197bee0940ced5", sha256(train.labels()));
        assertEquals("6016560219f499f6493a0cfb19602fce06c6c26d65a4f0c22cc2f85bc617e950", sha256(test.pixels()));
        assertEquals("5ba9caa955a0150f5df0614ebb85e83dc4ee264dad83f7ec615516fa463e76e0", sha256(test.labels()));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void bytesDependOnNeitherThreadsNorCount() {
        DrawnDigits few = Threads.call(1, () -> DrawnDigits.draw(DrawnDigits.TRAIN_SEED, 777));
        assertArrayEquals(Arrays.copyOf(train.labels(), 777), few.labels());
        assertArrayEquals(Arrays.copyOf(train.pixels(), 777 * PIXELS), few.pixels());
    }

    @Test
    void classesAreBalanced() {
        for (DrawnDigits set : new DrawnDigits[] {train, test}) {
            int[] counts = new int[10];
            for (byte label : set.labels()) {
                counts[label]++;
            }
            double expected = set.labels().length / 10.0;
            // Four standard deviations of a binomial count.
            for (int count : counts) {
                assertEquals(expected, count, 4 * Math.sqrt(expected * 0.9), Arrays.toString(counts));
            }
        }
    }

    @Test
    void noImageIsThereTwice() {
        Set<String> images = new HashSet<>();
        for (DrawnDigits set : new DrawnDigits[] {train, test}) {
            for (int i = 0; i < set.labels().length; i++) {
                assertTrue(images.add(HexFormat.of().formatHex(set.pixels(), i * PIXELS, (i + 1) * PIXELS)));
            }
        }
    }

    /** As in MNIST: white paper, some ink, centre of mass in the middle. */
    @Test
    void imagesAreLikeThoseOfMnist() {
        double darkest = 0;
        for (int i = 0; i < test.labels().length; i++) {
            double ink = 0;
            double x = 0;
            double y = 0;
            int max = 0;
            for (int p = 0; p < PIXELS; p++) {
                int v = test.pixels()[i * PIXELS + p] & 0xFF;
                ink += v;
                x += v * (p % DrawnDigits.SIDE);
                y += v * (double) (p / DrawnDigits.SIDE);
                max = Math.max(max, v);
            }
            assertTrue(ink / PIXELS > 5 && ink / PIXELS < 100, "image " + i + " has mean " + ink / PIXELS);
            assertEquals(13.5, x / ink, 2.6, "image " + i);
            assertEquals(13.5, y / ink, 2.6, "image " + i);
            assertTrue(max > 150, "image " + i);
            assertEquals(0, test.pixels()[i * PIXELS], "top left of image " + i);
            darkest = Math.max(darkest, max);
        }
        assertEquals(255, darkest);
    }

    /** Labels belong to their images, and the task is no trifle: the nearest of ten mean images is right so often. */
    @Test
    void digitsAreToldApartButNotTooEasily() {
        double[][] means = new double[10][PIXELS];
        int[] counts = new int[10];
        for (int i = 0; i < train.labels().length; i++) {
            counts[train.labels()[i]]++;
            for (int p = 0; p < PIXELS; p++) {
                means[train.labels()[i]][p] += train.pixels()[i * PIXELS + p] & 0xFF;
            }
        }
        int right = 0;
        for (int i = 0; i < test.labels().length; i++) {
            int best = -1;
            double least = Double.MAX_VALUE;
            for (int c = 0; c < 10; c++) {
                double distance = 0;
                for (int p = 0; p < PIXELS; p++) {
                    double d = means[c][p] / counts[c] - (test.pixels()[i * PIXELS + p] & 0xFF);
                    distance += d * d;
                }
                if (distance < least) {
                    least = distance;
                    best = c;
                }
            }
            right += best == test.labels()[i] ? 1 : 0;
        }
        double accuracy = (double) right / test.labels().length;
        assertTrue(accuracy > 0.7 && accuracy < 0.95, () -> "accuracy " + accuracy);
    }
}
