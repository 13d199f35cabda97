package io.katsuo.mnist.chapter;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people write them, the same on every machine. */
final class Numbers {
    /** More than the digits that are right in a float, fewer than those in which a double is wrong. */
    private static final MathContext DIGITS = new MathContext(7);

    private Numbers() {}

    /** With as many digits as are needed, at most seven, such as {@code 220} or {@code 2.2}. */
    static String brief(double value) {
        return value == 0
                ? "0"
                : new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    /** With this many digits after the point, such as {@code 0.008}. */
    static String places(double value, int places) {
        String text = String.format(Locale.ROOT, "%." + places + "f", value);
        return text.matches("-[0.]+") ? text.substring(1) : text;
    }

    /** Whole, in groups of three digits, such as {@code 79,520}. */
    static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
