package io.katsuo.core.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.katsuo.core.ops.OpTable.Entry;
import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.ThreadMeters;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ops into a given output allocate nothing once they are compiled, neither on the caller nor on workers. */
class AllocationTest {
    private static final int CALLS = 200;

    /** What measuring allocates, once a round. */
    private static final int MEASURING = 512;

    /** A compiler that is not done by then never is. */
    private static final long PATIENCE_NANOS = 90_000_000_000L;

    /** One op under test. */
    record Case(String name, Runnable body) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        Tensor x = Tensor.rand(new Rng(1), 20, 30);
        Tensor row = Tensor.rand(new Rng(2), 30);
        Tensor out = Tensor.zeros(20, 30);
        for (Entry op : OpTable.all()) {
            if (op.name().startsWith("pow")) {
                // StrictMath.pow makes arrays.
                continue;
            }
            Tensor[] same = {x, x, x};
            cases.add(new Case(op.name(), () -> op.into().apply(out, same)));
            if (op.operands() == 2) {
                Tensor[] broadcast = {x, row};
                cases.add(new Case(op.name() + " of a row", () -> op.into().apply(out, broadcast)));
            }
        }
        Tensor perColumn = Tensor.zeros(30);
        Tensor perRow = Tensor.zeros(20);
        int[] labels = {3, 1, 2};
        Tensor few = Tensor.zeros(3, 30);
        byte[] bytes = new byte[4 * 30];
        cases.add(new Case("axpy", () -> Elementwise.axpy(1e-9f, x, out)));
        cases.add(new Case("reluBackward", () -> Elementwise.reluBackward(x, x, out)));
        cases.add(new Case("sum of all", () -> Reductions.sum(x)));
        cases.add(new Case("sum of columns", () -> Reductions.sum(x, 0, perColumn)));
        cases.add(new Case("mean of rows", () -> Reductions.mean(x, 1, perRow)));
        cases.add(new Case("max of rows", () -> Reductions.max(x, 1, perRow)));
        Shape columns = Shape.of(30);
        cases.add(new Case("sumTo", () -> Reductions.sumTo(x, perColumn)));
        cases.add(new Case("softmax", () -> Reductions.softmax(x, out)));
        cases.add(new Case("logSoftmax", () -> Reductions.logSoftmax(x, -1, out)));
        cases.add(new Case("logSumExp", () -> Reductions.logSumExp(x, -1, perRow)));
        cases.add(new Case("oneHot", () -> Indexing.oneHot(labels, 30, few)));
        Tensor right = Tensor.rand(new Rng(4), 30, 35);
        Tensor product = Tensor.zeros(20, 35);
        cases.add(new Case("matmul", () -> LinearAlgebra.matmul(x, right, product)));
        cases.add(new Case("matmul that accumulates", () -> LinearAlgebra.matmulAdd(x, right, product)));
        cases.add(new Case("matrix times vector", () -> LinearAlgebra.matmul(x, row, perRow)));
        cases.add(new Case("gatherRows", () -> Indexing.gatherRows(x, labels, few)));
        cases.add(new Case("gatherRows of bytes", () -> Indexing.gatherRows(bytes, labels, 255, few)));
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nothing(Case op) {
        assumeTrue(!Backend.describe().contains("EMULATED"), "vectors are objects");
        Threads.with(1, () -> assertSteadyStateAllocatesNothing(op, CALLS));
    }

    /** Large enough for all threads, whose bytes count. */
    static List<Case> splitCases() {
        Rng rng = new Rng(3);
        Tensor x = Tensor.randn(rng, 400, 500);
        Tensor out = Tensor.zeros(400, 500);
        Tensor perColumn = Tensor.zeros(500);
        Tensor w = Tensor.randn(rng, 500, 50);
        Tensor product = Tensor.zeros(400, 50);
        Tensor few = x.slice(0, 0, 100);
        Tensor fewProducts = product.slice(0, 0, 100);
        Tensor turned = x.transpose();
        Tensor fewTerms = turned.slice(1, 0, 3);
        Tensor fewRows = product.slice(0, 0, 3);
        Tensor perRow = Tensor.zeros(500);
        Tensor dw = Tensor.zeros(500, 50);
        Tensor wide = Tensor.randn(rng, 13, 2100);
        Tensor tall = Tensor.randn(rng, 2100, 133);
        Tensor chains = Tensor.zeros(13, 133);
        Tensor square = Tensor.randn(rng, 500, 500);
        return List.of(
                new Case("exp", () -> Elementwise.exp(x, out)),
                new Case("sum of columns", () -> Reductions.sum(x, 0, perColumn)),
                new Case("softmax", () -> Reductions.softmax(x, out)),
                new Case("matmul of few rows", () -> LinearAlgebra.matmul(few, w, fewProducts)),
                new Case("matmul of many rows", () -> LinearAlgebra.matmul(x, w, product)),
                new Case("matmul of a transposed view", () -> LinearAlgebra.matmul(turned, product, dw)),
                new Case("matmul of few terms", () -> LinearAlgebra.matmul(fewTerms, fewRows, dw)),
                new Case("matmul of packed blocks", () -> LinearAlgebra.matmul(x, square, out)),
                new Case("matmul that accumulates", () -> LinearAlgebra.matmulAdd(x, square, out)),
                new Case("matmul of long chains", () -> LinearAlgebra.matmul(wide, tall, chains)),
                new Case("matrix times vector", () -> LinearAlgebra.matmul(square, perColumn, perRow)));
    }

    @ParameterizedTest
    @MethodSource("splitCases")
    void nothingWhenSplitAmongThreads(Case op) {
        assumeTrue(!Backend.describe().contains("EMULATED"), "vectors are objects");
        Threads.with(4, () -> assertSteadyStateAllocatesNothing(op, 20));
    }

    private static void assertSteadyStateAllocatesNothing(Case op, int calls) {
        long allocated = Long.MAX_VALUE;
        // How many rounds the compiler needs depends on the machine; the steady state is the least that is reached.
        long until = System.nanoTime() + PATIENCE_NANOS;
        op.body().run();
        while ((allocated > MEASURING || !Backend.pending().isEmpty()) && System.nanoTime() < until) {
            allocated = ThreadMeters.allocatedBy(() -> {
                for (int call = 0; call < calls; call++) {
                    op.body().run();
                }
            });
        }
        assertEquals(0, Math.max(0, allocated - MEASURING) / calls, op + ": bytes a call");
        assertEquals(List.of(), Backend.pending(), op + ": scalar twins would allocate nothing either");
    }
}
