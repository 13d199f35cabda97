package io.katsuo.layers.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Formulas are joined as people would write them, and still mean the same. */
class ProductTest {
    @Test
    void onesAndSigns() {
        assertEquals("1", product("1"));
        assertEquals("−1", product("-1"));
        assertEquals("E", product("1", "E", "1"));
        assertEquals("−E·y²", product("E", "-y²"));
        assertEquals("E·y", product("E", "-1", "−y"));
        assertEquals("−x", product("x × (-1)"));
        assertEquals("2·t", product("2 × t"));
    }

    @Test
    void sumsStayTogether() {
        assertEquals("x − y", product("x − y"));
        assertEquals("−(x − y)", product("-1", "x − y"));
        assertEquals("2·(x − y)", product("2", "x − y"));
        assertEquals("E·(1 / x)", product("E", "1 / x"));
        assertEquals("(a + b)·(c + d)", product("(a + b) × (c + d)"));
        assertEquals("exp(a × b)·c", product("exp(a × b)", "c"));
        assertEquals("[a > b]·c", product("[a > b]", "c"));
    }

    /** Names are the user's. */
    @Test
    void oddNames() {
        assertEquals("x)·(", product("x)", "("));
        assertEquals("apple-price·2", product("apple-price", "2"));
    }

    private static String product(String... formulas) {
        Product product = new Product();
        for (String formula : formulas) {
            product.times(formula);
        }
        return product.toString();
    }
}
