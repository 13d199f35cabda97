package io.katsuo.core.ops;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.ThreadMeters;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Runs each function until it is compiled, then all of them on lengths that fill no vector, for which the compiler throws
 * its code away, and tells which ones then allocate for ever; for {@link JitSafetyTest}'s child.
 */
public final class UnboxedFunctions {
    private static final int TIMES = 100;
    private static final long PATIENCE = 5_000_000_000L;

    private UnboxedFunctions() {}

    /**
     * Prints the functions that allocate, or "all unboxed".
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Threads.with(1, () -> {
            Map<String, Runnable> whole = functions(100, 64);
            // 693 and 891 elements: an odd number of vectors of any width in one of them.
            Map<String, Runnable> odd = functions(99, 7);
            Map<String, Runnable> odder = functions(99, 9);
            StringBuilder bad = new StringBuilder();
            whole.forEach((name, function) -> settles(function));
            odd.forEach((name, function) -> settles(function));
            odder.forEach((name, function) -> bad.append(settles(function) ? "" : name + " allocates on 99x9\n"));
            whole.forEach((name, function) -> bad.append(settles(function) ? "" : name + " allocates\n"));
            System.out.println(bad.isEmpty() ? "all unboxed" : bad);
        });
    }

    private static Map<String, Runnable> functions(int rows, int columns) {
        Tensor x = Tensor.uniform(new Rng(1), 0.1f, 1, Shape.of(rows, columns));
        Tensor out = Tensor.zeros(rows, columns);
        Map<String, Runnable> functions = new LinkedHashMap<>();
        functions.put("exp", () -> Elementwise.exp(x, out));
        functions.put("sigmoid", () -> Elementwise.sigmoid(x, out));
        functions.put("softmax", () -> Reductions.softmax(x, out));
        functions.put("tanh", () -> Elementwise.tanh(x, out));
        functions.put("log", () -> Elementwise.log(x, out));
        return functions;
    }

    /** Whether there comes a time at which a hundred calls allocate less than one boxed vector each. */
    private static boolean settles(Runnable function) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE) {
            repeat(function);
            if (ThreadMeters.allocatedBy(() -> repeat(function)) < 10 * TIMES) {
                return true;
            }
        }
        return false;
    }

    private static void repeat(Runnable function) {
        for (int i = 0; i < TIMES; i++) {
            function.run();
        }
    }
}
