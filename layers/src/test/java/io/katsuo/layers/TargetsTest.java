package io.katsuo.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.katsuo.core.tensor.Shape;
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
        assertEquals(0.2f, rows.value(0, 0));
        assertEquals(1, Targets.of(Tensor.of(0, 1)).size());
        assertEquals(1, Targets.of(3, 1).value(0, 3));
        assertEquals(0, Targets.of(3, 1).value(0, 1));
        assertEquals(200, Targets.of(new byte[] {(byte) 200}).label(0));
    }

    /** The shape alone is asked of real-valued targets. */
    @Test
    void anyValuesMayBeTargets() {
        Targets values = Targets.of(Tensor.of(-3, 2.5f));
        values.checkShape("loss", Shape.of(2));
        assertEquals(-3f, values.value(0, 0));
        assertThrows(IllegalArgumentException.class, () -> values.check("loss", Shape.of(2)));
        assertThrows(IllegalArgumentException.class, () -> values.checkShape("loss", Shape.of(3)));
    }

    @Test
    void probabilitiesOfAView() {
        Tensor columns = Tensor.of(new float[][] {{9, 0, 1}, {9, 1, 0}});
        Targets view = Targets.of(columns.transpose().slice(0, 1, 3));
        assertEquals(1, view.label(0));
        assertEquals(0, view.label(1));
        assertEquals(1f, view.value(1, 0));
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
        assertEquals(1f, gathered.value(1, 1));
    }
}
