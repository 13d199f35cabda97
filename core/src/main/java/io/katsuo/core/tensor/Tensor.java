package io.katsuo.core.tensor;

import io.katsuo.core.random.Rng;
import java.util.Arrays;
import java.util.Objects;

/**
 * A window on a {@code float[]}: an array and the {@link Layout} that says where in it each element lies. Views
 * ({@link #transpose()}, {@link #slice}, {@link #reshape}, …) share the array: writing through one is seen by all.
 * Arithmetic lives in the static methods of {@code io.katsuo.core.ops}.
 *
 * {@snippet file="E02ShapesAndViews.java" region="views"}
 *
 * <p>Concurrent use: reading from several threads is safe while nobody writes. Equality is identity; compare values
 * with {@link #allClose} or {@link #sameBits}.
 *
 * @since 0.1
 */
public final class Tensor {
    private final float[] array;
    private final Layout layout;

    private Tensor(float[] array, Layout layout) {
        this.array = array;
        this.layout = layout;
    }

    // ---- making tensors ----

    /**
     * A tensor of zeros.
     *
     * @param dims its extents; none make a scalar
     * @return a tensor on a fresh array
     */
    public static Tensor zeros(int... dims) {
        return zeros(Shape.of(dims));
    }

    /**
     * A tensor of zeros.
     *
     * @param shape its shape
     * @return a tensor on a fresh array
     */
    public static Tensor zeros(Shape shape) {
        return new Tensor(new float[shape.size()], Layout.contiguous(shape));
    }

    /**
     * A tensor with one value everywhere.
     *
     * @param value the value
     * @param dims its extents
     * @return a tensor on a fresh array
     */
    public static Tensor full(float value, int... dims) {
        return zeros(dims).fill(value);
    }

    /**
     * A scalar, which is a tensor of rank 0.
     *
     * @param value its value
     * @return a tensor on a fresh array
     */
    public static Tensor scalar(float value) {
        return new Tensor(new float[] {value}, Layout.contiguous(Shape.SCALAR));
    }

    /**
     * A vector of these values.
     *
     * @param values the values, copied
     * @return a tensor of rank 1
     */
    public static Tensor of(float... values) {
        return copyOf(values, values.length);
    }

    /**
     * A matrix of these rows.
     *
     * @param rows rows of equal length, copied
     * @return a tensor of rank 2
     * @throws ShapeException if the rows differ in length
     */
    public static Tensor of(float[][] rows) {
        return ofNested(rows);
    }

    /**
     * A tensor of nested arrays of any depth, such as {@code float[][][]}.
     *
     * @param nested a {@code float[]}, or an array of such, copied
     * @return a tensor whose rank is the depth
     * @throws ShapeException if arrays at one depth differ in length
     */
    public static Tensor ofNested(Object nested) {
        return NestedArrays.read(nested);
    }

    /**
     * A tensor with a copy of these values, which fill it in row-major order.
     *
     * @param values as many values as the shape has elements
     * @param dims the extents
     * @return a tensor on a fresh array
     * @throws ShapeException if the numbers of values and elements differ
     */
    public static Tensor copyOf(float[] values, int... dims) {
        Layout layout = filled("copyOf", values, dims);
        return new Tensor(values.clone(), layout);
    }

    /**
     * A tensor on this very array, in row-major order: writes through either are seen by both.
     *
     * @param array as many values as the shape has elements; not copied
     * @param dims the extents
     * @return a tensor on that array
     * @throws ShapeException if the numbers of values and elements differ
     */
    public static Tensor wrap(float[] array, int... dims) {
        return new Tensor(array, filled("wrap", array, dims));
    }

    private static Layout filled(String op, float[] values, int[] dims) {
        Shape shape = Shape.of(dims);
        if (values.length != shape.size()) {
            throw new ShapeException(op + ": " + values.length + " values for " + shape.size() + " elements: shape "
                    + shape + "; to use part of an array, wrap it with a Layout");
        }
        return Layout.contiguous(shape);
    }

    /**
     * A tensor on this very array with any layout.
     *
     * @param array the array; not copied
     * @param layout where the elements lie
     * @return a tensor on that array
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

    /**
     * A tensor of independent variates, uniform on {@code [low, high)}: {@code low + (high - low)·u}, computed in
     * double and rounded once.
     *
     * @param rng where the numbers come from, in row-major order
     * @param low the lower bound
     * @param high the upper bound; if equal to the lower one, all values are that
     * @param dims the extents
     * @return a tensor on a fresh array
     * @throws IllegalArgumentException if the bounds are not finite or not in order
     */
    public static Tensor uniform(Rng rng, float low, float high, int... dims) {
        if (!(low <= high && Float.isFinite(low) && Float.isFinite(high))) {
            throw new IllegalArgumentException("uniform: bounds must be finite and in order: " + low + ", " + high);
        }
        Tensor result = zeros(dims);
        for (int i = 0; i < result.array.length; i++) {
            float value = (float) (low + ((double) high - low) * rng.nextFloat());
            // Rounding may reach the bound, which must stay outside.
            result.array[i] = value < high || low == high ? value : Math.nextDown(high);
        }
        return result;
    }

    /**
     * A tensor of independent normal variates, {@code mean + std·z}, computed in double and rounded once.
     *
     * @param rng where the numbers come from, in row-major order
     * @param mean the mean
     * @param std the standard deviation
     * @param dims the extents
     * @return a tensor on a fresh array
     * @throws IllegalArgumentException if the standard deviation is negative or NaN
     */
    public static Tensor normal(Rng rng, double mean, double std, int... dims) {
        if (!(std >= 0)) {
            throw new IllegalArgumentException("normal: the standard deviation must be 0 or more: " + std);
        }
        Tensor result = zeros(dims);
        for (int i = 0; i < result.array.length; i++) {
            result.array[i] = (float) (mean + std * rng.nextNormal());
        }
        return result;
    }

    // ---- what it is ----

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

    /**
     * The extent along an axis.
     *
     * @param axis an axis, negative ones counting from the end
     * @return the extent
     */
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
     * @param index one index an axis; none for a scalar
     * @return its value
     * @throws IndexOutOfBoundsException if an index is out of its range
     */
    public float get(int... index) {
        return array[layout.index(index)];
    }

    /**
     * Writes one element.
     *
     * @param value the value, first because the index varies in length
     * @param index one index an axis; none for a scalar
     * @throws IndexOutOfBoundsException if an index is out of its range
     */
    public void set(float value, int... index) {
        array[layout.index(index)] = value;
    }

    /**
     * The value of a tensor with one element, whatever its rank.
     *
     * @return the value
     * @throws ShapeException if there is not exactly one element
     */
    public float item() {
        if (size() != 1) {
            throw new ShapeException("item: " + size() + " elements, not 1: shape " + shape());
        }
        return array[layout.offset()];
    }

    /**
     * Writes one value everywhere.
     *
     * @param value the value
     * @return this
     */
    public Tensor fill(float value) {
        Strided.fill(array, layout, value);
        return this;
    }

    /**
     * Copies another tensor's values into this one, broadcasting them to this shape. The two may share memory: the
     * values are those that the source had before.
     *
     * @param source the values
     * @return this
     * @throws ShapeException if the source cannot be broadcast to this shape
     */
    public Tensor copyFrom(Tensor source) {
        Layout from = source.layout.broadcastTo(shape());
        if (source.array == array && from.spanMeets(layout)) {
            Strided.copy(source.toArray(), Layout.contiguous(source.shape()).broadcastTo(shape()), array, layout);
        } else {
            Strided.copy(source.array, from, array, layout);
        }
        return this;
    }

    /** {@return the values in row-major order, in a fresh array} */
    public float[] toArray() {
        float[] values = new float[size()];
        Strided.copy(array, layout, values, Layout.contiguous(shape()));
        return values;
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

    /**
     * The axes in another order: axis {@code i} of the result is axis {@code axes[i]} of this.
     *
     * @param axes a permutation of the axes
     * @return a view
     */
    public Tensor permute(int... axes) {
        return view(layout.permute(axes));
    }

    /**
     * The indices {@code from … to-1} along one axis.
     *
     * @param axis the axis
     * @param from the first index
     * @param to the index before which the slice ends
     * @return a view
     */
    public Tensor slice(int axis, int from, int to) {
        return slice(axis, from, to, 1);
    }

    /**
     * Every {@code step}-th index along one axis, from {@code from} on and before {@code to}. Indices do not wrap as
     * NumPy's do: {@code slice(0, n - 1, -1, -1)} reverses an axis of extent {@code n}.
     *
     * @param axis the axis
     * @param from the first index
     * @param to the index before which the slice ends
     * @param step the distance between indices, not 0
     * @return a view
     */
    public Tensor slice(int axis, int from, int to, int step) {
        return view(layout.slice(axis, from, to, step));
    }

    /**
     * One position along an axis, which is dropped.
     *
     * @param axis the axis
     * @param index the position
     * @return a view of one rank less
     */
    public Tensor select(int axis, int index) {
        return view(layout.select(axis, index));
    }

    /**
     * One row of a matrix, or one position along the first axis of any tensor.
     *
     * @param index which row
     * @return a view of one rank less
     */
    public Tensor row(int index) {
        return select(0, index);
    }

    /**
     * One column of a matrix, or one position along the last axis of any tensor.
     *
     * @param index which column
     * @return a view of one rank less
     */
    public Tensor column(int index) {
        return select(-1, index);
    }

    /**
     * The same elements in row-major order under another shape. One extent may be -1, which is inferred.
     *
     * @param dims the extents
     * @return a view
     * @throws ShapeException if the numbers of elements differ, or the layout cannot be viewed so without a copy
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
     * All elements as one vector.
     *
     * @return a view of rank 1
     * @throws ShapeException if the layout cannot be viewed so without a copy
     */
    public Tensor flatten() {
        return reshape(size());
    }

    /**
     * This tensor repeated, without copies, to a larger shape. Writing through such a view writes an element several
     * times; ops refuse it as an output.
     *
     * @param dims the extents to broadcast to
     * @return a view
     */
    public Tensor broadcastTo(int... dims) {
        return view(layout.broadcastTo(Shape.of(dims)));
    }

    /**
     * This tensor without an axis of extent 1.
     *
     * @param axis the axis
     * @return a view
     */
    public Tensor squeeze(int axis) {
        return view(layout.squeeze(axis));
    }

    /**
     * This tensor with a new axis of extent 1.
     *
     * @param axis where the new axis shall stand
     * @return a view
     */
    public Tensor unsqueeze(int axis) {
        return view(layout.unsqueeze(axis));
    }

    // ---- comparing, printing ----

    /**
     * Whether all elements agree: {@code |this - other| <= absolute + relative·|other|}. Infinities of one sign agree;
     * NaN agrees with nothing.
     *
     * @param other a tensor of the same shape
     * @param relative the relative tolerance
     * @param absolute the absolute tolerance
     * @return true if shapes are equal and all elements agree
     */
    public boolean allClose(Tensor other, double relative, double absolute) {
        if (!shape().equals(other.shape())) {
            return false;
        }
        float[] a = toArray();
        float[] b = other.toArray();
        for (int i = 0; i < a.length; i++) {
            boolean close = a[i] == b[i] || Math.abs((double) a[i] - b[i]) <= absolute + relative * Math.abs(b[i]);
            if (!close || Float.isInfinite(b[i]) && a[i] != b[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether shape and all elements are the same bit for bit, all NaNs counting as one.
     *
     * @param other another tensor
     * @return true if so
     */
    public boolean sameBits(Tensor other) {
        return shape().equals(other.shape()) && Arrays.equals(toArray(), other.toArray());
    }

    /** The elements in brackets as NumPy prints them, abbreviated when there are more than a thousand. */
    @Override
    public String toString() {
        return TensorFormat.format(this);
    }
}
