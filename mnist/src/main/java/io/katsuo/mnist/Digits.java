package io.katsuo.mnist;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A data set of images of digits.
 *
 * @param dataset {@code mnist}, or {@code embedded} for the digits that the library draws itself
 * @param origin the directory of the files, or that the library drew the images
 * @param train the training images: 60,000 of MNIST, 10,000 embedded
 * @param test the test images: 10,000 of MNIST, 2,000 embedded
 * @param contentSha256 by file name, the SHA-256 of each file's uncompressed content, header included, in lower-case
 *     hexadecimal digits; empty for embedded digits, which are in no file
 * @since 0.1
 */
public record Digits(
        String dataset, String origin, LabelledImages train, LabelledImages test, Map<String, String> contentSha256) {
    static final String MNIST = "mnist";
    static final String EMBEDDED = "embedded";

    static Digits of(MnistFiles files) throws IOException {
        Map<String, String> digests = new LinkedHashMap<>();
        files.contents().forEach((file, content) -> digests.put(file.fileName(), content.contentSha256()));
        return new Digits(
                MNIST,
                files.origin(),
                LabelledImages.of(
                        files.contents().get(MnistFile.TRAIN_IMAGES),
                        files.contents().get(MnistFile.TRAIN_LABELS)),
                LabelledImages.of(
                        files.contents().get(MnistFile.TEST_IMAGES),
                        files.contents().get(MnistFile.TEST_LABELS)),
                digests);
    }

    /**
     * Whether these are the images of MNIST, not drawn ones.
     *
     * @return true for MNIST
     */
    public boolean isMnist() {
        return dataset.equals(MNIST);
    }
}
