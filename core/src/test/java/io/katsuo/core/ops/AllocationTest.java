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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ops into a given output allocate nothing once they are compiled, on contiguous and broadcast operands. */
class AllocationTest {
    private static final int CALLS = 200;

    /** The caller's own bytes: what measuring allocates, once a round. */
    private static final int MEASURING = 512;

    /** A compiler that is not done by then never is. */
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    /** One op under test. */
    record Case(String name, Runnable body) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        Tensor x = Tensor.uniform(new Rng(1), 0, 1, 20, 30);
        Tensor row = Tensor.uniform(new Rng(2), 0, 1, 30);
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
        cases.add(new Case("axpy", () -> Arithmetic.axpy(1e-9f, x, out)));
        cases.add(new Case("reluBackward", () -> Activations.reluBackward(x, x, out)));
        cases.add(new Case("sum of all", () -> Reductions.sum(x)));
        cases.add(new Case("sum of columns", () -> Reductions.sum(x, 0, false, perColumn)));
        cases.add(new Case("mean of rows", () -> Reductions.mean(x, 1, false, perRow)));
        cases.add(new Case("max of rows", () -> Reductions.max(x, 1, false, perRow)));
        Shape columns = Shape.of(30);
        cases.add(new Case("sumTo", () -> Reductions.sumTo(x, columns, perColumn)));
        cases.add(new Case("softmax", () -> Rows.softmax(x, out)));
        cases.add(new Case("logSumExp", () -> Rows.logSumExp(x, perRow)));
        cases.add(new Case("oneHot", () -> Rows.oneHot(labels, 30, few)));
        cases.add(new Case("gatherRows", () -> Rows.gatherRows(x, labels, few)));
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nothing(Case op) {
        assumeTrue(!Backend.describe().contains("EMULATED"), "vectors are objects");
        Threads.with(1, () -> assertSteadyStateAllocatesNothing(op, CALLS));
    }

    @Test
    void nothingWhenSplitAmongThreads() {
        assumeTrue(!Backend.describe().contains("EMULATED"), "vectors are objects");
        Tensor x = Tensor.normal(new Rng(3), 0, 1, 400, 500);
        Tensor out = Tensor.zeros(400, 500);
        Tensor perColumn = Tensor.zeros(500);
        // The default number of threads: a limit by Threads.with is boxed by the JDK.
        assertSteadyStateAllocatesNothing(new Case("exp", () -> Activations.exp(x, out)), 10);
        assertSteadyStateAllocatesNothing(new Case("sum of columns", () -> Reductions.sum(x, 0, false, perColumn)), 10);
        assertSteadyStateAllocatesNothing(new Case("softmax", () -> Rows.softmax(x, out)), 10);
    }

    private static void assertSteadyStateAllocatesNothing(Case op, int calls) {
        long allocated = Long.MAX_VALUE;
        // How many rounds the compiler needs depends on the machine; the steady state is the least that is reached.
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (allocated > MEASURING && System.nanoTime() < until) {
            allocated = ThreadMeters.allocatedBy(() -> {
                for (int call = 0; call < calls; call++) {
                    op.body().run();
                }
            });
        }
        assertEquals(0, Math.max(0, allocated - MEASURING) / calls, op + ": bytes a call");
    }
}
