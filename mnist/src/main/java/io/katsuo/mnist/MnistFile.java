package io.katsuo.mnist;

import io.katsuo.mnist.idx.CorruptDataException;
import io.katsuo.mnist.idx.IdxArray;
import io.katsuo.mnist.idx.IdxReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A file whose content is known, so that it may come from any source.
 *
 * @param fileName its name in the cache, and with {@code .gz} added on mirrors
 * @param compressedSize its usual size in bytes when compressed, by which progress is measured
 * @param contentSha256 SHA-256 of the uncompressed file; that of a compressed file depends on the program that compressed it
 */
record MnistFile(String fileName, int[] extents, int compressedSize, String contentSha256) {
    static final List<String> NAMES = List.of(
            "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");

    /** Training images, training labels, test images and test labels of MNIST. */
    static final List<MnistFile> MNIST = set(
            60_000,
            10_000,
            List.of(9_912_422, 28_881, 1_648_877, 4_542),
            List.of(
                    "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                    "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                    "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"));

    /** The same of the digits that the library draws. */
    static final List<MnistFile> DRAWN = set(
            10_000,
            2_000,
            List.of(0, 0, 0, 0),
            List.of(
                    "999499837e92f2cbb84074a3ded22178e5cf00cdd01774cd52551c450063c143",
                    "a3502ac99649bb27e195e522024f68ec510234eb6cf9ab2140be37aa9f1481e8",
                    "27db58ad9d9592d9ca14be5845a3c38164ba1533c5a901d2038817ccd80dcc1d",
                    "0fdf606d18fa9f437dd2498b20bd54911e96a6a4705f7c79864171c3c22c541d"));

    private static List<MnistFile> set(int train, int test, List<Integer> sizes, List<String> digests) {
        int[][] extents = {{train, 28, 28}, {train}, {test, 28, 28}, {test}};
        return IntStream.range(0, 4)
                .mapToObj(i -> new MnistFile(NAMES.get(i), extents[i], sizes.get(i), digests.get(i)))
                .toList();
    }

    /** All names in use for this file; uncompressed files come first, because they load faster. */
    List<String> fileNames() {
        String dotted = fileName.replace("-idx", ".idx");
        return List.of(fileName, dotted, fileName + ".gz", dotted + ".gz");
    }

    /** The path of this file in a directory, if a file has one of its names. */
    Optional<Path> in(Path directory) {
        return fileNames().stream()
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** The size of the uncompressed file in bytes. */
    int contentSize() {
        int size = 1;
        for (int extent : extents) {
            size *= extent;
        }
        return 4 + 4 * extents.length + size;
    }

    /** Reads and verifies this file, plain or gzip. */
    IdxArray read(Path path) throws IOException {
        return verified(IdxReader.read(path, extents));
    }

    /** Reads and verifies this file, plain or gzip, from memory; {@code name} is for messages. */
    IdxArray read(String name, byte[] bytes) throws CorruptDataException {
        return verified(IdxReader.read(name, bytes, extents));
    }

    /** This content, which is the right one. */
    IdxArray holding(byte[] data) {
        return new IdxArray(fileName, extents, data, contentSha256);
    }

    private IdxArray verified(IdxArray array) throws CorruptDataException {
        if (!array.contentSha256().equals(contentSha256)) {
            throw new CorruptDataException(
                    array.name(),
                    "SHA-256 of the content " + array.contentSha256() + ", expected " + contentSha256 + " (another "
                            + fileName + ")");
        }
        return array;
    }
}
