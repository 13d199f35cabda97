package io.katsuo.mnist.report;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes a page, element by element. All text and all attributes are escaped. */
final class Html {
    private final StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element, which {@link #end} closes; attributes are names and values alternately. */
    Html begin(String element, Object... attributes) {
        empty(element, attributes);
        open.push(element);
        return this;
    }

    /** Closes the element opened last. */
    Html end() {
        out.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /** An element that has no end, such as {@code img}. */
    Html empty(String element, Object... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1].toString()))
                    .append('"');
        }
        out.append('>');
        return this;
    }

    /** Text. */
    Html text(String text) {
        out.append(escaped(text));
        return this;
    }

    /** An element with text in it. */
    Html leaf(String element, String text, Object... attributes) {
        return begin(element, attributes).text(text).end();
    }

    /** The style sheet of the page; not escaped. */
    Html style(String css) {
        out.append("<style>\n").append(css).append("</style>\n");
        return this;
    }

    private static String escaped(String text) {
        StringBuilder result = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> result.append("&amp;");
                case '<' -> result.append("&lt;");
                case '>' -> result.append("&gt;");
                case '"' -> result.append("&quot;");
                default -> {
                    boolean shown = c == '\n' || c == '\t' || !Character.isISOControl(c) && (c < 0xd800 || c > 0xdfff);
                    result.appendCodePoint(shown ? c : 0xfffd);
                }
            }
        });
        return result.toString();
    }

    /** The page; every element must have been closed. */
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("html: <" + open.peek() + "> is still open");
        }
        return out.toString();
    }
}
