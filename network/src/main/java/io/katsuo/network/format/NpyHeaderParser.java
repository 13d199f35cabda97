package io.katsuo.network.format;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import java.util.Arrays;

/**
 * Reads the dictionary of a {@code .npy} file: a Python literal with exactly the keys {@code descr},
 * {@code fortran_order} and {@code shape}, in any order. Whatever this accepts, NumPy accepts with the same meaning;
 * the reverse is not attempted. No recursion, so nesting cannot exhaust the stack.
 */
final class NpyHeaderParser {
    /** NumPy 2 refuses arrays of higher rank. */
    static final int MAX_RANK = 64;

    private static final int MAX_DIGITS = 10;

    private final String name;
    private final String text;
    private int at;

    private NpyHeaderParser(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /** The header in this text; {@code name} is the file's for messages. */
    static NpyHeader parse(String name, String text) throws FormatException {
        return new NpyHeaderParser(name, text).dictionary();
    }

    private NpyHeader dictionary() throws FormatException {
        String descr = null;
        Boolean fortranOrder = null;
        Shape shape = null;
        expect('{');
        while (!accept('}')) {
            String key = string("a key");
            expect(':');
            if (key.equals("descr") && descr == null) {
                descr = descr();
            } else if (key.equals("fortran_order") && fortranOrder == null) {
                fortranOrder = bool();
            } else if (key.equals("shape") && shape == null) {
                shape = shape();
            } else {
                throw wrong("unknown or repeated key '" + key + "'");
            }
            if (!accept(',') && peek() != '}') {
                throw wrong("expected ',' or '}'");
            }
        }
        if (descr == null || fortranOrder == null || shape == null) {
            throw wrong("descr, fortran_order or shape is missing");
        }
        if (!text.substring(at).matches(" *\n")) {
            throw wrong("the dictionary is not followed by spaces and one newline");
        }
        return new NpyHeader(descr, fortranOrder, shape);
    }

    private String descr() throws FormatException {
        if (peek() == '[') {
            throw new FormatException(name + ": structured elements are not read: only real numbers and bool");
        }
        return string("an element type");
    }

    private boolean bool() throws FormatException {
        for (String word : new String[] {"True", "False"}) {
            if (peek() == word.charAt(0) && text.startsWith(word, at)) {
                at += word.length();
                return word.equals("True");
            }
        }
        throw wrong("fortran_order is neither True nor False");
    }

    private Shape shape() throws FormatException {
        int[] dims = new int[MAX_RANK];
        int rank = 0;
        boolean comma = true;
        expect('(');
        while (!accept(')')) {
            if (!comma) {
                throw wrong("expected ',' or ')' in shape");
            }
            if (rank == MAX_RANK) {
                throw wrong("more than " + MAX_RANK + " axes");
            }
            dims[rank++] = extent();
            comma = accept(',');
        }
        if (rank == 1 && !comma) {
            throw wrong("shape is a number in parentheses, not a tuple");
        }
        try {
            return Shape.of(Arrays.copyOf(dims, rank));
        } catch (ShapeException e) {
            throw new FormatException(name + ": " + e.getMessage());
        }
    }

    private int extent() throws FormatException {
        peek();
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        int digits = at - start;
        if (digits == 0 || digits > 1 && text.charAt(start) == '0') {
            throw wrong("an extent is not a whole number from 0 up");
        }
        long value = digits > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(text, start, at, 10);
        if (value > Integer.MAX_VALUE) {
            throw wrong("an extent is larger than " + Integer.MAX_VALUE);
        }
        if (at < text.length() && text.charAt(at) == 'L') {
            at++; // Python 2 writes long integers so
        }
        return (int) value;
    }

    /** A quoted string without escapes, which none of NumPy's own keys and type codes need. */
    private String string(String what) throws FormatException {
        char quote = peek();
        if (quote != '\'' && quote != '"') {
            throw wrong("expected " + what + " in quotes");
        }
        int end = text.indexOf(quote, at + 1);
        String value = end < 0 ? "\n" : text.substring(at + 1, end);
        if (value.indexOf('\n') >= 0 || value.indexOf('\\') >= 0) {
            throw wrong("a string has no end, or an escape");
        }
        at = end + 1;
        return value;
    }

    private void expect(char c) throws FormatException {
        if (!accept(c)) {
            throw wrong("expected '" + c + "'");
        }
    }

    private boolean accept(char c) throws FormatException {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    /** The next character that is not a space, without passing it. */
    private char peek() throws FormatException {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        if (at == text.length()) {
            throw wrong("it ends too early");
        }
        return text.charAt(at);
    }

    private FormatException wrong(String what) {
        return new FormatException(name + ": header: " + what + ", at character " + at);
    }
}
