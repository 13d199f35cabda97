package io.katsuo.bench.claim.sides;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations counted by hand. */
class NetSizeTest {
    @Test
    void theBooksNetwork() {
        NetSize net = NetSize.of("784-50-10");
        assertEquals(39_760, net.parameters());
        // 784·50 + 50·10 forward; back W1 39,200, W2 500, hidden units 500, and images 39,200 if wanted.
        assertEquals(39_700, net.forward(1));
        assertEquals(3 * 39_700, net.forward(3));
        assertEquals(3 * (39_200 + 500 + 500), net.backward(3, false));
        assertEquals(3 * (39_200 + 500 + 500 + 39_200), net.backward(3, true));
    }

    @Test
    void predictedRatiosOfTheBooksNetwork() {
        NetSize net = NetSize.of("784-50-10");
        assertEquals(79_520, Way.FLOAT32.evaluations(net.parameters()));
        assertEquals(79_520 * 39_700.0 / 79_900, Way.FLOAT32.predictedRatio(net), 1e-9);
        // Forward, and twice as much back.
        assertEquals(79_520 / 3.0, Way.DATA_GRADIENT.predictedRatio(net), 1e-9);
        assertEquals(39_761 * 39_700.0 / 79_900, Way.ONE_SIDED.predictedRatio(net), 1e-9);
        assertTrue(Double.isNaN(Way.INCREMENTAL.predictedRatio(net)));
    }

    @Test
    void aNetworkSmallEnoughToCountOnFingers() {
        // P = 2·3 + 3 + 3·4 + 4 = 25; F = 6 + 12; B = 6 + 12 + 12; 2·25·18 / 48.
        assertEquals(18.75, Way.DOUBLE.predictedRatio(new NetSize(2, 3, 4)), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "784", "784-50", "784-50-10-10", "784-0-10", "a-b-c", "784-50-10 "})
    void whatIsNoSize(String text) {
        assertThrows(IllegalArgumentException.class, () -> NetSize.of(text));
    }
}
