package io.katsuo.mnist.fetch;

import java.io.IOException;

/**
 * MNIST is neither on this machine nor to be had from the network. Callers may go on with the digits that the library
 * draws itself, saying so.
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
