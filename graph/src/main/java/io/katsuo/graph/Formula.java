package io.katsuo.graph;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A formula as text that knows how strongly it binds, so that what uses it can tell whether it needs parentheses. The
 * text is never read again.
 *
 * @param negative whether a minus stands before the text, weaker than all that stands in it
 * @param text the formula without that minus
 * @param precedence how strongly the text binds
 */
record Formula(boolean negative, String text, int precedence) {
    static final int SUM = 0;
    static final int QUOTIENT = 1;
    static final int PRODUCT = 2;
    static final int POWER = 3;
    static final int ATOM = 4;

    static final Formula ONE = new Formula("1", ATOM);

    private static final String WORD = "[#\\p{L}_][\\p{L}\\p{M}\\p{N}_′'₀-₉&&[^¹²³]]*";
    private static final Pattern IDENTIFIER = Pattern.compile(WORD);
    private static final Pattern WORDS = Pattern.compile(WORD + "( " + WORD + ")*");
    private static final Pattern DERIVATIVE = Pattern.compile("∂" + WORD + "/∂" + WORD);

    Formula(String text, int precedence) {
        this(false, text, precedence);
    }

    /** A name that the user chose; whatever it looks like, it stands for one value. */
    static Formula name(String name) {
        if (IDENTIFIER.matcher(name).matches()) {
            return new Formula(name, ATOM);
        }
        return new Formula(name, WORDS.matcher(name).matches() ? POWER : SUM);
    }

    /** What the user calls the first signal: 1, E, ∂L/∂z. */
    static Formula signal(String text) {
        if (text.equals("1")) {
            return ONE;
        }
        return DERIVATIVE.matcher(text).matches() ? new Formula(text, POWER) : name(text);
    }

    static Formula call(String function, Formula... arguments) {
        return new Formula(function + "(" + joined(", ", SUM, arguments) + ")", ATOM);
    }

    /** Operands with a + or − between them; each sum among them keeps its parentheses, as it was computed. */
    static Formula sum(String sign, Formula... operands) {
        return new Formula(joined(" " + sign + " ", QUOTIENT, operands), SUM);
    }

    Formula reciprocal() {
        return new Formula("1 / " + operand(POWER), QUOTIENT);
    }

    Formula square() {
        return new Formula(operand(ATOM) + "²", POWER);
    }

    /** As an operand of what takes operands of at least this precedence. */
    String operand(int least) {
        boolean whole = least == SUM || !negative && precedence >= least;
        return whole ? toString() : "(" + this + ")";
    }

    /** Without its sign, as an operand. */
    String magnitude(int least) {
        return new Formula(text, precedence).operand(least);
    }

    private static String joined(String between, int least, Formula... operands) {
        return Arrays.stream(operands).map(operand -> operand.operand(least)).collect(Collectors.joining(between));
    }

    @Override
    public String toString() {
        return negative ? "−" + magnitude(PRODUCT) : text;
    }
}
