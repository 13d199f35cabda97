package io.katsuo.graph;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A formula as text with its precedence, which decides where it needs parentheses. The text is never parsed.
 *
 * @param negative whether a minus precedes the text and binds more weakly than everything in it
 * @param precedence of the weakest operator in the text
 */
record FormulaText(boolean negative, String text, int precedence) {
    static final int SUM = 0;
    static final int QUOTIENT = 1;
    static final int PRODUCT = 2;
    static final int POWER = 3;
    static final int ATOM = 4;

    static final FormulaText ONE = new FormulaText("1", ATOM);

    private static final String WORD = "[#\\p{L}_][\\p{L}\\p{M}\\p{N}_′'₀-₉&&[^¹²³]]*";
    private static final Pattern IDENTIFIER = Pattern.compile(WORD);
    private static final Pattern WORDS = Pattern.compile(WORD + "( " + WORD + ")*");
    private static final Pattern DERIVATIVE = Pattern.compile("∂" + WORD + "/∂" + WORD);

    FormulaText(String text, int precedence) {
        this(false, text, precedence);
    }

    /** A name that the user chose; whatever it looks like, it stands for one value. */
    static FormulaText name(String name) {
        if (IDENTIFIER.matcher(name).matches()) {
            return new FormulaText(name, ATOM);
        }
        return new FormulaText(name, WORDS.matcher(name).matches() ? POWER : SUM);
    }

    /** The user's name of the upstream value: 1, E, ∂L/∂z. */
    static FormulaText signal(String text) {
        if (text.equals("1")) {
            return ONE;
        }
        return DERIVATIVE.matcher(text).matches() ? new FormulaText(text, POWER) : name(text);
    }

    static FormulaText call(String function, FormulaText... arguments) {
        return new FormulaText(function + "(" + joined(", ", SUM, arguments) + ")", ATOM);
    }

    /** Operands joined by + or −; operands that are sums keep their parentheses, as they were computed. */
    static FormulaText sum(String sign, FormulaText... operands) {
        return new FormulaText(joined(" " + sign + " ", QUOTIENT, operands), SUM);
    }

    FormulaText reciprocal() {
        return new FormulaText("1 / " + operand(POWER), QUOTIENT);
    }

    FormulaText square() {
        return new FormulaText(operand(ATOM) + "²", POWER);
    }

    /** The text as an operand of an operator that takes operands of at least this precedence. */
    String operand(int least) {
        boolean whole = least == SUM || !negative && precedence >= least;
        return whole ? toString() : "(" + this + ")";
    }

    /** The text without its sign, as an operand. */
    String magnitude(int least) {
        return new FormulaText(text, precedence).operand(least);
    }

    private static String joined(String between, int least, FormulaText... operands) {
        return Arrays.stream(operands).map(operand -> operand.operand(least)).collect(Collectors.joining(between));
    }

    @Override
    public String toString() {
        return negative ? "−" + magnitude(PRODUCT) : text;
    }
}
