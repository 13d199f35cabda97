package io.katsuo.core.ops;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Methods that select positions of tensors, join, split, repeat and pad tensors, and convert labels to one-hot rows.
 * Results are new tensors, or {@code out}, which must not overlap an operand.
 */
public final class Indexing {
    private Indexing() {}

    /**
     * The given positions along the first axis, {@code out[i] = x[rows[i]]}, as NumPy's {@code x[rows]}.
     *
     * @param x the source, of rank at least 1
     * @param rows which positions, in any order, also repeatedly
     * @throws IndexOutOfBoundsException if a position is out of range
     */
    public static Tensor gatherRows(Tensor x, int[] rows) {
        GatherPlan.check(x, rows);
        return gatherRows(x, rows, Tensor.zeros(x.shape().with(0, rows.length)));
    }

    /** {@code out[i] = x[rows[i]]}; nothing is written if a position is out of range. */
    public static Tensor gatherRows(Tensor x, int[] rows, Tensor out) {
        return GatherPlan.gather(x, rows, out);
    }

    /**
     * Rows of unsigned bytes as floats, {@code out[i, j] = (x[rows[i] · width + j] & 0xFF) / divisor} where {@code
     * width} is the length of a row of {@code out}. Images in bytes need a quarter of the memory and are converted when
     * a batch needs them.
     *
     * @param x rows of bytes, one after another
     * @param rows which rows, in any order, also repeatedly
     * @param divisor such as 255, for floats from 0 to 1
     * @param out receives the rows; dense, [rows.length, …]
     * @throws IndexOutOfBoundsException if a row is out of range; nothing is written
     * @throws ShapeException if {@code out} does not fit, or {@code x} is not whole rows of it
     */
    public static Tensor gatherRows(byte[] x, int[] rows, float divisor, Tensor out) {
        return GatherPlan.gather(x, rows, divisor, out);
    }

    /**
     * The given positions along an axis, as NumPy's {@code take(x, positions, axis)}.
     *
     * @param positions which positions, in any order, also repeatedly; negative ones count from the end
     * @throws IndexOutOfBoundsException if a position is out of range
     */
    public static Tensor gather(Tensor x, int axis, int... positions) {
        int at = Check.axis("gather", x, axis);
        int extent = x.dim(at);
        int[] rows = new int[positions.length];
        for (int i = 0; i < rows.length; i++) {
            if (positions[i] < -extent || positions[i] >= extent) {
                throw new IndexOutOfBoundsException("gather: position " + positions[i] + " (number " + i
                        + ") is out of range on axis " + at + ": x " + x.shape());
            }
            rows[i] = positions[i] < 0 ? positions[i] + extent : positions[i];
        }
        Tensor result = Tensor.zeros(x.shape().with(at, rows.length));
        GatherPlan.gather(x.transpose(0, at), rows, result.transpose(0, at));
        return result;
    }

    /**
     * Rows with 1 at the label's column and 0 elsewhere.
     *
     * @param labels class indices
     * @return a new {@code [labels, classes]} tensor
     * @throws IllegalArgumentException if a label is not in {@code [0, classes)}
     */
    public static Tensor oneHot(int[] labels, int classes) {
        if (classes < 0) {
            throw new IllegalArgumentException("oneHot: negative number of classes: " + classes);
        }
        return oneHot(labels, classes, Tensor.zeros(labels.length, classes));
    }

    /** Writes rows with 1 at the label's column and 0 elsewhere into out; nothing is written if a label is refused. */
    public static Tensor oneHot(int[] labels, int classes, Tensor out) {
        if (out.rank() != 2 || out.dim(0) != labels.length || out.dim(1) != classes) {
            throw Check.wrongOut(
                    "oneHot",
                    labels.length + " labels, " + classes + " classes",
                    out,
                    Shape.of(labels.length, Math.max(0, classes)));
        }
        Check.output("oneHot", out);
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException(
                        "oneHot: label " + labels[i] + " at position " + i + " is not in [0, " + classes + ")");
            }
        }
        out.fill(0);
        for (int i = 0; i < labels.length; i++) {
            out.set(i, labels[i], 1);
        }
        return out;
    }

    /** {@return the parts one after the other along their first axis, as {@link #concat(int, Tensor...)}} */
    public static Tensor concat(Tensor... parts) {
        return concat(0, parts);
    }

    /** {@return the parts one after the other along a new first axis, as {@link #stack(int, Tensor...)}} */
    public static Tensor stack(Tensor... parts) {
        return stack(0, parts);
    }

    /**
     * The parts one after the other along an existing axis.
     *
     * @param parts at least one tensor, all of one shape but for the extent along that axis
     * @throws ShapeException if there are no parts, no such axis, or shapes that do not match
     */
    public static Tensor concat(int axis, Tensor... parts) {
        checkSome("concat", parts);
        int at = Check.axis("concat", parts[0], axis);
        long extent = 0;
        for (Tensor part : parts) {
            if (!matches(part, parts[0], at)) {
                throw new ShapeException("concat: shapes differ off axis " + at + ": " + shapes(parts));
            }
            extent += part.dim(at);
        }
        Tensor result = Tensor.zeros(parts[0].shape().with(at, extent("concat", at, extent, parts)));
        int from = 0;
        for (Tensor part : parts) {
            result.slice(at, from, from + part.dim(at)).copyFrom(part);
            from += part.dim(at);
        }
        return result;
    }

    /**
     * The parts one after the other along a new axis.
     *
     * @param axis the position of the new axis, in {@code [-rank-1, rank]}
     * @param parts at least one tensor, all of one shape
     * @throws ShapeException if there are no parts, no such position, or shapes that differ
     */
    public static Tensor stack(int axis, Tensor... parts) {
        checkSome("stack", parts);
        Shape shape = parts[0].shape();
        int rank = shape.rank();
        if (axis < -rank - 1 || axis > rank) {
            throw new ShapeException("stack: no place " + axis + " for a new axis: " + shapes(parts));
        }
        Tensor[] wider = new Tensor[parts.length];
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].shape().equals(shape)) {
                throw new ShapeException("stack: shapes differ: " + shapes(parts));
            }
            wider[i] = parts[i].unsqueeze(axis);
        }
        return concat(axis < 0 ? axis + rank + 1 : axis, wider);
    }

    /**
     * The parts of the given extents along an axis, one after the other.
     *
     * @param extents the extents of the parts along it, which add up to that of x
     * @throws ShapeException if there is no such axis, or the extents do not add up
     */
    public static List<Tensor> split(Tensor x, int axis, int... extents) {
        int at = Check.axis("split", x, axis);
        List<Tensor> parts = new ArrayList<>();
        long from = 0;
        for (int extent : extents) {
            if (extent < 0 || from + extent > x.dim(at)) {
                break;
            }
            parts.add(x.slice(at, (int) from, (int) from + extent));
            from += extent;
        }
        if (parts.size() < extents.length || from != x.dim(at)) {
            throw new ShapeException("split: the extents " + Arrays.toString(extents) + " do not add up to axis " + at
                    + ": x " + x.shape());
        }
        return parts;
    }

    /**
     * The tensor repeated along each of its axes, as NumPy's {@code tile}.
     *
     * @param repetitions the number of repetitions for each axis; if there are more than axes, the first ones are for
     *     new axes
     * @throws ShapeException if there are fewer numbers than axes, or a negative one
     */
    public static Tensor tile(Tensor x, int... repetitions) {
        int added = repetitions.length - x.rank();
        if (added < 0 || Arrays.stream(repetitions).anyMatch(times -> times < 0)) {
            throw new ShapeException("tile: one repetition, not negative, is needed for each axis: repetitions "
                    + Arrays.toString(repetitions) + ", x " + x.shape());
        }
        Tensor repeated = x;
        int[] wide = new int[2 * repetitions.length];
        int[] dims = new int[repetitions.length];
        for (int axis = 0; axis < dims.length; axis++) {
            int extent = axis < added ? 1 : x.dim(axis - added);
            repeated = axis < added ? repeated.unsqueeze(0).unsqueeze(0) : repeated.unsqueeze(2 * axis);
            wide[2 * axis] = repetitions[axis];
            wide[2 * axis + 1] = extent;
            dims[axis] = extent("tile", axis, (long) repetitions[axis] * extent, x);
        }
        return repeated.broadcastTo(wide).copy().reshape(dims);
    }

    /**
     * The tensor with a border of one value, as NumPy's {@code pad} in mode {@code constant}.
     *
     * @param widths for each axis, how many positions come before and after: {@code {{1, 1}, {0, 2}}}
     * @param value the value of the border
     * @throws ShapeException if there is not a pair, not negative, for each axis
     */
    public static Tensor pad(Tensor x, int[][] widths, double value) {
        if (widths.length != x.rank()
                || Arrays.stream(widths).anyMatch(pair -> pair.length != 2 || Math.min(pair[0], pair[1]) < 0)) {
            throw new ShapeException("pad: a pair of widths, not negative, is needed for each axis: widths "
                    + Arrays.deepToString(widths) + ", x " + x.shape());
        }
        int[] dims = x.shape().dims();
        for (int axis = 0; axis < dims.length; axis++) {
            dims[axis] = extent("pad", axis, (long) dims[axis] + widths[axis][0] + widths[axis][1], x);
        }
        Tensor result = Tensor.full(Shape.of(dims), value);
        Tensor inside = result;
        for (int axis = 0; axis < dims.length; axis++) {
            inside = inside.slice(axis, widths[axis][0], widths[axis][0] + x.dim(axis));
        }
        inside.copyFrom(x);
        return result;
    }

    /** Whether two tensors have the same shape but for the extent along an axis. */
    private static boolean matches(Tensor a, Tensor b, int axis) {
        boolean matches = a.rank() == b.rank();
        for (int i = 0; matches && i < a.rank(); i++) {
            matches = i == axis || a.dim(i) == b.dim(i);
        }
        return matches;
    }

    private static void checkSome(String op, Tensor[] parts) {
        if (parts.length == 0) {
            throw new ShapeException(op + ": nothing to join");
        }
    }

    private static String shapes(Tensor[] parts) {
        return Arrays.stream(parts)
                .map(part -> part.shape().toString())
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    private static int extent(String op, int axis, long extent, Tensor... operands) {
        if (extent > Integer.MAX_VALUE) {
            throw new ShapeException(op + ": extent " + extent + " along axis " + axis + " exceeds " + Integer.MAX_VALUE
                    + ": " + shapes(operands));
        }
        return (int) extent;
    }
}
