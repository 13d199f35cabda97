package io.katsuo.mnist.chapter;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as text, the same on every machine. */
final class Numbers {
    /** More digits than a float has, and few enough to hide the rounding errors of a double. */
    private static final MathContext DIGITS = new MathContext(7);

    private Numbers() {}

    /** With at most seven significant digits, such as {@code 220} or {@code 2.2}. */
    static String brief(double value) {
        return value == 0
                ? "0"
                : new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    /** With this many decimal places, such as {@code 0.008}. */
    static String places(double value, int places) {
        String text = String.format(Locale.ROOT, "%." + places + "f", value);
        return text.matches("-[0.]+") ? text.substring(1) : text;
    }
}
