package io.katsuo.core.ops;

import io.katsuo.core.kernel.Bytes;
import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;

/**
 * Gathers rows of a dense tensor, or of bytes, into a dense tensor, by several threads: the rows usually come from far
 * memory.
 */
final class GatherPlan implements Parallel.Range {
    /** A float that is fetched from memory takes as long as a few simple operations. */
    private static final int WEIGHT = 4;

    private static final int CACHE_LINE = 64;

    /** So many bytes are requested from memory ahead of their conversion; they stay in the first-level cache. */
    private static final int AHEAD = 16_384;

    private float[] from;
    private int fromOffset;
    /** The source if it is bytes; null otherwise. */
    private byte[] bytes;

    private float divisor;
    private float[] to;
    private int toOffset;
    private int[] rows;
    private int length;

    static void check(Tensor x, int[] rows) {
        if (x.rank() == 0) {
            throw new ShapeException("gatherRows: a scalar has no rows: x " + x.shape());
        }
        checkRows(rows, x.dim(0));
    }

    private static void checkRows(int[] rows, int count) {
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] < 0 || rows[i] >= count) {
                throw new IndexOutOfBoundsException("gatherRows: row " + rows[i] + " at position " + i
                        + " is out of range: x has " + count + " rows");
            }
        }
    }

    static Tensor gather(byte[] x, int[] rows, float divisor, Tensor out) {
        if (out.rank() == 0 || out.dim(0) != rows.length || !out.isContiguous()) {
            throw new ShapeException("gatherRows: out must be dense and have a row for each of " + rows.length
                    + " rows: out " + out.shape());
        }
        int width = rows.length == 0 ? 1 : out.size() / rows.length;
        if (width == 0 || x.length % width != 0) {
            throw new ShapeException("gatherRows: x is not whole rows of " + width + ": x has " + x.length
                    + " bytes, out " + out.shape());
        }
        checkRows(rows, x.length / width);
        Check.output("gatherRows", out);
        if (rows.length > 0) {
            Workspace workspace = Workspace.enter();
            try {
                GatherPlan plan = workspace.gather();
                plan.bytes = x;
                plan.divisor = divisor;
                plan.run(rows, out);
            } finally {
                workspace.inUse = false;
            }
        }
        return out;
    }

    static Tensor gather(Tensor x, int[] rows, Tensor out) {
        check(x, rows);
        boolean fits = out.rank() == x.rank() && out.dim(0) == rows.length;
        for (int axis = 1; fits && axis < x.rank(); axis++) {
            fits = out.dim(axis) == x.dim(axis);
        }
        if (!fits) {
            String operands = "x " + x.shape() + ", " + rows.length + " rows";
            throw Check.wrongOut("gatherRows", operands, out, x.shape().with(0, rows.length));
        }
        Check.output("gatherRows", out);
        Check.apart("gatherRows", x, out);
        if (out.size() > 0 && x.isContiguous() && out.isContiguous()) {
            Workspace workspace = Workspace.enter();
            try {
                GatherPlan plan = workspace.gather();
                plan.from = x.array();
                plan.fromOffset = x.layout().offset();
                plan.run(rows, out);
            } finally {
                workspace.inUse = false;
            }
        } else {
            for (int i = 0; i < rows.length; i++) {
                out.row(i).copyFrom(x.row(rows[i]));
            }
        }
        return out;
    }

    private void run(int[] which, Tensor out) {
        to = out.array();
        toOffset = out.layout().offset();
        rows = which;
        length = out.size() / which.length;
        Parallel.run((long) out.size() * WEIGHT, which.length, this);
        from = null;
        bytes = null;
        to = null;
        rows = null;
    }

    @Override
    public void run(int first, int end) {
        if (bytes == null) {
            for (int i = first; i < end; i++) {
                System.arraycopy(from, fromOffset + rows[i] * length, to, toOffset + i * length, length);
            }
            return;
        }
        int some = Math.max(1, AHEAD / length);
        for (int begin = first; begin < end; begin += some) {
            int after = Math.min(end, begin + some);
            if (some > 1) {
                requestBytes(begin, after);
            }
            for (int i = begin; i < after; i++) {
                Bytes.divide(bytes, rows[i] * length, divisor, to, toOffset + i * length, length);
            }
        }
    }

    /**
     * Reads a byte of each cache line of some rows. The conversion of random rows waits for memory row after row; these
     * reads wait at the same time, which halves the time of a batch of images.
     */
    private void requestBytes(int first, int end) {
        int sum = 0;
        for (int i = first; i < end; i++) {
            for (int at = 0; at < length; at += CACHE_LINE) {
                sum += bytes[rows[i] * length + at];
            }
        }
        if (sum == Integer.MIN_VALUE) { // never, but without a use of the sum the compiler drops the reads
            throw new AssertionError(sum);
        }
    }
}
