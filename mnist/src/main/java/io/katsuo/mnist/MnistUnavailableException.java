package io.katsuo.mnist;

import java.io.IOException;

/**
 * MNIST is not on this machine, and cannot be downloaded. Callers may continue with {@link Mnist#embedded}.
 *
 * @since 0.1
 */
public final class MnistUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * What was tried.
     *
     * @param message one line
     */
    public MnistUnavailableException(String message) {
        super(message);
    }
}
