package io.katsuo.bench.firstcall;

import io.katsuo.core.ops.Backend;
import io.katsuo.core.ops.Elementwise;
import io.katsuo.core.ops.LinearAlgebra;
import io.katsuo.core.ops.Reductions;
import io.katsuo.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * One op from its first call in a fresh JVM on: the main class of the JVMs that {@link FirstCallCommand} starts. It uses no
 * lambda before the op, so that what the library itself makes the JVM link is measured too.
 */
final class FirstCall {
    /** The ops, and plain Java loops for comparison. */
    static final List<String> OPS = List.of(
            "sigmoid 100x10",
            "tanh 100x10",
            "softmax 100x10",
            "add a row 100x50",
            "sum of columns 100x50",
            "transposed copy 100x50",
            "matmul 100x784x50",
            "plain loop 100x784x50",
            "matmul 784x100x50",
            "plain loop 784x100x50",
            "matmul 256x256x256",
            "plain loop 256x256x256");

    /** How long an op is called at least, and until no kernel is pending at most. */
    private static final long LEAST_NANOS = 1_000_000_000;

    private static final long MOST_NANOS = 10_000_000_000L;

    private final String op;
    private final int m;
    private final int k;
    private final int n;
    private final float[] a;
    private final float[] b;
    private final float[] c;
    private Tensor left;
    private Tensor right;
    private Tensor out;

    private FirstCall(String op) {
        this.op = op;
        String[] sizes = op.substring(op.lastIndexOf(' ') + 1).split("x");
        m = Integer.parseInt(sizes[0]);
        k = sizes.length == 3 ? Integer.parseInt(sizes[1]) : 1;
        n = Integer.parseInt(sizes[sizes.length - 1]);
        a = numbers(m * Math.max(k, n));
        b = numbers(k * n);
        c = new float[m * n];
    }

    private static float[] numbers(int count) {
        float[] x = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = (i * 7919 % 2001 - 1000) / 1000f;
        }
        return x;
    }

    /**
     * Prints nanoseconds: of the first call with the library's start, the first call, the longest of the next ten, the median
     * of the last ones, and until no kernel is pending, or -1 if one still is.
     *
     * @param args an op
     */
    public static void main(String[] args) {
        FirstCall call = new FirstCall(args[0]);
        boolean plain = args[0].startsWith("plain");
        long[] times = new long[1 << 20];
        int calls = 0;
        long ready = -1;
        long begin = System.nanoTime();
        if (!plain) {
            call.makeTensors();
        }
        long start = System.nanoTime();
        long end = start;
        long prepared = start - begin;
        while (calls < 11 || calls < times.length && end - begin < (ready < 0 ? MOST_NANOS : LEAST_NANOS)) {
            call.run(plain);
            end = System.nanoTime();
            times[calls++] = end - start;
            if (ready < 0 && (plain || Backend.pending().isEmpty())) {
                ready = end - begin;
            }
            start = System.nanoTime();
        }
        long worst = Arrays.stream(times, 1, 11).max().orElseThrow();
        long[] last = Arrays.copyOfRange(times, calls - calls / 5 - 1, calls);
        Arrays.sort(last);
        System.out.printf("%d %d %d %d %d%n", prepared + times[0], times[0], worst, last[last.length / 2], ready);
    }

    private void makeTensors() {
        boolean product = op.startsWith("matmul");
        boolean transposed = op.startsWith("matmul 784") || op.startsWith("transposed");
        left = product && !transposed
                ? Tensor.wrap(a, m, k)
                : Tensor.wrap(a, transposed ? new int[] {product ? k : n, m} : new int[] {m, n});
        left = transposed ? left.transpose() : left;
        right = product ? Tensor.wrap(b, k, n) : Tensor.wrap(b, n);
        out = op.startsWith("sum") ? Tensor.zeros(n) : Tensor.wrap(c, m, n);
    }

    private void run(boolean plain) {
        if (plain) {
            multiply();
            return;
        }
        switch (op.substring(0, 3)) {
            case "sig" -> Elementwise.sigmoid(left, out);
            case "tan" -> Elementwise.tanh(left, out);
            case "sof" -> Reductions.softmax(left, out);
            case "add" -> Elementwise.add(left, right, out);
            case "sum" -> Reductions.sum(left, 0, out);
            case "tra" -> out.copyFrom(left);
            default -> LinearAlgebra.matmul(left, right, out);
        }
    }

    /** The product as a textbook has it. */
    private void multiply() {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = 0;
                for (int p = 0; p < k; p++) {
                    sum += a[i * k + p] * b[p * n + j];
                }
                c[i * n + j] = sum;
            }
        }
    }
}
