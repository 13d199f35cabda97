package io.katsuo.core.tensor;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/** Reads nested arrays of float, double or int, checking that they are rectangular. */
final class NestedArrays {
    private NestedArrays() {}

    static Tensor read(Object nested) {
        int[] extents = extents(nested);
        Tensor result = Tensor.zeros(extents);
        copy(nested, extents, 0, result.array(), 0);
        return result;
    }

    /** The lengths along the first elements; below an empty array, where there is none, every extent is 0. */
    private static int[] extents(Object nested) {
        List<Integer> dims = new ArrayList<>();
        Object level = nested;
        Class<?> type = nested == null ? null : nested.getClass();
        while (type != null && type.isArray() && !type.getComponentType().isPrimitive()) {
            int length = level == null ? 0 : Array.getLength(level);
            dims.add(length);
            level = length == 0 ? null : Array.get(level, 0);
            type = length == 0 ? type.getComponentType() : level == null ? null : level.getClass();
        }
        if (type != float[].class && type != double[].class && type != int[].class) {
            throw new ShapeException("ofNested: expected arrays of float, double or int, found "
                    + (type == null ? "null" : type.getTypeName()));
        }
        dims.add(level == null ? 0 : Array.getLength(level));
        return dims.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int copy(Object level, int[] extents, int depth, float[] out, int at) {
        boolean isLine = depth == extents.length - 1;
        boolean fits = level != null && level.getClass().isArray() && isLine != level instanceof Object[];
        if (!fits || Array.getLength(level) != extents[depth]) {
            throw new ShapeException("ofNested: ragged arrays: at depth " + depth + " expected length " + extents[depth]
                    + ", found " + describe(level));
        }
        if (isLine) {
            line(level, out, at);
            return at + extents[depth];
        }
        int next = at;
        for (Object inner : (Object[]) level) {
            next = copy(inner, extents, depth + 1, out, next);
        }
        return next;
    }

    private static void line(Object values, float[] out, int at) {
        if (values instanceof float[] floats) {
            System.arraycopy(floats, 0, out, at, floats.length);
        } else {
            for (int i = 0; i < Array.getLength(values); i++) {
                out[at + i] = (float) Array.getDouble(values, i);
            }
        }
    }

    private static String describe(Object level) {
        if (level == null) {
            return "null";
        }
        String type = level.getClass().getTypeName();
        return level.getClass().isArray() ? "length " + Array.getLength(level) + " of " + type : type;
    }
}
