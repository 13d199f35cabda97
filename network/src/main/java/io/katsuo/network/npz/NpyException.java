package io.katsuo.network.npz;

import java.io.IOException;

/**
 * A {@code .npy} or {@code .npz} file is damaged, hostile, or holds what Katsuo does not read.
 *
 * @since 0.1
 */
public final class NpyException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * With a message that names the file and what is wrong.
     *
     * @param message the message
     */
    public NpyException(String message) {
        super(message);
    }
}
