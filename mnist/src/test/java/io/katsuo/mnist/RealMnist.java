package io.katsuo.mnist;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/** The real data, where this machine has it. */
public final class RealMnist {
    private RealMnist() {}

    /** The directory that MNIST_DIR names; skips the test, saying so, if there is none. */
    public static Path directory() {
        String directory = System.getenv("MNIST_DIR");
        if (directory == null) {
            System.err.println("SKIPPED: tests on real MNIST; set MNIST_DIR to a directory with its four files");
        }
        assumeTrue(directory != null, "MNIST_DIR names no directory: tests on real MNIST skipped");
        return Path.of(directory);
    }
}
