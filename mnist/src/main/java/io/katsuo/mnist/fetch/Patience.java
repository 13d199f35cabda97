package io.katsuo.mnist.fetch;

import java.time.Duration;

/**
 * How long the network is waited for.
 *
 * @param connect until a mirror answers at all; all mirrors are asked at once, so this is also how long it takes to
 *     learn that there is no network
 * @param silence between one byte and the next
 * @param file for one file from one mirror, from first to last
 */
record Patience(Duration connect, Duration silence, Duration file) {
    /** Ten megabytes in two minutes is a slow line of 700 kbit/s. */
    static final Patience USUAL = new Patience(Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofMinutes(2));
}
