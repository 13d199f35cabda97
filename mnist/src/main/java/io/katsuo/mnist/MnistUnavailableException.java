package io.katsuo.mnist;

import java.io.IOException;

/** MNIST is not on this machine, and cannot be downloaded. Callers may continue with {@link Mnist#embedded}. */
public final class MnistUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What was tried, in one line, and what the user can do. */
    public MnistUnavailableException(String message) {
        super(message + "; set MNIST_DIR to a directory with MNIST's four files, or use the embedded digits:"
                + " Mnist.embedded(), --data embedded");
    }
}
