package io.katsuo.core.tensor;

import io.katsuo.core.random.Rng;
import java.util.Arrays;
import java.util.Objects;

/**
 * A strided view of a {@code float[]}: an array and a {@link Layout}, which maps each element to an index of the array.
 * Views ({@link #transpose()}, {@link #slice}, {@link #reshape}, …) share the array, so a write through one of them
 * changes all. Arithmetic is in the static methods of {@code io.katsuo.core.ops}. Negative axes and indices count from
 * the end. Creating methods allocate a fresh array unless they say otherwise; numbers are rounded to float once.
 *
 * {@snippet file="E02ShapesAndViews.java" region="views"}
 *
 * <p>Concurrent use: reading from several threads is safe while nobody writes. Equality is identity; compare values
 * with {@link #allClose} or {@link #sameBits}.
 */
public final class Tensor {
    /** Elements that are compared at a time. */
    private static final int PIECE = 1024;

    private final float[] array;
    private final Layout layout;

    private Tensor(float[] array, Layout layout) {
        this.array = array;
        this.layout = layout;
    }

    // ---- creation ----

    /** A tensor of zeros. */
    public static Tensor zeros(int... dims) {
        return zeros(Shape.of(dims));
    }

    /** {@return a tensor of zeros of this shape, on a fresh array} */
    public static Tensor zeros(Shape shape) {
        return new Tensor(new float[shape.size()], Layout.contiguous(shape));
    }

    /** {@return a tensor of ones with these extents, on a fresh array} */
    public static Tensor ones(int... dims) {
        return ones(Shape.of(dims));
    }

    /** {@return a tensor of ones of this shape, on a fresh array} */
    public static Tensor ones(Shape shape) {
        return full(shape, 1);
    }

    /** {@return a tensor of this shape with one value everywhere, on a fresh array} */
    public static Tensor full(Shape shape, double value) {
        return zeros(shape).fill(value);
    }

    /** {@return a tensor of rank 0 with this value} */
    public static Tensor scalar(double value) {
        return new Tensor(new float[] {(float) value}, Layout.contiguous(Shape.SCALAR));
    }

    /** {@return the identity matrix, {@code [n, n]}} */
    public static Tensor eye(int n) {
        Tensor result = zeros(n, n);
        for (int i = 0; i < n; i++) {
            result.array[i * (n + 1)] = 1;
        }
        return result;
    }

    /** {@return the vector 0, 1, … of the numbers below {@code stop}} */
    public static Tensor arange(double stop) {
        return arange(0, stop, 1);
    }

    /** {@return the vector {@code start, start + 1, …} of the numbers below {@code stop}} */
    public static Tensor arange(double start, double stop) {
        return arange(start, stop, 1);
    }

    /**
     * Evenly spaced numbers, {@code start + i·step} for {@code 0 <= i < ceil((stop - start) / step)}, computed in
     * double and rounded once.
     *
     * @param step the spacing, which may be negative
     * @return a vector, empty if {@code stop} is not beyond {@code start}
     * @throws IllegalArgumentException if a number is not finite, the step is 0, or there are too many elements
     */
    public static Tensor arange(double start, double stop, double step) {
        double count = Math.ceil((stop - start) / step);
        if (!Double.isFinite(count) || step == 0) {
            throw new IllegalArgumentException("arange: start, stop and step must be finite, and step not 0: start "
                    + start + ", stop " + stop + ", step " + step);
        }
        if (count > Integer.MAX_VALUE) {
            throw new ShapeException("arange: " + count + " elements, more than an array can have: start " + start
                    + ", stop " + stop + ", step " + step);
        }
        Tensor result = zeros((int) Math.max(0, count));
        for (int i = 0; i < result.array.length; i++) {
            result.array[i] = (float) (start + i * step);
        }
        return result;
    }

    /** Evenly spaced numbers from {@code start} to {@code stop}, both included. */
    public static Tensor linspace(double start, double stop, int count) {
        Tensor result = zeros(count);
        for (int i = 0; i < count; i++) {
            double value = i == count - 1 ? stop : start + i * ((stop - start) / (count - 1));
            result.array[i] = (float) (i == 0 ? start : value);
        }
        return result;
    }

    /** {@return a vector of these values, copied} */
    public static Tensor of(float... values) {
        return wrap(values.clone(), values.length);
    }

    /** {@return a vector of these values, each rounded once} */
    public static Tensor of(double... values) {
        return ofNested(values);
    }

    /** {@return a vector of these values, which are exact up to 2<sup>24</sup> and rounded beyond} */
    public static Tensor of(int... values) {
        return ofNested(values);
    }

    /** {@return a matrix of rows of equal length, as {@link #ofNested(Object)}} */
    public static Tensor of(float[][] rows) {
        return ofNested(rows);
    }

    /** {@return a matrix of rows of equal length, as {@link #ofNested(Object)}} */
    public static Tensor of(double[][] rows) {
        return ofNested(rows);
    }

    /** {@return a matrix of rows of equal length, as {@link #ofNested(Object)}} */
    public static Tensor of(int[][] rows) {
        return ofNested(rows);
    }

    /**
     * A tensor of nested arrays of any depth, such as {@code float[][][]}.
     *
     * @param nested an array of {@code float}, {@code double} or {@code int}, or an array of such arrays; copied and
     *     rounded once
     * @return a tensor whose rank is the depth
     * @throws ShapeException if arrays at one depth differ in length
     */
    public static Tensor ofNested(Object nested) {
        return NestedArrays.read(nested);
    }

    /**
     * A tensor on this array itself, in row-major order: a write through either changes both.
     *
     * @param array as many values as the shape has elements; not copied
     * @throws ShapeException if the numbers of values and elements differ
     */
    public static Tensor wrap(float[] array, int... dims) {
        Shape shape = Shape.of(dims);
        if (array.length != shape.size()) {
            throw new ShapeException("wrap: " + array.length + " values for " + shape.size() + " elements: shape "
                    + shape + "; to use part of an array, wrap it with a Layout");
        }
        return new Tensor(array, Layout.contiguous(shape));
    }

    /**
     * A tensor on this array itself, with any layout.
     *
     * @param array the array; not copied
     * @throws ShapeException if an element would lie outside the array
     */
    public static Tensor wrap(float[] array, Layout layout) {
        Objects.requireNonNull(array, "array");
        if (layout.shape().size() > 0 && (layout.lowest() < 0 || layout.highest() >= array.length)) {
            throw new ShapeException("wrap: elements at " + layout.lowest() + ".." + layout.highest()
                    + " leave an array of length " + array.length + ": layout " + layout);
        }
        return new Tensor(array, layout);
    }

    /** {@return independent variates, uniform on {@code [0, 1)}, as {@link #uniform}} */
    public static Tensor rand(Rng rng, int... dims) {
        return uniform(rng, 0, 1, Shape.of(dims));
    }

    /** {@return independent standard normal variates, as {@link #normal}} */
    public static Tensor randn(Rng rng, int... dims) {
        return normal(rng, 0, 1, Shape.of(dims));
    }

    /**
     * A tensor of independent variates, uniform on {@code [low, high)}: {@code low + (high - low)·u}, computed in
     * double from the rounded bounds and rounded once.
     *
     * @param rng where the numbers come from, in row-major order
     * @param high the upper bound; if it equals the lower one, all values are equal to it
     * @throws IllegalArgumentException if the bounds are not finite or not in order
     */
    public static Tensor uniform(Rng rng, double low, double high, Shape shape) {
        float from = (float) low;
        float to = (float) high;
        if (!(from <= to && Float.isFinite(from) && Float.isFinite(to))) {
            throw new IllegalArgumentException("uniform: bounds must be finite and in order: " + from + ", " + to);
        }
        Tensor result = zeros(shape);
        for (int i = 0; i < result.array.length; i++) {
            float value = (float) (from + ((double) to - from) * rng.nextFloat());
            // Rounding may reach the bound, which must stay outside.
            result.array[i] = value < to || from == to ? value : Math.nextDown(to);
        }
        return result;
    }

    /**
     * A tensor of independent normal variates, {@code mean + std·z}, computed in double and rounded once.
     *
     * @param rng where the numbers come from, in row-major order
     * @throws IllegalArgumentException if the standard deviation is negative or NaN
     */
    public static Tensor normal(Rng rng, double mean, double std, Shape shape) {
        if (!(std >= 0)) {
            throw new IllegalArgumentException("normal: the standard deviation must be 0 or more: " + std);
        }
        Tensor result = zeros(shape);
        for (int i = 0; i < result.array.length; i++) {
            result.array[i] = (float) (mean + std * rng.nextNormal());
        }
        return result;
    }

    // ---- properties ----

    /** {@return the array behind this tensor, live; elements lie where {@link #layout()} says} */
    public float[] array() {
        return array;
    }

    /** {@return where the elements lie in {@link #array()}} */
    public Layout layout() {
        return layout;
    }

    /** {@return the shape} */
    public Shape shape() {
        return layout.shape();
    }

    /** {@return the number of axes} */
    public int rank() {
        return layout.shape().rank();
    }

    /** The extent along an axis. */
    public int dim(int axis) {
        return layout.shape().dim(axis);
    }

    /** {@return the number of elements} */
    public int size() {
        return layout.shape().size();
    }

    /** {@return whether the elements are one run of the array, in row-major order} */
    public boolean isContiguous() {
        return layout.isContiguous();
    }

    // ---- elements ----

    /**
     * One element.
     *
     * @param index one index per axis, negative ones counting from the end; none for a scalar
     * @throws IndexOutOfBoundsException if an index is out of its range
     * @throws ShapeException if there are not as many indices as axes
     */
    public float get(int... index) {
        return array[layout.index(index)];
    }

    /** {@return one element of a vector, as {@link #get(int...)}, without allocating} */
    public float get(int i) {
        return array[layout.index(i)];
    }

    /** {@return one element of a matrix, as {@link #get(int...)}, without allocating} */
    public float get(int i, int j) {
        return array[layout.index(i, j)];
    }

    /**
     * Writes one element; the value comes last, as in NumPy's {@code x[i, j] = value}.
     *
     * @throws IndexOutOfBoundsException if an index is out of its range
     * @throws ShapeException if there are not as many indices as axes
     */
    public void set(int[] index, double value) {
        array[layout.index(index)] = (float) value;
    }

    /** Writes one element of a vector, as {@link #set(int[], double)}, without allocating. */
    public void set(int i, double value) {
        array[layout.index(i)] = (float) value;
    }

    /** Writes one element of a matrix, as {@link #set(int[], double)}, without allocating. */
    public void set(int i, int j, double value) {
        array[layout.index(i, j)] = (float) value;
    }

    /** Writes one element of a tensor of rank 3, as {@link #set(int[], double)}. */
    public void set(int i, int j, int k, double value) {
        set(new int[] {i, j, k}, value);
    }

    /** The value of a tensor with exactly one element, whatever its rank. */
    public float item() {
        if (size() != 1) {
            throw new ShapeException("item: " + size() + " elements, not 1: shape " + shape());
        }
        return array[layout.offset()];
    }

    /**
     * Writes one value everywhere.
     *
     * @throws IllegalArgumentException if this tensor's elements share memory, as those of a broadcast view do
     */
    public Tensor fill(double value) {
        checkWritable("fill");
        Strided.fill(array, layout, (float) value);
        return this;
    }

    /**
     * Copies another tensor's values into this one and broadcasts them to this shape. The two may share memory: the
     * copied values are those that the source had before the call.
     *
     * @throws ShapeException if the source cannot be broadcast to this shape
     * @throws IllegalArgumentException if this tensor's elements share memory, as those of a broadcast view do
     */
    public Tensor copyFrom(Tensor source) {
        Layout from = source.layout.broadcastTo(shape());
        checkWritable("copyFrom");
        if (source.array == array && from.spanMeets(layout)) {
            Strided.copy(source.toArray(), Layout.contiguous(source.shape()).broadcastTo(shape()), array, layout);
        } else {
            Strided.copy(source.array, from, array, layout);
        }
        return this;
    }

    private void checkWritable(String op) {
        if (layout.overlapsItself()) {
            throw new IllegalArgumentException(op + ": the target's elements share memory with each other: target "
                    + layout + "; give it memory of its own");
        }
    }

    /**
     * Copies elements into an array, as {@link #toArray()} does for all of them.
     *
     * @param from the number of the first element in row-major order
     * @param target receives them
     * @param at the index of the first one in the array
     * @throws IndexOutOfBoundsException if there are fewer elements, or if the array is too small
     */
    public void read(int from, float[] target, int at, int n) {
        Objects.checkFromIndexSize(from, n, size());
        Strided.read(array, layout, from, n, target, at);
    }

    /** {@return the values in row-major order, in a fresh array} */
    public float[] toArray() {
        float[] values = new float[size()];
        Strided.copy(array, layout, values, Layout.contiguous(shape()));
        return values;
    }

    /** {@return the values in row-major order as doubles, in a fresh array} */
    public double[] toDoubles() {
        float[] values = toArray();
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    /**
     * The values in row-major order as integers, such as indices and labels.
     *
     * @throws IllegalArgumentException if a value is not an integer that an {@code int} can hold
     */
    public int[] toInts() {
        float[] values = toArray();
        int[] result = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (int) values[i];
            // The largest int becomes 2^31 as a float, which an int cannot hold.
            if (result[i] != values[i] || result[i] == Integer.MAX_VALUE) {
                throw new IllegalArgumentException("toInts: " + values[i] + " at " + Arrays.toString(shape().index(i))
                        + " is not an int: shape " + shape());
            }
        }
        return result;
    }

    /** {@return a dense copy, on a fresh array} */
    public Tensor copy() {
        return new Tensor(toArray(), Layout.contiguous(shape()));
    }

    /** {@return this tensor if it is contiguous, otherwise a dense copy} */
    public Tensor contiguous() {
        return isContiguous() ? this : copy();
    }

    // ---- views ----

    private Tensor view(Layout other) {
        return new Tensor(array, other);
    }

    /** {@return a view with all axes in reverse order; of a matrix, its transpose} */
    public Tensor transpose() {
        int[] axes = new int[rank()];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = axes.length - 1 - i;
        }
        return permute(axes);
    }

    /** {@return a view with two axes exchanged} */
    public Tensor transpose(int axis1, int axis2) {
        int[] axes = new int[rank()];
        Arrays.setAll(axes, i -> i);
        axes[shape().axis(axis1)] = shape().axis(axis2);
        axes[shape().axis(axis2)] = shape().axis(axis1);
        return permute(axes);
    }

    /** The axes in another order, a permutation: axis {@code i} of the result is axis {@code axes[i]} of this. */
    public Tensor permute(int... axes) {
        return view(layout.permute(axes));
    }

    /** {@return a view of the indices {@code from … to-1} along one axis, as {@link #slice(int, int, int, int)}} */
    public Tensor slice(int axis, int from, int to) {
        return slice(axis, from, to, 1);
    }

    /**
     * Every {@code step}-th index along one axis, from {@code from} on and before {@code to}, as NumPy's {@code
     * [from:to:step]}: negative indices count from the end. Unlike in NumPy, indices outside of the axis are refused,
     * not clipped; {@link #flip} reverses an axis.
     *
     * @param step the distance between indices, not 0
     * @throws ShapeException if the range leaves the axis or the step is 0
     */
    public Tensor slice(int axis, int from, int to, int step) {
        return view(layout.slice(axis, from, to, step));
    }

    /**
     * The slice that NumPy writes between brackets, such as {@code "1:3"}, {@code ":, 0"}, {@code "::-1"} or {@code
     * "..., 2:"}: an item for each axis from the first on, a number (which drops the axis) or {@code from:to:step};
     * {@code ...} stands for the axes that the other items do not cover, {@code None} or {@code newaxis} for a new
     * axis. As in NumPy, ranges are clipped to the axis, numbers are not.
     *
     * @throws IllegalArgumentException if an item is none of these
     * @throws ShapeException if there are more items than axes, or a step is 0
     * @throws IndexOutOfBoundsException if a number is out of range
     */
    public Tensor slice(String items) {
        return view(SliceText.slice(layout, items));
    }

    /** {@return a view with the indices along one axis in reverse order} */
    public Tensor flip(int axis) {
        return slice(axis, -1, -dim(axis) - 1, -1);
    }

    /**
     * One position along an axis, which is dropped.
     *
     * @param index the position, negative ones counting from the end
     * @throws IndexOutOfBoundsException if the position is out of range
     */
    public Tensor select(int axis, int index) {
        return view(layout.select(axis, index));
    }

    /** {@return one row of a matrix, or one position along the first axis of any tensor, as {@code select(0, index)}} */
    public Tensor row(int index) {
        return select(0, index);
    }

    /** {@return one column of a matrix, or one position along the last axis of any tensor, as {@code select(-1, index)}} */
    public Tensor column(int index) {
        return select(-1, index);
    }

    /**
     * The same elements in row-major order under another shape. One extent may be -1, which is inferred.
     *
     * @throws ShapeException if the numbers of elements differ, or the layout has no view of this shape
     */
    public Tensor reshape(int... dims) {
        Shape target = shape().reshaped(dims);
        Layout result = layout.reshape(target);
        if (result == null) {
            throw new ShapeException("reshape: no view of this layout has shape " + target + ": layout " + layout
                    + "; use copy().reshape(...)");
        }
        return view(result);
    }

    /**
     * All elements in row-major order as one vector. The result is a view if the layout allows one; otherwise, for
     * example for a transpose, it is a dense copy. So write to the result only if this tensor is contiguous.
     */
    public Tensor flatten() {
        Layout line = layout.reshape(Shape.of(size()));
        return line == null ? copy().flatten() : view(line);
    }

    /**
     * This tensor repeated, without copies, to a larger shape. A write to such a view may write an element several
     * times; ops refuse it as an output.
     */
    public Tensor broadcastTo(int... dims) {
        return view(layout.broadcastTo(Shape.of(dims)));
    }

    /** {@return a view without the axes of extent 1} */
    public Tensor squeeze() {
        Layout result = layout;
        for (int axis = rank() - 1; axis >= 0; axis--) {
            result = dim(axis) == 1 ? result.squeeze(axis) : result;
        }
        return view(result);
    }

    /** This tensor without an axis, whose extent must be 1. */
    public Tensor squeeze(int axis) {
        return view(layout.squeeze(axis));
    }

    /** {@return a view with a new axis of extent 1 at this place, in {@code [-rank-1, rank]}} */
    public Tensor unsqueeze(int axis) {
        return view(layout.unsqueeze(axis));
    }

    // ---- comparing, printing ----

    /** {@return whether all elements agree with NumPy's tolerances, {@code allClose(other, 1e-5, 1e-8)}} */
    public boolean allClose(Tensor other) {
        return allClose(other, 1e-5, 1e-8);
    }

    /**
     * Whether all elements agree: {@code |this - other| <= absolute + relative·|other|}. Infinities of one sign agree;
     * NaN agrees with nothing.
     */
    public boolean allClose(Tensor other, double relative, double absolute) {
        if (!shape().equals(other.shape())) {
            return false;
        }
        float[] a = new float[Math.min(PIECE, size())];
        float[] b = new float[a.length];
        for (int from = 0, n; from < size(); from += n) {
            n = Math.min(PIECE, size() - from);
            read(from, a, 0, n);
            other.read(from, b, 0, n);
            for (int i = 0; i < n; i++) {
                boolean close = a[i] == b[i] || Math.abs((double) a[i] - b[i]) <= absolute + relative * Math.abs(b[i]);
                if (!close || Float.isInfinite(b[i]) && a[i] != b[i]) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether the shapes and all elements are the same, bit for bit; all NaNs are equal. */
    public boolean sameBits(Tensor other) {
        if (!shape().equals(other.shape())) {
            return false;
        }
        float[] a = new float[Math.min(PIECE, size())];
        float[] b = new float[a.length];
        for (int from = 0, n; from < size(); from += n) {
            n = Math.min(PIECE, size() - from);
            read(from, a, 0, n);
            other.read(from, b, 0, n);
            if (!Arrays.equals(a, 0, n, b, 0, n)) {
                return false;
            }
        }
        return true;
    }

    /** The elements in brackets as NumPy prints them, abbreviated when there are more than a thousand. */
    @Override
    public String toString() {
        return TensorFormat.format(this);
    }
}
