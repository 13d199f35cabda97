package io.katsuo.bench.peers.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Systems run in turn and equally often; the failure of a system names it. */
class SlicesTest {
    private static Trial trial(Function<String, Runnable> prepare) {
        return new Trial(
                "some", "some", 1, List.of(Trial.KATSUO, "other"), List.of(), (system, threads) -> prepare.apply(system));
    }

    @Test
    void everyRoundHasAFigureOfEverySystem() {
        double[] sink = {1};
        Slices.Times times = new Slices(1, 0.01, 0.01).time(trial(system -> () -> sink[0] = Math.sqrt(sink[0] + 1)), List.of(
                Trial.KATSUO, "other"));
        assertEquals("some", times.trial());
        assertEquals(2, times.micros().size());
        assertTrue(times.peaks().size() >= 5);
        times.micros().values().forEach(micros -> {
            assertEquals(times.peaks().size(), micros.size());
            for (double value : micros) {
                assertTrue(value > 0, "a time of " + value);
            }
        });
    }

    @Test
    void systemThatFailsIsNamed() {
        Trial trial = trial(system -> {
            if (system.equals("other")) {
                throw new IllegalStateException("no library");
            }
            return () -> {};
        });
        String message = assertThrows(IllegalStateException.class, () -> new Slices(1, 0.01, 0.01)
                        .time(trial, List.of(Trial.KATSUO, "other")))
                .getMessage();
        assertEquals("the peer other failed: no library", message);
    }
}
