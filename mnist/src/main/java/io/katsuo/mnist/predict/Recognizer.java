package io.katsuo.mnist.predict;

import io.katsuo.core.ops.Reductions;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.mnist.LabelledImages;
import io.katsuo.network.Network;
import io.katsuo.network.exchange.NetworkFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A network that reads digits. Concurrent use: safe.
 *
 * @param network its scores, one for each digit, are logarithms of probabilities up to a constant
 * @param origin where it comes from, for users
 */
public record Recognizer(Network network, String origin) {
    /** What {@code katsuo train} leaves in the current directory. */
    private static final Path TRAINED = Path.of("katsuo-out", "parameters.npz");
    /** {@code katsuo train --data embedded --net 784-50-10 --optimizer adam --iterations 2000 --dropout 0.3} wrote it. */
    private static final String SHIPPED = "drawn-digits.npz";

    /**
     * The network of a file.
     *
     * @param file a network of any format; null for the one that the last run left in {@code katsuo-out}, or, if there
     *     is none, for the one that is part of this program
     * @throws IOException if it cannot be read, or its network does not read images of digits
     */
    public static Recognizer load(Path file) throws IOException {
        if (file == null && Files.notExists(TRAINED)) {
            return shipped();
        }
        Path path = file == null ? TRAINED : file;
        Network network = NetworkFile.load(path);
        checkFits(path, network, MnistImage.SIDE, MnistImage.SIDE);
        return new Recognizer(network, path.toString());
    }

    /** The network that is part of this program. */
    static Recognizer shipped() throws IOException {
        Path copy = Files.createTempFile("katsuo-", ".npz");
        try (InputStream in = Recognizer.class.getResourceAsStream(SHIPPED)) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return new Recognizer(Network.fromFile(copy), "a small network trained on drawn digits");
        } finally {
            Files.delete(copy);
        }
    }

    /**
     * Refuses a network of other inputs or outputs.
     *
     * @param file where it comes from
     * @throws IOException if it has no score for each digit of such an image
     */
    public static void checkFits(Path file, Network network, int rows, int columns) throws IOException {
        String why;
        try {
            var scores = network.predict(Tensor.zeros(1, rows * columns)).shape();
            if (scores.rank() == 2 && scores.dim(1) == LabelledImages.CLASSES) {
                return;
            }
            why = "its scores are " + scores;
        } catch (ShapeException e) {
            why = e.getMessage();
        }
        throw new IOException(
                file + ": not a network for images of " + rows + "x" + columns + " pixels and 10 digits: " + why);
    }

    /** What it says of a picture. */
    public Reading read(MnistImage image) {
        return new Reading(
                image, Reductions.softmax(network.predict(image.sample())).toArray());
    }
}
