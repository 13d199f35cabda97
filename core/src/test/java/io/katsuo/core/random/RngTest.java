package io.katsuo.core.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/**
 * The golden values are computed by a few lines of Python on unbounded integers; those of seed 1234567 are the ones
 * published with the generator (Rosetta Code, "Pseudo-random numbers/Splitmix64").
 */
class RngTest {
    @Test
    void theSequenceIsSplitMix64s() {
        Rng rng = new Rng(1234567);
        String[] published = {
            "6457827717110365317",
            "3203168211198807973",
            "9817491932198370423",
            "4593380528125082431",
            "16408922859458223821"
        };
        for (String expected : published) {
            assertEquals(expected, Long.toUnsignedString(rng.nextLong()));
        }
        Rng zero = new Rng(0);
        assertEquals(0xe220a8397b1dcdafL, zero.nextLong());
        assertEquals(0x6e789e6aa1b965f4L, zero.nextLong());
        assertEquals(0xe4d971771b652c20L, new Rng(-1).nextLong());
    }

    @Test
    void goldenValuesOfEveryKind() {
        Rng ints = new Rng(42);
        int[] bounds = {1, 2, 10, 1000, 2147483647, 2147483647, 7, 7, 7, 7, 1073741825, 1073741825, 1073741825};
        int[] drawn = new int[bounds.length];
        for (int i = 0; i < bounds.length; i++) {
            drawn[i] = ints.nextInt(bounds[i]);
        }
        assertArrayEquals(
                new int[] {0, 0, 2, 344, 81669164, 1864505596, 1, 5, 2, 4, 220011666, 529343107, 551254882}, drawn);
        Rng floats = new Rng(42);
        assertEquals(0x1.7bae64p-1f, floats.nextFloat());
        assertEquals(0x1.477f18p-3f, floats.nextFloat());
        Rng doubles = new Rng(42);
        assertEquals(0x1.7bae644c5fd6dp-1, doubles.nextDouble());
        assertEquals(0x1.477f199d93378p-3, doubles.nextDouble());
        assertArrayEquals(new int[] {4, 6, 1, 8, 2, 5, 9, 3, 0, 7}, new Rng(42).permutation(10));
        Rng normals = new Rng(42);
        double[] expected = {
            0x1.f8c80e851c08cp-2,
            -0x1.6354b5f7dce79p-1,
            -0x1.47f4af60c7f94p+0,
            -0x1.cd98e78b167aep-1,
            -0x1.342959c9fa344p-1,
            0x1.48fe9fcfdf274p-1
        };
        for (double value : expected) {
            assertEquals(value, normals.nextNormal());
        }
    }

    @Test
    void splitsAreGoldenAndUnlikeTheirParentAndEachOther() {
        Rng parent = new Rng(42);
        Rng child = parent.split();
        assertEquals(0xb2232bcc9443dd7bL, child.nextLong());
        assertEquals(0x6cbc29493a616111L, child.nextLong());
        assertEquals(0x28efe333b266f103L, parent.nextLong());
        Set<Long> seen = new HashSet<>();
        long sameBits = 0;
        Rng root = new Rng(3);
        for (int i = 0; i < 100; i++) {
            Rng a = root.split();
            Rng b = a.split();
            for (int j = 0; j < 100; j++) {
                long x = a.nextLong();
                long y = b.nextLong();
                sameBits += Long.bitCount(~(x ^ y));
                assertTrue(seen.add(x) && seen.add(y), "sequences meet");
            }
        }
        // 640,000 fair coins: a standard deviation is 400.
        assertEquals(320_000, sameBits, 2000);
    }

    /** The chi-square statistic of draws that should be uniform over so many buckets. */
    private static double chiSquare(int buckets, int draws, IntSupplier bucket) {
        long[] counts = new long[buckets];
        for (int i = 0; i < draws; i++) {
            counts[bucket.getAsInt()]++;
        }
        double expected = (double) draws / buckets;
        double sum = 0;
        for (long count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }

    @Test
    void drawsAreUniform() {
        // With 63 degrees of freedom 95 in 100 statistics lie between 44 and 86, and 1 in a million above 130.
        Rng rng = new Rng(9);
        assertEquals(65, chiSquare(64, 200_000, () -> (int) (rng.nextFloat() * 64)), 40);
        assertEquals(65, chiSquare(64, 200_000, () -> (int) (rng.nextDouble() * 64)), 40);
        assertEquals(65, chiSquare(64, 200_000, () -> (int) rng.nextLong() & 63), 40);
        assertEquals(65, chiSquare(64, 200_000, () -> rng.nextInt(64)), 40);
        assertEquals(65, chiSquare(64, 200_000, () -> rng.nextInt(Integer.MAX_VALUE) >>> 25), 40);
    }

    @Test
    void boundsThatDoNotDivideTheRangeGiveNoBias() {
        // Of 2^32 draws each number below 3·2^29 gets two or three, by its remainder: 3/8, 3/8, 2/8 without rejection.
        Rng rng = new Rng(10);
        double statistic = chiSquare(3, 100_000, () -> rng.nextInt(3 << 29) % 3);
        assertTrue(statistic < 20, () -> "chi-square " + statistic);
    }

    @Test
    void drawsStayInRange() {
        Rng rng = new Rng(11);
        int highest = 0;
        for (int i = 0; i < 100_000; i++) {
            int bound = 1 + (rng.nextInt(Integer.MAX_VALUE) >>> rng.nextInt(31));
            int value = rng.nextInt(bound);
            assertTrue(value >= 0 && value < bound);
            highest = Math.max(highest, rng.nextInt(Integer.MAX_VALUE));
            float single = rng.nextFloat();
            double twice = rng.nextDouble();
            assertTrue(single >= 0 && single < 1 && twice >= 0 && twice < 1);
            assertEquals(0, rng.nextInt(1));
        }
        assertTrue(highest > 0x7fff0000);
        int[] wrong = {0, -1, Integer.MIN_VALUE};
        for (int bound : wrong) {
            assertEquals(
                    "nextInt: bound must be positive: " + bound,
                    assertThrows(IllegalArgumentException.class, () -> rng.nextInt(bound))
                            .getMessage());
        }
    }

    @Test
    void permutationsHaveEachNumberOnceAndAllOrdersAreEquallyLikely() {
        Rng rng = new Rng(12);
        for (int n = 0; n < 50; n++) {
            boolean[] seen = new boolean[n];
            for (int i : rng.permutation(n)) {
                assertTrue(!seen[i], "twice");
                seen[i] = true;
            }
        }
        double statistic = chiSquare(24, 24_000, () -> {
            int[] order = rng.permutation(4);
            int rank = 0;
            for (int i = 0; i < 4; i++) {
                int smaller = 0;
                for (int j = i + 1; j < 4; j++) {
                    smaller += order[j] < order[i] ? 1 : 0;
                }
                rank = rank * (4 - i) + smaller;
            }
            return rank;
        });
        assertTrue(statistic < 60, () -> "chi-square " + statistic);
        assertEquals(
                "permutation: length must not be negative: -1",
                assertThrows(IllegalArgumentException.class, () -> rng.permutation(-1))
                        .getMessage());
    }

    @Test
    void normalVariatesHaveTheMomentsAndTailsOfTheNormalDistribution() {
        Rng rng = new Rng(13);
        int n = 400_000;
        double[] moments = new double[5];
        int beyondTwo = 0;
        double product = 0;
        double previous = 0;
        for (int i = 0; i < n; i++) {
            double z = rng.nextNormal();
            double power = 1;
            for (int m = 1; m <= 4; m++) {
                power *= z;
                moments[m] += power / n;
            }
            beyondTwo += Math.abs(z) > 2 ? 1 : 0;
            product += z * previous / n;
            previous = z;
        }
        // Five standard deviations of each estimate.
        assertEquals(0, moments[1], 5 * Math.sqrt(1.0 / n));
        assertEquals(1, moments[2], 5 * Math.sqrt(2.0 / n));
        assertEquals(0, moments[3], 5 * Math.sqrt(15.0 / n));
        assertEquals(3, moments[4], 5 * Math.sqrt(96.0 / n));
        assertEquals(0.0455, (double) beyondTwo / n, 5 * Math.sqrt(0.0455 / n));
        assertEquals(0, product, 5 * Math.sqrt(1.0 / n));
    }
}
