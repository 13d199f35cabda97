package io.katsuo.mnist;

import io.katsuo.mnist.idx.CorruptDataException;
import io.katsuo.mnist.idx.IdxArray;
import io.katsuo.mnist.idx.IdxReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The four files of MNIST with their sizes and digests. */
enum MnistFile implements KnownFile {
    /** 60,000 images of 28 × 28 pixels. */
    TRAIN_IMAGES(
            "train-images", 3, 60_000, 9_912_422, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
    /** The digits on the training images. */
    TRAIN_LABELS("train-labels", 1, 60_000, 28_881, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
    /** 10,000 images of 28 × 28 pixels. */
    TEST_IMAGES(
            "t10k-images", 3, 10_000, 1_648_877, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
    /** The digits on the test images. */
    TEST_LABELS("t10k-labels", 1, 10_000, 4_542, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");

    /** Height and width of an image. */
    private static final int SIDE = 28;

    private final String stem;
    private final int rank;
    private final int count;
    private final int compressedSize;
    private final String contentSha256;

    MnistFile(String stem, int rank, int count, int compressedSize, String contentSha256) {
        this.stem = stem;
        this.rank = rank;
        this.count = count;
        this.compressedSize = compressedSize;
        this.contentSha256 = contentSha256;
    }

    @Override
    public String fileName() {
        return stem + "-idx" + rank + "-ubyte";
    }

    /** All names in use for this file; uncompressed files come first, because they load faster. */
    List<String> fileNames() {
        String dotted = stem + ".idx" + rank + "-ubyte";
        return List.of(fileName(), dotted, fileName() + ".gz", dotted + ".gz");
    }

    @Override
    public int contentSize() {
        return 4 + 4 * rank + count * (rank == 3 ? SIDE * SIDE : 1);
    }

    @Override
    public int compressedSize() {
        return compressedSize;
    }

    /** SHA-256 of the uncompressed file; that of a compressed file depends on the program that compressed it. */
    String contentSha256() {
        return contentSha256;
    }

    /** Reads and verifies this file, plain or gzip. */
    IdxArray read(Path path) throws IOException {
        return verified(IdxReader.read(path, rank));
    }

    @Override
    public IdxArray read(String name, byte[] bytes) throws CorruptDataException {
        return verified(IdxReader.read(name, bytes, rank));
    }

    private IdxArray verified(IdxArray array) throws CorruptDataException {
        if (!array.contentSha256().equals(contentSha256)) {
            throw new CorruptDataException(
                    array.name(),
                    "SHA-256 of the content " + array.contentSha256() + ", expected " + contentSha256 + " (not MNIST's "
                            + fileName() + ")");
        }
        return array;
    }
}
