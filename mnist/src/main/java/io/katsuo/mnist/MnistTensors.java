package io.katsuo.mnist;

/**
 * A data set in the form that networks take.
 *
 * @param data the data set as bytes, and where it comes from
 * @param train the images to learn from
 * @param test the images to be examined on
 * @since 0.1
 */
public record MnistTensors(MnistData data, LabelledTensors train, LabelledTensors test) {}
