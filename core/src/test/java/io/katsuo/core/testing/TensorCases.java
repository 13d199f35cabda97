package io.katsuo.core.testing;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Layout;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.util.Arrays;

/**
 * Random tensors of every kind of layout. Array elements that no index reaches hold {@link #CANARY}, a NaN: an op that
 * reads one spoils its result, and {@link #assertCanariesIntact} finds one that was written.
 */
public final class TensorCases {
    /** What lies between and around the elements. */
    public static final float CANARY = Float.intBitsToFloat(0x7fc0ca5e);

    private TensorCases() {}

    /** Kinds of layouts. All but {@link #BROADCAST} give each element a place of its own. */
    public enum Kind {
        /** Dense in row-major order, alone in its array. */
        CONTIGUOUS,
        /** Dense in row-major order, somewhere in a larger array. */
        OFFSET,
        /** Row-major with gaps between rows. */
        PADDED,
        /** Axes in reverse order, as a transposed matrix. */
        TRANSPOSED,
        /** Axes in any order, with gaps. */
        PERMUTED,
        /** Some strides negative. */
        REVERSED,
        /** Neighbours along the last axis two to four apart. */
        STEPPED,
        /** All of it: any order, signs, steps, gaps, offset. */
        WILD,
        /** As WILD, with some strides zero; not to be written to. */
        BROADCAST
    }

    private static final Kind[] ALL = Kind.values();

    /**
     * A kind that can be written to.
     *
     * @param rng where it comes from
     * @return any kind but BROADCAST
     */
    public static Kind writableKind(Rng rng) {
        return ALL[rng.nextInt(ALL.length - 1)];
    }

    /**
     * Any kind.
     *
     * @param rng where it comes from
     * @return the kind
     */
    public static Kind anyKind(Rng rng) {
        return ALL[rng.nextInt(ALL.length)];
    }

    /**
     * A random shape in which extents 0 and 1 are frequent.
     *
     * @param rng where it comes from
     * @param maxRank the highest rank
     * @param maxDim the highest extent
     * @return a shape of rank 0 to {@code maxRank}
     */
    public static Shape shape(Rng rng, int maxRank, int maxDim) {
        int[] dims = new int[rng.nextInt(maxRank + 1)];
        for (int i = 0; i < dims.length; i++) {
            int pick = rng.nextInt(16);
            dims[i] = pick == 0 ? 0 : pick <= 3 ? 1 : 1 + rng.nextInt(maxDim);
        }
        return Shape.of(dims);
    }

    /**
     * A random layout, whose lowest index is at least 0.
     *
     * @param rng where it comes from
     * @param kind its kind
     * @param shape its shape
     * @return the layout
     */
    public static Layout layout(Rng rng, Kind kind, Shape shape) {
        if (kind == Kind.CONTIGUOUS) {
            return Layout.contiguous(shape);
        }
        int rank = shape.rank();
        boolean wild = kind == Kind.WILD || kind == Kind.BROADCAST;
        boolean gaps = wild || kind == Kind.PADDED || kind == Kind.PERMUTED;
        int[] order = new int[rank];
        int[] shuffled = rng.permutation(rank);
        for (int i = 0; i < rank; i++) {
            boolean any = wild || kind == Kind.PERMUTED;
            order[i] = any ? shuffled[i] : kind == Kind.TRANSPOSED ? i : rank - 1 - i;
        }
        int[] strides = new int[rank];
        int stride = kind == Kind.STEPPED ? 2 + rng.nextInt(3) : wild ? 1 + rng.nextInt(3) : 1;
        int offset = kind == Kind.TRANSPOSED ? 0 : rng.nextInt(6);
        for (int axis : order) {
            int dim = shape.dim(axis);
            if (kind == Kind.BROADCAST && rng.nextInt(2) == 0) {
                continue;
            }
            boolean back = (wild || kind == Kind.REVERSED) && rng.nextInt(2) == 0;
            strides[axis] = back ? -stride : stride;
            offset += back && dim > 0 ? stride * (dim - 1) : 0;
            stride = stride * Math.max(1, dim) + (gaps ? rng.nextInt(4) : 0);
        }
        return Layout.of(shape, offset, strides);
    }

    /**
     * A random tensor: values of one family in a layout of one kind, canaries everywhere else.
     *
     * @param rng where it comes from
     * @param kind the kind of its layout
     * @param values the family of its values
     * @param dims its extents
     * @return the tensor, on an array of its own
     */
    public static Tensor tensor(Rng rng, Kind kind, Values values, int... dims) {
        Tensor result = empty(rng, kind, dims);
        fill(result, rng, values);
        return result;
    }

    /**
     * Fills a tensor with random values, in row-major order.
     *
     * @param tensor what to fill
     * @param rng where they come from
     * @param values their family
     */
    public static void fill(Tensor tensor, Rng rng, Values values) {
        if (tensor.rank() == 0) {
            tensor.fill(values.next(rng));
        } else if (tensor.size() > 0) {
            Layout layout = tensor.layout();
            int stride = layout.stride(-1);
            // Line by line, as products of large matrices are tested too.
            for (int[] index : indices(tensor.shape().with(-1, 1))) {
                int at = layout.index(index);
                for (int i = 0; i < tensor.dim(-1); i++) {
                    tensor.array()[at + i * stride] = values.next(rng);
                }
            }
        }
    }

    /**
     * These values in a random layout, canaries everywhere else.
     *
     * @param rng where the layout comes from
     * @param kind the kind of the layout, not BROADCAST
     * @param values the values
     * @return a tensor of the same shape and values, on an array of its own
     */
    public static Tensor laidOut(Rng rng, Kind kind, Tensor values) {
        if (kind == Kind.BROADCAST) {
            throw new IllegalArgumentException("laidOut: a broadcast layout cannot hold any values");
        }
        Tensor result = empty(rng, kind, values.shape().dims());
        for (int[] index : indices(result.shape())) {
            result.set(index, values.get(index));
        }
        return result;
    }

    /**
     * A tensor full of canaries, for an op to write to.
     *
     * @param rng where the layout comes from
     * @param kind the kind of its layout
     * @param dims its extents
     * @return the tensor, on an array of its own
     */
    public static Tensor empty(Rng rng, Kind kind, int... dims) {
        Shape shape = Shape.of(dims);
        Layout layout = layout(rng, kind, shape);
        int last = kind == Kind.CONTIGUOUS ? shape.size() - 1 : highest(layout) + rng.nextInt(6);
        float[] array = new float[last + 1];
        Arrays.fill(array, CANARY);
        return Tensor.wrap(array, layout);
    }

    private static int highest(Layout layout) {
        int highest = layout.offset();
        for (int axis = 0; axis < layout.shape().rank(); axis++) {
            highest += Math.max(0, layout.stride(axis))
                    * Math.max(0, layout.shape().dim(axis) - 1);
        }
        return highest;
    }

    /**
     * Fails if an element of the tensor's array that no index reaches is not the canary any more.
     *
     * @param tensor a tensor made here
     */
    public static void assertCanariesIntact(Tensor tensor) {
        boolean[] reached = new boolean[tensor.array().length];
        for (int[] index : indices(tensor.shape())) {
            reached[tensor.layout().index(index)] = true;
        }
        for (int i = 0; i < reached.length; i++) {
            if (!reached[i] && Float.floatToRawIntBits(tensor.array()[i]) != 0x7fc0ca5e) {
                throw new AssertionError("written outside of the view: array[" + i + "] = " + tensor.array()[i]
                        + ", layout " + tensor.layout());
            }
        }
    }

    /**
     * All indices of a shape in row-major order.
     *
     * @param shape the shape
     * @return the indices; the same array is changed and given again, copy it to keep it
     */
    public static Iterable<int[]> indices(Shape shape) {
        return () -> new IndexIterator(shape);
    }
}
