package io.katsuo.bench.claim;

import java.io.IOException;

/** Takes times. */
@FunctionalInterface
interface Stopwatch {
    /** The seconds that one side of a case takes once, in a JVM of its own. */
    double seconds(Case timed, Side side) throws IOException;
}
