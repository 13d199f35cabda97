package io.katsuo.network;

/**
 * Thrown when training stops because a loss or gradient is NaN or infinite. The message names the step and the place of
 * the first such value; the parameters have their last finite state.
 */
public final class NonFiniteException extends ArithmeticException {
    private static final long serialVersionUID = 1L;

    /** The iteration, from 0. */
    private final int step;

    /**
     * An exception with the given message.
     *
     * @param step the iteration, from 0
     * @param message what is not finite, and where
     */
    public NonFiniteException(int step, String message) {
        super(message);
        this.step = step;
    }

    /** {@return the iteration in which it happened, from 0} */
    public int step() {
        return step;
    }
}
