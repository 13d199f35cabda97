package io.katsuo.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Exact for traces, brief for pictures. */
class NumbersTest {
    @Test
    void exactNamesTheDouble() {
        assertEquals("220.00000000000003", Numbers.exact(100 * 2 * 1.1));
        assertEquals("200", Numbers.exact(200));
        assertEquals("-0", Numbers.exact(-0.0));
        assertEquals("0.1", Numbers.exact(0.1));
        assertEquals("NaN", Numbers.exact(Double.NaN));
        assertEquals("-Infinity", Numbers.exact(Double.NEGATIVE_INFINITY));
        for (double value : new double[] {1e23, 2e-3, 9007199254740993.0, Double.MIN_VALUE, Math.PI, 1e10}) {
            assertEquals(value, Double.parseDouble(Numbers.exact(value)));
        }
    }

    @Test
    void briefHidesTheNoise() {
        assertEquals("2.2", Numbers.brief(2.2000000000000006));
        assertEquals("220", Numbers.brief(220.00000000000003));
        assertEquals("110", Numbers.brief(110.00000000000001));
        assertEquals("3.3", Numbers.brief(3.3000000000000003));
        assertEquals("4000", Numbers.brief(4000));
        assertEquals("−0.8", Numbers.brief(-0.8));
        assertEquals("0.69315", Numbers.brief(Math.log(2)));
        assertEquals("1.6094", Numbers.brief(-Math.log(0.2)));
        assertEquals("1", Numbers.brief(0.9999999));
    }

    @Test
    void briefAtTheEdges() {
        assertEquals("0", Numbers.brief(0));
        assertEquals("0", Numbers.brief(-0.0));
        assertEquals("NaN", Numbers.brief(Double.NaN));
        assertEquals("∞", Numbers.brief(Double.POSITIVE_INFINITY));
        assertEquals("−∞", Numbers.brief(Double.NEGATIVE_INFINITY));
        assertEquals("1234600", Numbers.brief(1234567));
        assertEquals("1.2346e7", Numbers.brief(12345678));
        assertEquals("1e7", Numbers.brief(9999999));
        assertEquals("0.0001", Numbers.brief(1e-4));
        assertEquals("−1.2346e−5", Numbers.brief(-1.23456e-5));
        assertEquals("1.7977e308", Numbers.brief(Double.MAX_VALUE));
        assertEquals("4.9407e−324", Numbers.brief(Double.MIN_VALUE));
    }
}
