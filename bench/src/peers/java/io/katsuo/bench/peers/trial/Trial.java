package io.katsuo.bench.peers.trial;

import java.util.List;
import java.util.stream.Stream;

/**
 * A computation by Katsuo and by other systems on the same operands, which is timed.
 *
 * @param name the name in tables
 * @param group the name of the group in options, tables and JSON; means are taken within a group
 * @param operations floating-point operations of one run; 0 if they are not counted
 * @param threaded the systems that take any number of threads, Katsuo first
 * @param oneThread the systems that use one thread or cannot be given a number of threads
 * @param preparation loads a system
 */
public record Trial(
        String name,
        String group,
        double operations,
        List<String> threaded,
        List<String> oneThread,
        Preparation preparation) {
    /** The system that the others are compared with. */
    public static final String KATSUO = "katsuo";

    /** Loads a system, runs it once, and compares the result with that of plain loops in double. */
    public interface Preparation {
        /**
         * Returns what is timed.
         *
         * @throws IllegalStateException if the system cannot be loaded or its result is wrong; names the system
         */
        Runnable prepare(String system, int threads);
    }

    /** The systems that take part with this number of threads. */
    public List<String> systems(int threads) {
        return threads > 1
                ? threaded
                : Stream.concat(threaded.stream(), oneThread.stream()).toList();
    }
}
