package io.katsuo.core.ops;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import java.util.Arrays;

/**
 * Tensors put side by side in a new one.
 *
 * @since 0.1
 */
public final class Joining {
    private Joining() {}

    /**
     * The parts one after the other along an axis that they have.
     *
     * @param axis the axis, negative ones counting from the end
     * @param parts at least one tensor, all of one shape but for the extent along that axis
     * @return a new tensor
     * @throws ShapeException if there are no parts, no such axis, or shapes that do not match
     */
    public static Tensor concat(int axis, Tensor... parts) {
        checkSome("concat", parts);
        AxisReduction.checkAxis("concat", parts[0], axis);
        int at = parts[0].shape().axis(axis);
        long extent = 0;
        for (Tensor part : parts) {
            if (part.rank() != parts[0].rank()
                    || !part.shape().with(at, 1).equals(parts[0].shape().with(at, 1))) {
                throw new ShapeException("concat: shapes differ off axis " + at + ": " + shapes(parts));
            }
            extent += part.dim(at);
        }
        if (extent > Integer.MAX_VALUE) {
            throw new ShapeException("concat: extent " + extent + " along axis " + at + " exceeds " + Integer.MAX_VALUE
                    + ": " + shapes(parts));
        }
        Tensor result = Tensor.zeros(parts[0].shape().with(at, (int) extent));
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
     * @param axis where the new axis shall stand, in {@code [-rank-1, rank]}
     * @param parts at least one tensor, all of one shape
     * @return a new tensor, of one rank more
     * @throws ShapeException if there are no parts, no such place, or shapes that differ
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
}
