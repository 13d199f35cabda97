package io.katsuo.network.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counts of steps, as a listener gets them. */
class CheckProgressTest {
    private final List<String> calls = new ArrayList<>();
    private final CheckProgress progress = new CheckProgress((done, total) -> calls.add(done + "/" + total));

    @Test
    void eachComputationHasItsOwnCount() {
        progress.begin(2);
        progress.advance();
        progress.advance();
        progress.begin(3);
        progress.advance();
        assertEquals(List.of("1/2", "2/2", "1/3"), calls);
    }

    @Test
    void announcedComputationsCountAsOne() {
        progress.expect(5);
        progress.begin(2);
        progress.advance(2);
        progress.begin(3);
        progress.advance(3);
        progress.begin(1);
        progress.advance();
        assertEquals(List.of("2/5", "5/5", "1/1"), calls);
    }

    @Test
    void stepsOfAnotherThreadAreCounted() throws InterruptedException {
        progress.begin(2);
        progress.advance();
        Thread other = new Thread(progress::advance);
        other.start();
        other.join();
        assertEquals(List.of("1/2", "2/2"), calls);
    }
}
