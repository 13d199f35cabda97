package io.katsuo.mnist;

import java.io.IOException;

/** Provides digits to programs that need them late or not at all: {@code Mnist::load}, {@code Mnist::embedded}. */
@FunctionalInterface
public interface DigitSource {
    /**
     * Loads or draws the digits.
     *
     * @throws IOException if it cannot be loaded
     */
    Digits load() throws IOException;

    /** {@return this source, loaded at the first call only. Concurrent use: none} */
    default DigitSource once() {
        Digits[] loaded = {null};
        return () -> {
            if (loaded[0] == null) {
                loaded[0] = load();
            }
            return loaded[0];
        };
    }
}
