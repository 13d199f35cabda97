package io.katsuo.core.tensor;

/**
 * Thrown when the shape of an operand does not allow an operation. The message reads {@code <op>: <what is wrong>:
 * <operands with shapes>[; <hint>]}.
 */
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** An exception with the given message. */
    public ShapeException(String message) {
        super(message);
    }
}
