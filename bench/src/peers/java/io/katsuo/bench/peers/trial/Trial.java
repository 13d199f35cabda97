package io.katsuo.bench.peers.trial;

import java.util.List;

/** Something that Katsuo and other systems do on the same operands, to be timed. */
public interface Trial {
    /** The system that the others are compared with. */
    String KATSUO = "katsuo";

    /** What it is called in tables. */
    String name();

    /** Which trials it belongs to: means are taken within a group. */
    Group group();

    /** Floating-point operations of one run. */
    double operations();

    /**
     * Who takes part.
     *
     * @param threads how many threads a system is to use
     */
    List<String> systems(int threads);

    /**
     * Loads a system, makes it run once, and compares the result with that of plain loops in double.
     *
     * @param system its name
     * @param threads how many threads it may use
     * @throws IllegalStateException if the system cannot be loaded or its result is wrong; names the system
     */
    Runnable prepare(String system, int threads);
}
