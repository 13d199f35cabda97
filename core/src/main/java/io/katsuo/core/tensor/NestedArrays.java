package io.katsuo.core.tensor;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/** Reads nested float arrays, checking that they are rectangular. */
final class NestedArrays {
    private NestedArrays() {}

    static Tensor read(Object nested) {
        List<Integer> dims = new ArrayList<>();
        Object level = nested;
        while (level instanceof Object[] || level instanceof float[]) {
            int length = Array.getLength(level);
            dims.add(length);
            level = length > 0
                    ? Array.get(level, 0)
                    : level.getClass().getComponentType() == float.class ? 0f : emptyBelow(level, dims);
        }
        if (!(level instanceof Float)) {
            throw new ShapeException("ofNested: expected arrays of float, found "
                    + (level == null ? "null" : level.getClass().getTypeName()));
        }
        int[] extents = dims.stream().mapToInt(Integer::intValue).toArray();
        Tensor result = Tensor.zeros(extents);
        copy(nested, extents, 0, result.array(), 0);
        return result;
    }

    /** Below an empty array nothing can be measured: every deeper extent is 0 too. */
    private static Object emptyBelow(Object level, List<Integer> dims) {
        Class<?> type = level.getClass().getComponentType();
        while (type.isArray()) {
            dims.add(0);
            type = type.getComponentType();
        }
        return type == float.class ? (Object) 0f : type.getTypeName();
    }

    private static int copy(Object level, int[] extents, int depth, float[] out, int at) {
        boolean isLine = depth == extents.length - 1;
        if (level == null || isLine != level instanceof float[] || Array.getLength(level) != extents[depth]) {
            throw new ShapeException("ofNested: ragged arrays: at depth " + depth + " expected length " + extents[depth]
                    + ", found " + (level == null ? "null" : "length " + Array.getLength(level)));
        }
        if (isLine) {
            System.arraycopy(level, 0, out, at, extents[depth]);
            return at + extents[depth];
        }
        int next = at;
        for (Object inner : (Object[]) level) {
            next = copy(inner, extents, depth + 1, out, next);
        }
        return next;
    }
}
