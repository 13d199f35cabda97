package io.katsuo.bench.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations counted by hand. */
class NetSizeTest {
    @Test
    void theBooksNetwork() {
        NetSize net = NetSize.of("784-50-10");
        assertEquals(39_760, net.parameters());
        // Forward 784·50 + 50·10; backward W1 39,200, W2 500, hidden units 500.
        assertEquals(39_700, net.forward());
        assertEquals(39_200 + 500 + 500, net.backward());
        assertEquals(79_520 * 39_700.0 / 79_900, net.predictedRatio(), 1e-9);
    }

    @Test
    void aNetworkSmallEnoughToCountOnFingers() {
        // P = 2·3 + 3 + 3·4 + 4 = 25; F = 6 + 12; B = 6 + 12 + 12; 2·25·18 / 48.
        assertEquals(18.75, new NetSize(2, 3, 4).predictedRatio(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "784", "784-50", "784-50-10-10", "784-0-10", "a-b-c", "784-50-10 "})
    void otherTextsAreRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> NetSize.of(text));
    }
}
