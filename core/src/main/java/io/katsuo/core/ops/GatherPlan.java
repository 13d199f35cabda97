package io.katsuo.core.ops;

import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.tensor.ShapeException;
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

    static void check(Tensor x, int[] rows) {
        if (x.rank() == 0) {
            throw new ShapeException("gatherRows: a scalar has no rows: x " + x.shape());
        }
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] < 0 || rows[i] >= x.dim(0)) {
                throw new IndexOutOfBoundsException(
                        "gatherRows: row " + rows[i] + " at position " + i + " is out of range: x " + x.shape());
            }
        }
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
                workspace.gather().run(x, rows, out);
            } finally {
                workspace.exit();
            }
        } else {
            for (int i = 0; i < rows.length; i++) {
                out.row(i).copyFrom(x.row(rows[i]));
            }
        }
        return out;
    }

    private void run(Tensor x, int[] which, Tensor out) {
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
