package io.katsuo.mnist;

import java.time.Duration;

/**
 * Timeouts of the network.
 *
 * @param connect for the first answer of a mirror; all mirrors are asked at once, so this is also the time after which
 *     a machine without a network gives up
 * @param silence between two bytes
 * @param file for a whole file from one mirror
 */
record Patience(Duration connect, Duration silence, Duration file) {
    /** Ten megabytes in two minutes is a slow line of 700 kbit/s. */
    static final Patience USUAL = new Patience(Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofMinutes(2));
}
