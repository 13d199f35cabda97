package io.katsuo.core.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.ThreadMeters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Reductions read views in place: memory does not grow with the number of elements that a view shows. */
class ViewsTest {
    private static final int MOST_CALLS = 500;

    /** A copy of the whole view would take 9 MB. */
    private static final long MOST_BYTES = 400_000;

    private static final Map<String, Function<Tensor, Object>> REDUCTIONS = new LinkedHashMap<>();

    static {
        REDUCTIONS.put("sum", Reductions::sum);
        REDUCTIONS.put("mean", Reductions::mean);
        REDUCTIONS.put("variance", Reductions::variance);
        REDUCTIONS.put("std", Reductions::std);
        REDUCTIONS.put("max", Reductions::max);
        REDUCTIONS.put("min", Reductions::min);
        REDUCTIONS.put("prod", Reductions::prod);
        REDUCTIONS.put("any", Reductions::any);
        REDUCTIONS.put("all", Reductions::all);
        REDUCTIONS.put("argMax", Reductions::argMax);
        REDUCTIONS.put("argMin", Reductions::argMin);
        REDUCTIONS.put("sum of rows", x -> Reductions.sum(x, 1));
        REDUCTIONS.put("sum of columns", x -> Reductions.sum(x, 0));
        REDUCTIONS.put("variance of columns", x -> Reductions.variance(x, 0));
        REDUCTIONS.put("max of columns", x -> Reductions.max(x, 0));
        REDUCTIONS.put("prod of columns", x -> Reductions.prod(x, 0));
        REDUCTIONS.put("argMax of columns", x -> Reductions.argMax(x, 0));
        REDUCTIONS.put("all of rows", x -> Reductions.all(x, 1));
        REDUCTIONS.put("logSumExp of rows", x -> Reductions.logSumExp(x, 1));
        REDUCTIONS.put("logSumExp of columns", x -> Reductions.logSumExp(x, 0));
    }

    @Test
    void nothingIsCopiedAsAWhole() {
        Tensor broadcast = Tensor.ones(1).broadcastTo(1500, 1500);
        Tensor turned = Tensor.rand(new Rng(1), 1500, 1500).transpose();
        REDUCTIONS.forEach((name, reduction) -> {
            for (Tensor x : new Tensor[] {broadcast, turned}) {
                // Code that is not compiled yet keeps vectors on the heap, so the least of some calls counts.
                long least = Long.MAX_VALUE;
                for (int call = 0; call < MOST_CALLS && least >= MOST_BYTES; call++) {
                    least = Math.min(least, ThreadMeters.allocatedBy(() -> reduction.apply(x)));
                }
                long bytes = least;
                assertTrue(bytes < MOST_BYTES, () -> name + " of " + x.layout() + " allocates " + bytes + " bytes");
            }
        });
    }

    @Test
    void aViewHasTheBitsOfItsCopy() {
        Tensor turned = Tensor.randn(new Rng(2), 300, 5000).transpose();
        REDUCTIONS.forEach((name, reduction) -> {
            Object expected = reduction.apply(turned.copy());
            Object actual = reduction.apply(turned);
            if (expected instanceof Tensor tensor) {
                assertTrue(tensor.sameBits((Tensor) actual), name);
            } else {
                assertEquals(expected, actual, name);
            }
        });
    }
}
