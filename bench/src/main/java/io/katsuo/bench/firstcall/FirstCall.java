package io.katsuo.bench.firstcall;

import io.katsuo.core.ops.Backend;
import io.katsuo.core.ops.Elementwise;
import io.katsuo.core.ops.LinearAlgebra;
import io.katsuo.core.ops.Reductions;
import io.katsuo.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * One op from its first call in a fresh JVM on: the main class of the JVMs that {@link FirstCallCommand} starts. It links no
 * lambda and no string concatenation before the op, because linking the first one belongs to the time of a library that does.
 */
final class FirstCall {
    /** Plain Java loops, with which products are compared. */
    static final String LOOP = "loop";

    /** The ops by name and shape; 784x100x50 has a transposed view on the left, as the backward pass has. */
    static final List<String> OPS = List.of(
            "sigmoid 100x10",
            "tanh 100x10",
            "softmax 100x10",
            "addRow 100x50",
            "columnSums 100x50",
            "transpose 100x50",
            "loop 100x784x50",
            "matmul 100x784x50",
            "loop 784x100x50",
            "matmul 784x100x50",
            "loop 256x256x256",
            "matmul 256x256x256");

    private static final int NEXT = 10;

    /** The least time for which an op is called, and the most until no kernel is pending. */
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

    FirstCall(String op, String shape) {
        this.op = op;
        String[] extents = shape.split("x");
        m = Integer.parseInt(extents[0]);
        k = extents.length == 3 ? Integer.parseInt(extents[1]) : 1;
        n = Integer.parseInt(extents[extents.length - 1]);
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
     * Prints five numbers of nanoseconds: the library's start and the first call together; the first call; the longest of the
     * next ten; the median of the last fifth; the time until no kernel is pending, or -1.
     *
     * @param args an op and its shape
     */
    public static void main(String[] args) {
        FirstCall call = new FirstCall(args[0], args[1]);
        boolean loop = args[0].equals(LOOP);
        long[] times = new long[1 << 20];
        int calls = 0;
        boolean pending = false;
        long begin = System.nanoTime();
        if (!loop) {
            call.makeTensors();
        }
        long start = System.nanoTime();
        long compiled = start;
        long prepared = start - begin;
        while (calls <= NEXT || calls < times.length && start - begin < (pending ? MOST_NANOS : LEAST_NANOS)) {
            call.run();
            long end = System.nanoTime();
            times[calls++] = end - start;
            // A product asks for its kernels only when the Vector API is loaded: the last change counts.
            boolean still = !loop && !Backend.pending().isEmpty();
            compiled = still || pending || calls == 1 ? end : compiled;
            pending = still;
            start = System.nanoTime();
        }
        long worst = Arrays.stream(times, 1, NEXT + 1).max().orElseThrow();
        long[] last = Arrays.copyOfRange(times, calls - calls / 5 - 1, calls);
        Arrays.sort(last);
        long ready = pending ? -1 : compiled - begin;
        System.out.printf("%d %d %d %d %d%n", prepared + times[0], times[0], worst, last[last.length / 2], ready);
    }

    void makeTensors() {
        boolean product = op.equals("matmul");
        if (op.equals("transpose") || product && m > k) {
            left = Tensor.wrap(a, product ? k : n, m).transpose();
        } else {
            left = Tensor.wrap(a, m, product ? k : n);
        }
        right = product ? Tensor.wrap(b, k, n) : Tensor.wrap(b, n);
        out = op.equals("columnSums") ? Tensor.zeros(n) : Tensor.wrap(c, m, n);
    }

    void run() {
        switch (op) {
            case "sigmoid" -> Elementwise.sigmoid(left, out);
            case "tanh" -> Elementwise.tanh(left, out);
            case "softmax" -> Reductions.softmax(left, out);
            case "addRow" -> Elementwise.add(left, right, out);
            case "columnSums" -> Reductions.sum(left, 0, out);
            case "transpose" -> out.copyFrom(left);
            case "matmul" -> LinearAlgebra.matmul(left, right, out);
            default -> multiply();
        }
    }

    /** The product by three loops, as a textbook has it. */
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

    /** The last result, row-major. */
    float[] result() {
        return out == null ? c : out.toArray();
    }
}
