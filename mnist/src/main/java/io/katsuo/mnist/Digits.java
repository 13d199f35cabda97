package io.katsuo.mnist;

import io.katsuo.mnist.idx.CorruptDataException;
import io.katsuo.mnist.idx.IdxArray;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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
 */
public record Digits(
        String dataset, String origin, LabelledImages train, LabelledImages test, Map<String, String> contentSha256) {
    static final String MNIST = "mnist";
    static final String EMBEDDED = "embedded";

    /** Those of a set's files: training images, training labels, test images and test labels. */
    static Digits of(String dataset, String origin, Map<MnistFile, IdxArray> contents) throws CorruptDataException {
        Map<String, IdxArray> files = new HashMap<>();
        Map<String, String> digests = new LinkedHashMap<>();
        contents.forEach((file, content) -> {
            files.put(file.fileName(), content);
            digests.put(file.fileName(), content.contentSha256());
        });
        List<IdxArray> four = MnistFile.NAMES.stream().map(files::get).toList();
        return new Digits(
                dataset,
                origin,
                LabelledImages.of(four.get(0), four.get(1)),
                LabelledImages.of(four.get(2), four.get(3)),
                dataset.equals(MNIST) ? digests : Map.of());
    }

    /** {@return whether these are the images of MNIST, not drawn ones} */
    public boolean isMnist() {
        return dataset.equals(MNIST);
    }
}
