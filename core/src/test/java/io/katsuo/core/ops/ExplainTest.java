package io.katsuo.core.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.kernel.Kernels;
import io.katsuo.core.kernel.gemm.GemmChoice;
import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.LoadedVectors;
import io.katsuo.core.testing.TensorCases;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExplainTest {
    @BeforeAll
    static void loadVectors() {
        LoadedVectors.await();
    }

    private static final int[] SIZES = {1, 2, 6, 12, 40, 100, 300, 1100};

    /** Random sizes, layouts and threads: the plan took the path, the blocks and the parts that the text states. */
    @Test
    void whatItSaysIsWhatRuns() {
        Set<GemmChoice.Path> seen = EnumSet.noneOf(GemmChoice.Path.class);
        long seed = 15;
        Rng rng = new Rng(seed);
        for (int trial = 0; trial < 150; trial++) {
            int m = SIZES[rng.nextInt(SIZES.length)];
            int k = SIZES[rng.nextInt(SIZES.length)];
            int n = SIZES[rng.nextInt(SIZES.length)];
            Tensor a = TensorCases.empty(rng, TensorCases.writableKind(rng), m, k);
            Tensor b = TensorCases.empty(rng, TensorCases.writableKind(rng), k, n);
            Threads.with(1 + rng.nextInt(4), () -> {
                String text = explainAndRun(a, b);
                GemmChoice ran = lastChoice();
                String where = text + ", seed " + seed + ", layouts " + a.layout() + ", " + b.layout();
                String path = text.split("\\R")[1];
                assertTrue(path.startsWith(ran.path() + ": "), () -> ran.path() + " ran: " + where);
                assertEquals(ran.isTransposed(), path.contains("transposed"), where);
                if (path.contains("parts")) {
                    // A last block of fewer columns is cut into fewer parts than the first, which the text tells of.
                    boolean oneBlock = (ran.isTransposed() ? m : n) <= 512;
                    String parts = "parts: " + ran.rowParts() + " of rows, ";
                    assertTrue(
                            path.contains(oneBlock ? parts + ran.columnParts() + " of columns" : parts),
                            () -> parts + ran.columnParts() + " ran: " + where);
                }
                seen.add(ran.path());
            });
        }
        assertTrue(seen.size() >= (Kernels.SIMD ? 5 : 2), seen::toString);
    }

    /** Again if kernels were compiled in between, since that changes the number of threads. */
    private static String explainAndRun(Tensor a, Tensor b) {
        while (true) {
            String text = Backend.explain(a, b);
            LinearAlgebra.matmul(a, b);
            if (text.equals(Backend.explain(a, b))) {
                return text;
            }
        }
    }

    private static GemmChoice lastChoice() {
        Workspace workspace = Workspace.enter();
        try {
            return workspace.product().choice();
        } finally {
            workspace.inUse = false;
        }
    }

    @Test
    void vectorsAreRowsAndColumns() {
        String text = Backend.explain(Tensor.zeros(3), Tensor.zeros(3));
        assertTrue(text.startsWith("[1, 3] x [3, 1]: 3 multiply-adds, "), text);
        assertTrue(text.contains("DOTS: a dot product for each row"), text);
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        Exception e = assertThrows(ShapeException.class, () -> Backend.explain(Tensor.zeros(2, 3), Tensor.zeros(4, 5)));
        assertTrue(e.getMessage().startsWith("explain: inner dimensions differ: left [2, 3]"), e::getMessage);
    }
}
