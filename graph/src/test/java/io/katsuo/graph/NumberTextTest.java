package io.katsuo.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Exact for traces, brief for pictures. */
class NumberTextTest {
    @Test
    void exactNamesTheDouble() {
        assertEquals("220.00000000000003", NumberText.exact(100 * 2 * 1.1));
        assertEquals("200", NumberText.exact(200));
        assertEquals("-0", NumberText.exact(-0.0));
        assertEquals("0.1", NumberText.exact(0.1));
        assertEquals("NaN", NumberText.exact(Double.NaN));
        assertEquals("-Infinity", NumberText.exact(Double.NEGATIVE_INFINITY));
        for (double value : new double[] {1e23, 2e-3, 9007199254740993.0, Double.MIN_VALUE, Math.PI, 1e10}) {
            assertEquals(value, Double.parseDouble(NumberText.exact(value)));
        }
    }

    @Test
    void briefHidesTheNoise() {
        assertEquals("2.2", NumberText.brief(2.2000000000000006));
        assertEquals("220", NumberText.brief(220.00000000000003));
        assertEquals("110", NumberText.brief(110.00000000000001));
        assertEquals("3.3", NumberText.brief(3.3000000000000003));
        assertEquals("4000", NumberText.brief(4000));
        assertEquals("−0.8", NumberText.brief(-0.8));
        assertEquals("0.69315", NumberText.brief(Math.log(2)));
        assertEquals("1.6094", NumberText.brief(-Math.log(0.2)));
        assertEquals("1", NumberText.brief(0.9999999));
    }

    @Test
    void briefAtTheEdges() {
        assertEquals("0", NumberText.brief(0));
        assertEquals("0", NumberText.brief(-0.0));
        assertEquals("NaN", NumberText.brief(Double.NaN));
        assertEquals("∞", NumberText.brief(Double.POSITIVE_INFINITY));
        assertEquals("−∞", NumberText.brief(Double.NEGATIVE_INFINITY));
        assertEquals("1234600", NumberText.brief(1234567));
        assertEquals("1.2346e7", NumberText.brief(12345678));
        assertEquals("1e7", NumberText.brief(9999999));
        assertEquals("0.0001", NumberText.brief(1e-4));
        assertEquals("−1.2346e−5", NumberText.brief(-1.23456e-5));
        assertEquals("1.7977e308", NumberText.brief(Double.MAX_VALUE));
        assertEquals("4.9407e−324", NumberText.brief(Double.MIN_VALUE));
    }
}
