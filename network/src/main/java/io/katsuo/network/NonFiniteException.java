package io.katsuo.network;

/**
 * Training met a loss or gradient that is NaN or infinite and stopped. The message names the step, and where the first
 * such value arose; the parameters have their last finite state.
 *
 * @since 0.1
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

    /**
     * When it happened.
     *
     * @return the iteration, from 0
     */
    public int step() {
        return step;
    }
}
