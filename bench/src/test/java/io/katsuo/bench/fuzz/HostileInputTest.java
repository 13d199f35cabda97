package io.katsuo.bench.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Inputs that nobody wrote: every truncation and every flipped bit of small sound ones, and random changes of them. Each is
 * accepted or refused by one line with an {@link IOException}; no other exception escapes, and neither memory nor time
 * exceed what its length justifies. A format with checksums accepts no other content than the sound one. {@code
 * -Dkatsuo.test.seed} repeats random changes, {@code -Dkatsuo.test.seconds} replaces the minute of the nightly ones,
 * {@code -Dkatsuo.test.targets} chooses the targets whose names match a regular expression.
 */
class HostileInputTest {
    /** What reading takes for any input: buffers, and the classes that the first one loads. */
    private static final long BYTES = 24 << 20;

    /** Deflate makes at most 1032 bytes of one; each may be held in several forms. */
    private static final long BYTES_A_BYTE = 5_000;

    /** Processor time, so that a machine that is busy or paused is not taken for a slow reader. */
    private static final long MOST_NANOS = 10_000_000_000L;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    private static Path directory;

    private static List<Target> targets;

    @BeforeAll
    static void makeTargets() throws IOException {
        targets = Target.all(directory);
    }

    static List<Target> targets() {
        String chosen = System.getProperty("katsuo.test.targets", ".*");
        return targets.stream().filter(target -> target.name().matches(chosen)).toList();
    }

    /** The content, or null and why it was refused. */
    private record Outcome(String content, String refusal) {}

    private static Outcome outcome(Target target, byte[] input, String where) {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long start = THREADS.getCurrentThreadCpuTime();
        Outcome outcome;
        try {
            outcome = new Outcome(target.reader().read(input), null);
        } catch (IOException e) {
            outcome = new Outcome(null, e.getMessage());
        } catch (RuntimeException | Error e) {
            throw new AssertionError(where + ": " + Base64.getEncoder().encodeToString(input), e);
        }
        long nanos = THREADS.getCurrentThreadCpuTime() - start;
        bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
        String what = bytes + " bytes, " + nanos / 1_000_000 + " ms, " + outcome.refusal + ", " + where + ": "
                + Base64.getEncoder().encodeToString(input);
        assertTrue(bytes <= BYTES + BYTES_A_BYTE * input.length && nanos <= MOST_NANOS, what);
        if (outcome.content == null) {
            assertNotNull(outcome.refusal, what);
            assertEquals(1, outcome.refusal.lines().count(), what);
            assertTrue(!outcome.refusal.contains("Exception") && !outcome.refusal.contains("io.katsuo"), what);
        }
        return outcome;
    }

    /** All of them for small inputs; of larger ones so many that they take a third of a second. */
    @ParameterizedTest
    @MethodSource("targets")
    void truncationsAndFlippedBits(Target target) {
        damage(target, target.name().equals("command line") ? 100 : 700);
    }

    @ParameterizedTest
    @MethodSource("targets")
    @Tag("nightly")
    void everyTruncationAndEveryFlippedBit(Target target) {
        damage(target, Integer.MAX_VALUE);
    }

    private static void damage(Target target, int most) {
        int accepted = 0;
        int cases = 0;
        for (byte[] sound : target.sound()) {
            String content = outcome(target, sound, "sound").content;
            // Case n cuts after n bytes, or flips bit n - length.
            int step = Math.max(1, 9 * sound.length * target.sound().size() / most);
            for (int n = 0; n < 9 * sound.length; n += step, cases++) {
                byte[] damaged = Arrays.copyOf(sound, Math.min(n, sound.length));
                if (n >= sound.length) {
                    int bit = n - sound.length;
                    damaged[bit / 8] ^= (byte) (1 << bit % 8);
                }
                Outcome outcome = outcome(target, damaged, target + ", case " + n);
                accepted += accepts(target, outcome, content, target + ", case " + n);
            }
        }
        System.err.printf("HostileInputTest: %s: %d truncations and flips, %d accepted%n", target, cases, accepted);
    }

    private static int accepts(Target target, Outcome outcome, String sound, String where) {
        if (target.checksum() && outcome.content != null) {
            assertEquals(sound, outcome.content, where);
        }
        return outcome.content == null ? 0 : 1;
    }

    @ParameterizedTest
    @MethodSource("targets")
    void randomChanges(Target target) {
        fuzz(target, 0.4);
    }

    @ParameterizedTest
    @MethodSource("targets")
    @Tag("nightly")
    void randomChangesForAMinute(Target target) {
        fuzz(target, Integer.getInteger("katsuo.test.seconds", 60));
    }

    @ParameterizedTest
    @MethodSource("targets")
    @Tag("weekly")
    void randomChangesForAQuarterOfAnHour(Target target) {
        fuzz(target, 900);
    }

    private static void fuzz(Target target, double seconds) {
        long seed = Long.getLong("katsuo.test.seed", System.nanoTime());
        Mutator mutator = new Mutator(seed, target.sound());
        Set<String> refusals = new HashSet<>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        long inputs = 0;
        long accepted = 0;
        for (; System.nanoTime() < end; inputs++) {
            byte[] input = mutator.next();
            Outcome outcome = outcome(target, input, target + ", seed " + seed + ", input " + inputs);
            accepted += outcome.content == null ? 0 : 1;
            // A refusal in new words shows that the input came to another place of the reader.
            String words = outcome.refusal == null ? "" : outcome.refusal.replaceAll("'.*'|\".*\"|0x\\w+|\\d+", "*");
            if (refusals.size() < 2_000 && refusals.add(words)) {
                mutator.keep(input);
            }
        }
        System.err.printf(
                "HostileInputTest: %s: %d random inputs in %.1f s, %d accepted, %d kinds of refusal, seed %d%n",
                target, inputs, seconds, accepted, refusals.size(), seed);
    }
}
