package io.katsuo.graph.svg;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes one SVG picture, element by element. Text and attributes are escaped, numbers have at most two decimals and
 * never depend on the locale. Coordinates are pixels from the upper left corner.
 *
 * <p>Concurrent use: none; one picture is written by one thread.
 */
public final class Svg {
    /** Text in the sans-serif font of the viewer. */
    private static final String FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,sans-serif";

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Starts a picture.
     *
     * @param css style rules; see {@link #style}
     */
    public Svg(double width, double height, String title, String css) {
        begin(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + number(width) + " " + number(height),
                "width",
                width,
                "height",
                height,
                "role",
                "img");
        title(title);
        begin("style");
        escape("text{" + FONT + "}\n" + css);
        end();
    }

    /**
     * Style rules for a class in light and in dark mode. Colours are written twice instead of as CSS variables, which
     * many SVG renderers do not support.
     *
     * @param selector what the rule is for, such as {@code .axis}
     * @param property the property, such as {@code stroke}
     * @param light its value in light mode, and where modes are unknown
     * @param dark its value in dark mode
     */
    public static String style(String selector, String property, String light, String dark) {
        return selector + "{" + property + ":" + light + "}\n@media(prefers-color-scheme:dark){" + selector + "{"
                + property + ":" + dark + "}}\n";
    }

    /**
     * Opens an element, which {@link #end} closes.
     *
     * @param attributes names and values alternately; a {@link Number} is written by {@link #number}
     */
    public Svg begin(String element, Object... attributes) {
        tag(element, attributes);
        out.append('>');
        open.push(element);
        return this;
    }

    /** Closes the element opened last. */
    public Svg end() {
        out.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /** Adds an element without content. */
    public Svg add(String element, Object... attributes) {
        tag(element, attributes);
        out.append("/>\n");
        return this;
    }

    /**
     * Adds a line of text.
     *
     * @param x where it starts, ends, or has its middle, by {@code text-anchor}
     * @param y its base line
     */
    public Svg text(String text, double x, double y, Object... attributes) {
        Object[] all = new Object[attributes.length + 4];
        all[0] = "x";
        all[1] = x;
        all[2] = "y";
        all[3] = y;
        System.arraycopy(attributes, 0, all, 4, attributes.length);
        begin("text", all);
        escape(text);
        return end();
    }

    /** Names the element opened last, for screen readers and tooltips. */
    public Svg title(String text) {
        begin("title");
        escape(text);
        return end();
    }

    private void tag(String element, Object... attributes) {
        if (attributes.length % 2 != 0) {
            throw new IllegalArgumentException("svg: an attribute of <" + element + "> has no value");
        }
        out.append('<').append(name(element));
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(name((String) attributes[i])).append("=\"");
            Object value = attributes[i + 1];
            escape(value instanceof Number ? number(((Number) value).doubleValue()) : value.toString());
            out.append('"');
        }
    }

    private static String name(String name) {
        boolean plain = !name.isEmpty() && Character.isLetter(name.charAt(0));
        for (int i = 0; i < name.length() && plain; i++) {
            char c = name.charAt(i);
            plain = c < 0x7f && Character.isLetterOrDigit(c) || c == '-' || c == ':';
        }
        if (!plain) {
            throw new IllegalArgumentException("svg: not a name: '" + name + "'");
        }
        return name;
    }

    private void escape(String text) {
        int length = text.length();
        for (int i = 0; i < length; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(isXml(c) ? c : 0xfffd);
            }
        }
    }

    /** The characters that XML 1.0 allows: no control characters except tab and line ends, no unpaired surrogates. */
    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c < 0xd800
                || c > 0xdfff && c != 0xfffe && c != 0xffff;
    }

    /**
     * A coordinate as text, rounded to a hundredth, without trailing zeros.
     *
     * @param value a finite number below 10¹² in magnitude
     * @return its digits, such as {@code 12.5}
     */
    public static String number(double value) {
        if (!(Math.abs(value) < 1e12)) {
            throw new IllegalArgumentException("svg: not a coordinate: " + value);
        }
        long hundredths = Math.round(value * 100);
        String sign = hundredths < 0 ? "-" : "";
        long whole = Math.abs(hundredths) / 100;
        long rest = Math.abs(hundredths) % 100;
        if (rest == 0) {
            return sign + whole;
        }
        return sign + whole + "." + rest / 10 + (rest % 10 == 0 ? "" : rest % 10);
    }

    /** The picture; every element must have been closed. */
    @Override
    public String toString() {
        if (open.size() != 1) {
            throw new IllegalStateException("svg: <" + open.peek() + "> is still open");
        }
        return out + "</svg>\n";
    }
}
