package io.katsuo.core.ops;

import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.tensor.Tensor;

/** Gathers rows of a dense tensor into a dense one, by several threads: the rows usually come from far memory. */
final class GatherPlan implements Parallel.Range {
    /** A float that is fetched from memory takes as long as a few simple operations. */
    private static final int WEIGHT = 4;

    private float[] from;
    private int fromOffset;
    private float[] to;
    private int toOffset;
    private int[] rows;
    private int length;

    void run(Tensor x, int[] which, Tensor out) {
        from = x.array();
        fromOffset = x.layout().offset();
        to = out.array();
        toOffset = out.layout().offset();
        rows = which;
        length = out.size() / which.length;
        Parallel.run((long) out.size() * WEIGHT, which.length, this);
        from = null;
        to = null;
        rows = null;
    }

    @Override
    public void run(int first, int end) {
        for (int i = first; i < end; i++) {
            System.arraycopy(from, fromOffset + rows[i] * length, to, toOffset + i * length, length);
        }
    }
}
