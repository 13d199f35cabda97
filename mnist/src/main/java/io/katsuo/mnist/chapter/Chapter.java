package io.katsuo.mnist.chapter;

import java.util.List;

/**
 * The examples in the order of the chapter.
 *
 * @since 0.1
 */
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
                new Ex01BuyApples(),
                new Ex02ApplesAndOranges(),
                new Ex03LocalComputation(),
                new Ex04WhyBackward(),
                new Ex05OneNode(),
                new Ex06ChainRule(),
                new Ex07AddNode(),
                new Ex08MultiplyNode(),
                new Ex09AppleGradients(),
                new Ex10FruitGradients(),
                new Ex11AppleLayers(),
                new Ex12FruitLayers(),
                new Ex13Relu(),
                new Ex14SigmoidInSteps(),
                new Ex15SigmoidGrouped(),
                new Ex16AffineOneSample(),
                new Ex17AffineBatch(),
                new Ex18Softmax(),
                new Ex19SoftmaxFromNodes(),
                new Ex20SoftmaxWithLoss(),
                new Ex21WorkedLosses(),
                new Ex22SquaredError(),
                new Ex23Branch(),
                new Ex24Repeat(),
                new Ex25Sum(),
                new Ex26MatMul(),
                new Ex27SigmoidArray(),
                new Ex28AffineFromNodes(),
                new Ex29TwoLayerNet(digits),
                new Ex30DeepNetworks(),
                new Ex31GradientCheck(digits),
                new Ex32Training(digits));
    }
}
