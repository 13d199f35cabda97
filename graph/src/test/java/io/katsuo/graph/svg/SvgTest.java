package io.katsuo.graph.svg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SvgTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "-0.004, 0",
        "0.005, 0.01",
        "12.5, 12.5",
        "12.05, 12.05",
        "-3.1, -3.1",
        "-0.25, -0.25",
        "1e9, 1000000000",
        "99.999, 100",
        "0.1, 0.1"
    })
    void numbersAreRoundedToHundredths(double value, String text) {
        assertEquals(text, Svg.number(value));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e12, -1e300})
    void whatIsNoCoordinateIsRefused(double value) {
        assertThrows(IllegalArgumentException.class, () -> Svg.number(value));
    }

    @Test
    void textAndAttributesAreEscaped() {
        String svg = new Svg(10, 10, "</title><script>", "a{}")
                .text("a<b & \"c\" \u0001\ud83d\ude00\ud83d!", 1, 2, "class", "\"/><x y='")
                .toString();
        assertTrue(svg.contains("<title>&lt;/title&gt;&lt;script&gt;</title>"), svg);
        assertTrue(svg.contains("class=\"&quot;/&gt;&lt;x y='\""), svg);
        assertTrue(svg.contains(">a&lt;b &amp; &quot;c&quot; \ufffd\ud83d\ude00\ufffd!</text>"), svg);
    }

    @Test
    void elementsNestAndAreClosed() {
        Svg svg = new Svg(10, 10, "t", "").begin("g", "class", "a").add("line", "x1", 1.5, "y1", 2);
        assertThrows(IllegalStateException.class, svg::toString);
        String text = svg.end().toString();
        assertTrue(text.endsWith("<g class=\"a\"><line x1=\"1.5\" y1=\"2\"/>\n</g>\n</svg>\n"), text);
    }

    @Test
    void namesAndPairsAreChecked() {
        Svg svg = new Svg(10, 10, "t", "");
        assertThrows(IllegalArgumentException.class, () -> svg.add("line", "x1"));
        assertThrows(IllegalArgumentException.class, () -> svg.add("a b"));
        assertThrows(IllegalArgumentException.class, () -> svg.add("line", "x=\"", 1));
    }

    @Test
    void theLocaleChangesNothing() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals("1234.5", Svg.number(1234.5));
            assertEquals("12,345.5", Scale.LINEAR.label(12345.5));
        } finally {
            Locale.setDefault(before);
        }
    }
}
