package io.katsuo.mnist;

import java.util.Map;

/**
 * A data set of images of digits.
 *
 * @param dataset which one: {@code mnist}, or {@code embedded} for the digits that the library draws itself
 * @param origin where it comes from: a directory, or the seed of the drawings
 * @param train the images to learn from: 60,000, embedded 10,000
 * @param test the images to be examined on: 10,000, embedded 2,000
 * @param contentSha256 by file name, SHA-256 of each file's uncompressed content, header included, in lower-case
 *     hexadecimal digits
 * @since 0.1
 */
public record MnistData(
        String dataset, String origin, LabelledImages train, LabelledImages test, Map<String, String> contentSha256) {}
