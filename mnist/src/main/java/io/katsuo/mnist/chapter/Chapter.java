package io.katsuo.mnist.chapter;

import java.util.List;

/** The examples in the order of the chapter. */
public final class Chapter {
    private Chapter() {}

    /**
     * All examples.
     *
     * @param digits the images that the last ones need
     * @return the examples, numbered from 1
     */
    public static List<Example> examples(Digits digits) {
        return List.of(
                new Ex11AppleLayers(),
                new Ex12FruitLayers(),
                new Ex13Relu(),
                new Ex16AffineOneSample(),
                new Ex17AffineBatch(),
                new Ex18Softmax(),
                new Ex20SoftmaxWithLoss(),
                new Ex21WorkedLosses(),
                new Ex27SigmoidArray(),
                new Ex32Training(digits));
    }
}
