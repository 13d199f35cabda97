package io.katsuo.network.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8259, and what we refuse beyond it. */
class JsonTest {
    @Test
    void valuesOfAllKinds() throws FormatException {
        String text =
                " {\"a\" : [1, -0, 2.5e-1, 1E2, true , false, null, {}, []],\r\n\t\"b\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\": \"\\ud83d\\ude00ü\"} ";
        Map<String, Object> expected = Map.of(
                "a",
                Arrays.asList(1L, 0L, 0.25, 100.0, true, false, null, Map.of(), List.of()),
                "b\"\\/\b\f\n\r\tä",
                "😀ü");
        assertEquals(expected, parse(text));
    }

    @Test
    void quotedStringsComeBack() throws FormatException {
        String odd = "\"\\/\u0000\u001f\b\n ä😀\u007f";
        assertEquals(odd, parse(Json.quote(odd)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "01",
                "-",
                "+1",
                "1.",
                ".5",
                "1e",
                "1e+",
                "0x1",
                "NaN",
                "Infinity",
                "-Infinity",
                "tru",
                "True",
                "nul",
                "1 2",
                "[1 2]",
                "\"",
                "\"a",
                "\"\\",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\n\"",
                "\"\u0000\"",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "1e999",
                "12345678901234567890",
                "\u0000",
                "1\u0000",
                "[1]\u0000",
                "\ufeff1",
                "// 1",
                "[1]//"
            })
    void whatIsNoJsonIsRefused(String text) {
        assertThrows(FormatException.class, () -> parse(text));
    }

    @Test
    void aNumberMayEndTheText() throws FormatException {
        assertEquals(12L, parse("12"));
    }

    @Test
    void objectsAndArraysNestToALimit() throws FormatException {
        for (String open : new String[] {"[", "{\"a\":"}) {
            String close = open.equals("[") ? "]" : "}";
            parse(open.repeat(16) + 1 + close.repeat(16));
            assertThrows(FormatException.class, () -> parse(open.repeat(17) + 1 + close.repeat(17)));
        }
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        for (byte[] bytes : new byte[][] {{'"', (byte) 0xc3, '"'}, {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}}) {
            assertThrows(FormatException.class, () -> Json.parse("x", bytes));
        }
    }

    private static Object parse(String text) throws FormatException {
        return Json.parse("x", text.getBytes(StandardCharsets.UTF_8));
    }
}
