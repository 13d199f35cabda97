package io.katsuo.core.ops;

import io.katsuo.core.kernel.ElementOp;
import io.katsuo.core.kernel.Spans;
import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.tensor.Layout;
import io.katsuo.core.tensor.Tensor;
import java.util.Arrays;

/**
 * Walks the output of an elementwise op in row-major order, in runs along the last axis. Axes over which all operands
 * step evenly are merged first, so that contiguous operands are a single run whatever their rank. A run whose strides
 * are not all 1 goes through a buffer, a piece at a time.
 */
final class ElementwisePlan implements Parallel.Range {
    /** Elements of a piece: four buffers of them fit the first-level cache. */
    private static final int PIECE = 1024;

    /** A buffer for repeated rows: a piece, and a row more. */
    private static final int ROOM = 2 * PIECE;

    /** The output is operand 0. */
    private static final int OUT = 0;

    private static final int OPERANDS = 4;

    private final float[][] arrays = new float[OPERANDS][];
    private final int[] offsets = new int[OPERANDS];
    private final float[] constants = new float[OPERANDS];
    private int[][] strides = new int[OPERANDS][4];
    private int[] dims = new int[4];
    private ElementOp op;
    private int operands;
    private int rank;
    private boolean repeats;
    private int size;

    void run(ElementOp what, Tensor a, Tensor b, Tensor c, float first, float second, float third, Tensor out) {
        op = what;
        operands = what.operands() + 1;
        constants[1] = first;
        constants[2] = second;
        constants[3] = third;
        take(OUT, out);
        take(1, a);
        take(2, b);
        take(3, c);
        mergeAxes(out.layout(), a, b, c);
        repeats = repeatsRows();
        size = out.size();
        Parallel.run((long) size * what.weight(), Math.ceilDiv(size, PIECE), this);
        Arrays.fill(arrays, null);
    }

    private void take(int operand, Tensor tensor) {
        arrays[operand] = tensor == null ? constants : tensor.array();
        offsets[operand] = tensor == null ? operand : tensor.layout().offset();
    }

    private void mergeAxes(Layout out, Tensor a, Tensor b, Tensor c) {
        int outRank = out.shape().rank();
        if (dims.length <= outRank) {
            dims = new int[outRank + 1];
            strides = new int[OPERANDS][outRank + 1];
        }
        rank = 0;
        for (int axis = 0; axis < outRank; axis++) {
            int dim = out.shape().dim(axis);
            if (dim == 1) {
                continue;
            }
            strides[OUT][rank] = out.stride(axis);
            strides[1][rank] = stride(a, axis - outRank);
            strides[2][rank] = stride(b, axis - outRank);
            strides[3][rank] = stride(c, axis - outRank);
            dims[rank] = dim;
            if (rank > 0 && continues(dim)) {
                for (int k = 0; k < operands; k++) {
                    strides[k][rank - 1] = strides[k][rank];
                }
                dims[rank - 1] *= dim;
            } else {
                rank++;
            }
        }
        if (rank == 0) {
            dims[0] = 1;
            for (int k = 0; k < operands; k++) {
                strides[k][0] = 1;
            }
            rank = 1;
        }
    }

    /** The step of an operand along an axis counted from the end; 0 where it is broadcast. */
    private static int stride(Tensor operand, int axis) {
        return operand == null || -axis > operand.rank() || operand.dim(axis) == 1
                ? 0
                : operand.layout().stride(axis);
    }

    /** Whether the newest axis and the one before are evenly stepped by all operands. */
    private boolean continues(int dim) {
        for (int k = 0; k < operands; k++) {
            if (strides[k][rank - 1] != (long) dim * strides[k][rank]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void run(int firstPiece, int lastPiece) {
        int from = firstPiece * PIECE;
        int to = (int) Math.min(size, (long) lastPiece * PIECE);
        if (repeats) {
            repeatedRows(from, to);
        } else {
            range(from, to);
        }
    }

    /** Whether operands are as the output lies, dense, or one short row for all of its rows: a bias, for one. */
    private boolean repeatsRows() {
        if (rank != 2 || dims[1] > PIECE || strides[OUT][0] != dims[1]) {
            return false;
        }
        for (int k = 0; k < operands; k++) {
            if (strides[k][1] != 1 || strides[k][0] != dims[1] && strides[k][0] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Computes the elements {@code [from, to)}, many rows at once, with the short row again and again in a buffer. */
    private void repeatedRows(int from, int to) {
        int length = dims[1];
        int run = Math.min(PIECE / length, Math.ceilDiv(to - from, length)) * length;
        Workspace workspace = Workspace.enter();
        try {
            // One row more, since a run may begin within one.
            float[] buffer = workspace.floats(OPERANDS * ROOM);
            for (int k = 1; k < operands; k++) {
                if (strides[k][0] == 0) {
                    repeat(arrays[k], offsets[k], length, buffer, k * ROOM, run + length);
                }
            }
            for (int at = from, n; at < to; at += n) {
                n = Math.min(run, to - at);
                Spans.apply(
                        op,
                        rowSource(1, buffer),
                        rowAt(1, at),
                        rowSource(2, buffer),
                        rowAt(2, at),
                        rowSource(3, buffer),
                        rowAt(3, at),
                        arrays[OUT],
                        offsets[OUT] + at,
                        n);
            }
        } finally {
            workspace.inUse = false;
        }
    }

    /** Fills n elements with a row again and again, twice as many at a time. */
    private static void repeat(float[] row, int at, int length, float[] buffer, int start, int n) {
        System.arraycopy(row, at, buffer, start, length);
        for (int done = length; done < n; done *= 2) {
            System.arraycopy(buffer, start, buffer, start + done, Math.min(done, n - done));
        }
    }

    private float[] rowSource(int operand, float[] buffer) {
        return operand < operands && strides[operand][0] == 0 ? buffer : arrays[operand];
    }

    private int rowAt(int operand, int at) {
        if (operand >= operands) {
            return 0;
        }
        return strides[operand][0] == 0 ? operand * ROOM + at % dims[1] : offsets[operand] + at;
    }

    /** Computes the elements {@code [from, to)} in row-major order of the output. */
    private void range(int from, int to) {
        int length = dims[rank - 1];
        int row = from / length;
        int start = from - row * length;
        for (int at = from, n; at < to; at += n) {
            n = Math.min(length - start, to - at);
            line(
                    position(OUT, row, start),
                    position(1, row, start),
                    position(2, row, start),
                    position(3, row, start),
                    n);
            start += n;
            if (start == length) {
                start = 0;
                row++;
            }
        }
    }

    private int position(int operand, int row, int start) {
        if (operand >= operands) {
            return 0;
        }
        int[] stride = strides[operand];
        int at = offsets[operand] + start * stride[rank - 1];
        int rest = row;
        for (int axis = rank - 2; axis > 0; axis--) {
            int next = rest / dims[axis];
            at += (rest - next * dims[axis]) * stride[axis];
            rest = next;
        }
        return rank > 1 ? at + rest * stride[0] : at;
    }

    private void line(int o, int a, int b, int c, int n) {
        int last = rank - 1;
        boolean dense = true;
        for (int k = 0; k < operands; k++) {
            dense &= strides[k][last] == 1;
        }
        if (dense) {
            Spans.apply(op, arrays[1], a, arrays[2], b, arrays[3], c, arrays[OUT], o, n);
            return;
        }
        Workspace workspace = Workspace.enter();
        try {
            float[] buffer = workspace.floats(OPERANDS * PIECE);
            for (int from = 0, length; from < n; from += length) {
                length = Math.min(PIECE, n - from);
                piece(buffer, o, a, b, c, from, length);
            }
        } finally {
            workspace.inUse = false;
        }
    }

    private void piece(float[] buffer, int o, int a, int b, int c, int from, int n) {
        int last = rank - 1;
        int so = strides[OUT][last];
        boolean direct = so == 1;
        float[] out = direct ? arrays[OUT] : buffer;
        int oi = direct ? o + from : 0;
        Spans.apply(
                op,
                source(1, buffer),
                gather(1, buffer, a, from, n),
                source(2, buffer),
                gather(2, buffer, b, from, n),
                source(3, buffer),
                gather(3, buffer, c, from, n),
                out,
                oi,
                n);
        if (!direct) {
            float[] target = arrays[OUT];
            for (int i = 0; i < n; i++) {
                target[o + (from + i) * so] = buffer[i];
            }
        }
    }

    private float[] source(int operand, float[] buffer) {
        return operand >= operands || strides[operand][rank - 1] == 1 ? arrays[operand] : buffer;
    }

    /** Brings n elements of an operand together, unless they are, and returns where they begin. */
    private int gather(int operand, float[] buffer, int at, int from, int n) {
        if (operand >= operands) {
            return 0;
        }
        int stride = strides[operand][rank - 1];
        if (stride == 1) {
            return at + from;
        }
        float[] source = arrays[operand];
        int start = operand * PIECE;
        if (stride == 0) {
            // The same value in every piece of a run.
            if (from == 0) {
                Arrays.fill(buffer, start, start + n, source[at]);
            }
        } else {
            for (int i = 0; i < n; i++) {
                buffer[start + i] = source[at + (from + i) * stride];
            }
        }
        return start;
    }
}
