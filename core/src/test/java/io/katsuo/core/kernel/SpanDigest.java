package io.katsuo.core.kernel;

import io.katsuo.core.random.Rng;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.OpDigests;
import io.katsuo.core.testing.Values;

/** The bits of every elementwise op and reduction on one set of inputs, a hash for each; also a program, for other JVMs. */
final class SpanDigest {
    private static final int N = 501;

    private SpanDigest() {}

    /**
     * Prints the kernels' name and the hashes.
     *
     * @param arguments ignored
     */
    public static void main(String[] arguments) {
        System.out.println(Kernels.name() + " " + compute());
    }

    /** Runs every kernel often enough for the second compiler; fewer rounds where vectors are emulated, and slow. */
    static void warmUp() {
        float[] x = random(new Rng(92), Values.NORMAL);
        float[] out = new float[N];
        int rounds = Cases.scaled(6000);
        for (int round = 0; round < rounds; round++) {
            for (ElementOp op : ElementOp.values()) {
                // StrictMath computes it, not we.
                if (op != ElementOp.POW) {
                    Spans.apply(op, x, 0, x, 0, x, 0, out, 0, N);
                }
            }
            reductions(x, x);
        }
    }

    static String compute() {
        OpDigests digests = new OpDigests();
        Rng rng = new Rng(91);
        for (Values values : Values.values()) {
            float[] a = random(rng, values);
            float[] b = random(rng, values);
            float[] c = random(rng, values);
            for (ElementOp op : ElementOp.values()) {
                float[] out = new float[N];
                Spans.apply(op, a, 0, b, 0, c, 0, out, 0, N);
                digests.add(op.label(), out);
            }
            digests.add("reductions", reductions(a, b));
        }
        return digests.take();
    }

    private static float[] reductions(float[] a, float[] b) {
        float[] out = new float[153];
        float[] lanes = new float[Reducers.LANES];
        Reducers.sumRows(a, 0, 50, 10, out, 0, 50);
        Reducers.sumSquaresRows(a, 0, 50, 10, b, 0, out, 50, 50);
        Reducers.maxRows(a, 0, 50, 10, out, 100, 50);
        out[150] = Reducers.sum(a, 0, N, lanes);
        out[151] = Reducers.sumSquares(a, 0, N, b[0], lanes);
        out[152] = Reducers.max(a, 0, N);
        return out;
    }

    private static float[] random(Rng rng, Values values) {
        float[] x = new float[N];
        for (int i = 0; i < N; i++) {
            x[i] = values.next(rng);
        }
        return x;
    }
}
