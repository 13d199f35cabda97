package io.katsuo.graph;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as text: exact for traces, brief for pictures. */
final class NumberText {
    private static final MathContext BRIEF = new MathContext(5);

    private NumberText() {}

    /** The fewest digits that identify this double; whole numbers without a decimal point. */
    static String exact(double value) {
        String text = Double.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** At most five significant digits, with a typographic minus. */
    static String brief(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        BigDecimal rounded = new BigDecimal(value).round(BRIEF).stripTrailingZeros();
        // The exponent of the leading digit.
        int exponent = rounded.precision() - rounded.scale() - 1;
        String text = exponent < -4 || exponent > 6 ? scientific(rounded, exponent) : rounded.toPlainString();
        return text.replace('-', '−');
    }

    private static String scientific(BigDecimal value, int exponent) {
        return value.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
    }

    static String inParentheses(String number) {
        return number.startsWith("−") ? "(" + number + ")" : number;
    }
}
