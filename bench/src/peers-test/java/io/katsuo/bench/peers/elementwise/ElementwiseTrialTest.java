package io.katsuo.bench.peers.elementwise;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.bench.peers.trial.Trial;
import org.junit.jupiter.api.Test;

/** Katsuo's operations match the formulas, and a system with a wrong element is not timed. */
class ElementwiseTrialTest {
    @Test
    void katsuoPassesEveryCheck() {
        for (Trial trial : ElementwiseTrial.all()) {
            assertDoesNotThrow(() -> trial.preparation().prepare(Trial.KATSUO, 1), trial.name());
        }
    }

    @Test
    void oneWrongElementIsRefused() {
        ElementwiseTrial relu = new ElementwiseTrial(Operation.RELU, 100, 10);
        Operands in = Operands.random(100, 10, 100);
        float[] result = new float[1000];
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.max(in.x()[i], 0);
        }
        assertDoesNotThrow(() -> relu.check("somebody", in, result));
        result[977] += 0.001f;
        String message = assertThrows(IllegalStateException.class, () -> relu.check("somebody", in, result))
                .getMessage();
        assertTrue(message.contains("somebody") && message.contains("[97, 7]"), message);
    }
}
