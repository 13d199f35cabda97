package io.katsuo.mnist.chapter;

import java.util.Locale;

/** Numbers with few digits, the same on every machine. */
final class Round {
    private Round() {}

    /** Such as {@code 0.008}. */
    static String places(double value, int places) {
        return String.format(Locale.ROOT, "%." + places + "f", value);
    }

    /** Such as {@code 79,520}. */
    static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
