package io.katsuo.mnist.chapter;

import io.katsuo.mnist.DataSource;
import io.katsuo.mnist.Mnist;
import io.katsuo.mnist.MnistOptions;
import io.katsuo.mnist.MnistTensors;
import io.katsuo.mnist.fetch.MnistUnavailableException;
import java.io.IOException;

/**
 * The images of digits that the last examples need, read when the first of them asks. Concurrent use: none.
 *
 * @since 0.1
 */
public final class Digits {
    private final boolean drawn;
    private MnistTensors tensors;

    private Digits(boolean drawn) {
        this.drawn = drawn;
    }

    /**
     * MNIST if it is on this machine, see {@link DataSource#local}, otherwise the drawn digits. Never downloads.
     *
     * @return the digits, not yet read
     */
    public static Digits onThisMachine() {
        return new Digits(false);
    }

    /**
     * The digits that Katsuo draws itself, the same ones everywhere.
     *
     * @return the digits, not yet drawn
     */
    public static Digits drawn() {
        return new Digits(true);
    }

    /**
     * The digits.
     *
     * @return images [N, 784] of values from 0 to 1, and their labels
     * @throws IOException if {@code MNIST_DIR} names files that are missing or damaged
     */
    public MnistTensors tensors() throws IOException {
        if (tensors == null) {
            tensors = load();
        }
        return tensors;
    }

    /**
     * Which digits these are.
     *
     * @return a sentence
     * @throws IOException as {@link #tensors}
     */
    public String describe() throws IOException {
        boolean mnist = tensors().data().dataset().equals(DataSource.MNIST);
        return "Images: " + (mnist ? "MNIST." : "digits that Katsuo draws itself, not MNIST.");
    }

    private MnistTensors load() throws IOException {
        if (!drawn) {
            try {
                return Mnist.load(DataSource.local(), MnistOptions.DEFAULT);
            } catch (MnistUnavailableException e) {
                // Drawn below.
            }
        }
        return Mnist.load(DataSource.embedded(), MnistOptions.DEFAULT);
    }
}
