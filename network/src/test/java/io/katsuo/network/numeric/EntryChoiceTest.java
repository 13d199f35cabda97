package io.katsuo.network.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EntryChoiceTest {
    @Test
    void aSampleHasDistinctEntriesInOrder() {
        for (int size = 0; size < 40; size++) {
            int[] chosen = EntryChoice.sample(7, 3).of(2, size);
            assertEquals(Math.min(7, size), chosen.length);
            for (int i = 0; i < chosen.length; i++) {
                assertTrue(chosen[i] >= 0 && chosen[i] < size, Arrays.toString(chosen));
                assertTrue(i == 0 || chosen[i - 1] < chosen[i], Arrays.toString(chosen));
            }
        }
        assertArrayEquals(new int[] {0, 1, 2}, EntryChoice.ALL.of(0, 3));
    }

    @Test
    void aSeedIsASampleAndAnotherSeedOrParameterAnother() {
        int[] chosen = EntryChoice.sample(10, 1).of(0, 1000);
        assertArrayEquals(chosen, EntryChoice.sample(10, 1).of(0, 1000));
        assertFalse(Arrays.equals(chosen, EntryChoice.sample(10, 2).of(0, 1000)));
        assertFalse(Arrays.equals(chosen, EntryChoice.sample(10, 1).of(1, 1000)));
    }

    /** Over many seeds every entry is drawn about equally often, the first and the last too. */
    @Test
    void everyEntryIsAsLikely() {
        int[] counts = new int[20];
        for (int seed = 0; seed < 2000; seed++) {
            for (int i : EntryChoice.sample(5, seed).of(0, 20)) {
                counts[i]++;
            }
        }
        for (int count : counts) {
            // 500 expected, standard deviation 19.
            assertTrue(Math.abs(count - 500) < 100, Arrays.toString(counts));
        }
    }

    @Test
    void aSampleOfNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> EntryChoice.sample(0, 1));
        assertEquals(1, EntryChoice.sample(1, 1).of(0, 9).length);
    }
}
