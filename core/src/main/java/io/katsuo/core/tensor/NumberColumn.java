package io.katsuo.core.tensor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Prints the numbers of one tensor so that they line up, by NumPy's rules: as many digits as tell a float from its
 * neighbours, but at most 8 after the point; with exponents if a number is 10<sup>6</sup> or larger, smaller than
 * 10<sup>-4</sup>, or more than 1000 times another one.
 */
final class NumberColumn {
    private static final int MAX_DECIMALS = 8;

    private final boolean scientific;
    private int decimals;
    private int width;

    NumberColumn(float[] values) {
        scientific = needsExponents(values);
        int beforePoint = 0;
        for (float value : values) {
            if (Float.isFinite(value)) {
                String plain = plain(value);
                int point = plain.indexOf('.');
                beforePoint = Math.max(beforePoint, point);
                decimals = Math.max(decimals, (scientific ? plain.indexOf('e') : plain.length()) - point - 1);
            }
        }
        width = beforePoint + 1 + decimals + (scientific ? "e+00".length() : 0);
        for (float value : values) {
            width = Math.max(width, text(value).length());
        }
    }

    /** A number by itself: all its digits, and one after the point at least. */
    static String alone(float value) {
        if (!Float.isFinite(value)) {
            return nonFinite(value);
        }
        // NumPy compares a scalar in double precision, in which the float 1e-4 is less than 1e-4.
        boolean exponents = needsExponents(new float[] {value}) || value != 0 && Math.abs((double) value) < 1e-4;
        String text = exponents ? withExponent(value, shortest(value), 0) : withoutExponent(value, Integer.MAX_VALUE);
        return exponents ? text.replace(".e", "e") : text.endsWith(".") ? text + "0" : text;
    }

    private static boolean needsExponents(float[] values) {
        float largest = 0;
        float smallest = Float.POSITIVE_INFINITY;
        for (float value : values) {
            if (Float.isFinite(value) && value != 0) {
                largest = Math.max(largest, Math.abs(value));
                smallest = Math.min(smallest, Math.abs(value));
            }
        }
        return largest >= 1e6f || smallest < 1e-4f || largest / smallest > 1000;
    }

    /** A number of this column, padded to the width they all have. */
    String text(float value) {
        String text = Float.isFinite(value) ? filled(value) : nonFinite(value);
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    /** With as many decimals as the others have: further digits where an exponent follows, blanks where nothing does. */
    private String filled(float value) {
        if (scientific) {
            BigDecimal exact = new BigDecimal(Math.abs((double) value));
            return withExponent(value, exact.round(new MathContext(decimals + 1, RoundingMode.HALF_EVEN)), decimals);
        }
        String plain = plain(value);
        return plain + " ".repeat(decimals - (plain.length() - plain.indexOf('.') - 1));
    }

    private String plain(float value) {
        return scientific ? withExponent(value, shortest(value), 0) : withoutExponent(value, MAX_DECIMALS);
    }

    private static String nonFinite(float value) {
        return Float.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }

    private static String sign(float value) {
        return Float.floatToRawIntBits(value) < 0 ? "-" : "";
    }

    /** The fewest digits that read back as this float. */
    private static BigDecimal shortest(float value) {
        float positive = Math.abs(value);
        // Float.toString has two digits at least, where one may do: 1.4E-45 for 1e-45.
        BigDecimal one = new BigDecimal((double) positive).round(new MathContext(1, RoundingMode.HALF_EVEN));
        BigDecimal digits = one.floatValue() == positive ? one : new BigDecimal(Float.toString(positive));
        return digits.stripTrailingZeros();
    }

    private static String withoutExponent(float value, int maxDecimals) {
        BigDecimal digits = shortest(value);
        if (digits.scale() > maxDecimals) {
            // From the exact value, so that it is rounded once.
            digits = new BigDecimal(Math.abs((double) value))
                    .setScale(maxDecimals, RoundingMode.HALF_EVEN)
                    .stripTrailingZeros();
        }
        String text = digits.toPlainString();
        return sign(value) + text + (text.indexOf('.') < 0 ? "." : "");
    }

    private static String withExponent(float value, BigDecimal digits, int minDecimals) {
        String all = digits.unscaledValue().toString();
        int exponent = all.length() - 1 - digits.scale();
        String zeros = "0".repeat(Math.max(0, minDecimals + 1 - all.length()));
        String mantissa = sign(value) + all.charAt(0) + "." + all.substring(1) + zeros;
        return mantissa + (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }
}
