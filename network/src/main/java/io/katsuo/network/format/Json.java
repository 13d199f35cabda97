package io.katsuo.network.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A strict reader of JSON (RFC 8259). Objects become maps in their order, arrays lists, numbers without fraction and exponent
 * {@link Long}, other numbers {@link Double}. Repeated names, unpaired surrogates, bytes that are not UTF-8 and numbers
 * that do not fit are refused, and so is deep nesting, which would exhaust the stack.
 */
final class Json {
    private static final int MAX_DEPTH = 16;

    private final String name;
    private final String text;
    private int at;

    private Json(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /** The value in these bytes; {@code name} starts messages. */
    static Object parse(String name, byte[] bytes) throws FormatException {
        Json json;
        try {
            json = new Json(
                    name,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            throw new FormatException(name + ": JSON: not UTF-8");
        }
        Object value = json.value(0);
        if (json.peek() != 0 || json.at < json.text.length()) {
            throw json.wrong("text after the end");
        }
        return value;
    }

    /** The string in quotes, with escapes for what must have them. */
    static String quote(String string) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : string.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private Object value(int depth) throws FormatException {
        if (depth > MAX_DEPTH) {
            throw wrong("nested more than " + MAX_DEPTH + " deep");
        }
        char next = peek();
        return switch (next) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, Object> object(int depth) throws FormatException {
        Map<String, Object> members = new LinkedHashMap<>();
        at++;
        if (accept('}')) {
            return members;
        }
        do {
            peek();
            String key = string();
            expect(':');
            if (members.containsKey(key)) {
                throw wrong("the name '" + FormatException.printable(key) + "' occurs twice");
            }
            members.put(key, value(depth + 1));
        } while (accept(','));
        expect('}');
        return members;
    }

    private List<Object> array(int depth) throws FormatException {
        List<Object> elements = new ArrayList<>();
        at++;
        if (accept(']')) {
            return elements;
        }
        do {
            elements.add(value(depth + 1));
        } while (accept(','));
        expect(']');
        return elements;
    }

    private Object word(String word, Object value) throws FormatException {
        if (!text.startsWith(word, at)) {
            throw wrong("no value");
        }
        at += word.length();
        return value;
    }

    private Object number() throws FormatException {
        int start = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(start, at);
        if (number.length() > 40 || !number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            throw wrong("no value");
        }
        boolean whole = number.matches("-?[0-9]{1,18}");
        double value = Double.parseDouble(number);
        if (Double.isInfinite(value) || !whole && number.matches("-?[0-9]+")) {
            throw wrong("a number too large");
        }
        return whole ? (Object) Long.valueOf(number) : Double.valueOf(value);
    }

    private String string() throws FormatException {
        if (at == text.length() || text.charAt(at) != '"') {
            throw wrong("expected a string");
        }
        StringBuilder string = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw wrong("a control character in a string");
            }
            string.append(c == '\\' ? escape() : c);
        }
        if (at == text.length()) {
            throw wrong("a string has no end");
        }
        at++;
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(string)) {
            throw wrong("an unpaired surrogate");
        }
        return string.toString();
    }

    private char escape() throws FormatException {
        char c = at < text.length() ? text.charAt(at++) : 0;
        int simple = "\"\\/bfnrt".indexOf(c);
        if (simple >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(simple);
        }
        String digits = c == 'u' && at + 4 <= text.length() ? text.substring(at, at + 4) : "";
        if (!digits.matches("[0-9a-fA-F]{4}")) {
            throw wrong("an unknown escape");
        }
        at += 4;
        return (char) Integer.parseInt(digits, 16);
    }

    private void expect(char c) throws FormatException {
        if (!accept(c)) {
            throw wrong("expected '" + c + "'");
        }
    }

    private boolean accept(char c) {
        boolean here = peek() == c;
        at += here ? 1 : 0;
        return here;
    }

    /** The next character that is no white space, without passing it; 0 at the end. */
    private char peek() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at == text.length() ? 0 : text.charAt(at);
    }

    private FormatException wrong(String what) {
        return new FormatException(name + ": JSON: " + what + ", at character " + at);
    }
}
