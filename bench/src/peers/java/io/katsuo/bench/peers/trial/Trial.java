package io.katsuo.bench.peers.trial;

import java.util.List;

/** A computation by Katsuo and by other systems on the same operands, which is timed. */
public interface Trial {
    /** The system that the others are compared with. */
    String KATSUO = "katsuo";

    /** The name in tables. */
    String name();

    /** The name of the group in options, tables and JSON; means are taken within a group. */
    String group();

    /** Floating-point operations of one run; 0 if they are not counted. */
    double operations();

    /**
     * The systems that take part.
     *
     * @param threads how many threads a system is to use
     */
    List<String> systems(int threads);

    /**
     * Loads a system, runs it once, and compares the result with that of plain loops in double.
     *
     * @param system its name
     * @param threads how many threads it may use
     * @return what is timed
     * @throws IllegalStateException if the system cannot be loaded or its result is wrong; names the system
     */
    Runnable prepare(String system, int threads);
}
