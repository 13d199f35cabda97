package io.katsuo.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.katsuo.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Targets of all three kinds, and gathering them without allocation. */
class TargetsTest {
    @Test
    void labelsAndProbabilities() {
        Targets rows = Targets.of(Tensor.of(new float[][] {{0.2f, 0.4f, 0.4f}, {0, 0, 1}}));
        assertEquals(2, rows.size());
        assertEquals(1, rows.label(0), "the first of equals");
        assertEquals(2, rows.label(1));
        assertEquals(0.2f, rows.probability(0, 0));
        assertEquals(1, Targets.of(Tensor.of(0, 1)).size());
        assertEquals(1, Targets.of(3, 1).probability(0, 3));
        assertEquals(0, Targets.of(3, 1).probability(0, 1));
        assertEquals(200, Targets.of(new byte[] {(byte) 200}).label(0));
    }

    @Test
    void probabilitiesOfAView() {
        Tensor columns = Tensor.of(new float[][] {{9, 0, 1}, {9, 1, 0}});
        Targets view = Targets.of(columns.transpose().slice(0, 1, 3));
        assertEquals(1, view.label(0));
        assertEquals(0, view.label(1));
        assertEquals(1f, view.probability(1, 0));
    }

    @Test
    void gatheringReusesMemoryThatFits() {
        Targets all = Targets.of(new byte[] {5, 0, 4, 1});
        Targets some = all.gather(new int[] {3, 3, 0}, null);
        assertEquals(3, some.size());
        assertEquals(1, some.label(1));
        assertEquals(5, some.label(2));
        assertSame(some, all.gather(new int[] {2, 1, 0}, some));
        assertEquals(4, some.label(0));
        assertNotSame(some, all.gather(new int[] {1}, some));

        Targets rows = Targets.of(Tensor.of(new float[][] {{1, 0}, {0, 1}}));
        Targets gathered = rows.gather(new int[] {1, 0, 1}, some);
        assertEquals(1, gathered.label(0));
        assertEquals(0, gathered.label(1));
        assertSame(gathered, rows.gather(new int[] {0, 0, 0}, gathered));
        assertEquals(0, gathered.label(2));
    }

    @Test
    void oneRowOfProbabilitiesCanBeGathered() {
        Targets gathered = Targets.of(Tensor.of(0, 1, 0)).gather(new int[] {0, 0}, null);
        assertEquals(2, gathered.size());
        assertEquals(1f, gathered.probability(1, 1));
    }
}
