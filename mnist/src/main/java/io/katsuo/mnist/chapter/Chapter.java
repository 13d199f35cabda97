package io.katsuo.mnist.chapter;

import io.katsuo.mnist.DigitSource;
import java.util.ArrayList;
import java.util.List;

/** The examples in the order of the chapter. */
public final class Chapter {
    private final List<Example> examples = new ArrayList<>();

    private Chapter() {}

    /** All examples, numbered from 1; those on whole networks load the digits, once. */
    public static List<Example> examples(DigitSource source) {
        DigitSource digits = source.once();
        Chapter chapter = new Chapter();
        chapter.addGraphs();
        chapter.addLayers();
        chapter.addNodesInsideLayers();
        chapter.addNetworks(digits);
        return chapter.examples;
    }

    private void addGraphs() {
        add("buy-apples", "Buying apples", "5.1.1, figures 5.1 and 5.2", ComputationalGraphs::buyApples);
        add(
                "apples-and-oranges",
                "Buying apples and oranges",
                "5.1.1, figure 5.3",
                ComputationalGraphs::applesAndOranges);
        add(
                "local-computation",
                "Each node computes for itself",
                "5.1.2, figure 5.4",
                ComputationalGraphs::localComputation);
        add("why-backward", "Why go backward", "5.1.3, figure 5.5", ComputationalGraphs::whyBackward);
        add("one-node", "One node backward", "5.2.1, figure 5.6", ChainRule::oneNode);
        add("chain-rule", "The chain rule", "5.2.2 and 5.2.3, figures 5.7 and 5.8", ChainRule::chainRule);
        add("add-node", "The addition node", "5.3.1, figures 5.9 to 5.11", AddAndMultiplyNodes::addNode);
        add(
                "multiply-node",
                "The multiplication node",
                "5.3.2, figures 5.12 and 5.13",
                AddAndMultiplyNodes::multiplyNode);
        add(
                "apple-gradients",
                "Apples: the derivative by everything",
                "5.3.3, figure 5.14",
                AddAndMultiplyNodes::appleGradients);
        add(
                "fruit-gradients",
                "Apples and oranges: the exercise",
                "5.3.3, figure 5.15",
                AddAndMultiplyNodes::fruitGradients);
    }

    private void addLayers() {
        add("apple-layers", "Apples with multiplication layers", "5.4.1, figure 5.16", SimpleLayers::appleLayers);
        add("fruit-layers", "Apples and oranges with layers", "5.4.2, figure 5.17", SimpleLayers::fruitLayers);
        add("relu", "ReLU, a switch", "5.5.1, figure 5.18", ActivationLayers::relu);
        add("sigmoid-in-steps", "Sigmoid in steps", "5.5.2, figures 5.19 to 5.23", ActivationLayers::sigmoidInSteps);
        add("sigmoid-grouped", "Sigmoid as one node", "5.5.2, figures 5.24 and 5.25", ActivationLayers::sigmoidGrouped);
        add(
                "affine-one-sample",
                "Affine layer, one sample",
                "5.6.1, figures 5.26 to 5.29",
                AffineLayers::affineOneSample);
        add("affine-batch", "Affine layer, a batch", "5.6.2, figure 5.30", AffineLayers::affineBatch);
        add("softmax", "Scores and probabilities", "5.6.3, figure 5.31", SoftmaxAndLoss::softmax);
        add(
                "softmax-from-nodes",
                "Softmax-with-loss from elementary nodes",
                "5.6.3 and appendix A, figure 5.32",
                SoftmaxAndLoss::softmaxFromNodes);
        add(
                "softmax-with-loss",
                "Softmax-with-loss as one layer",
                "5.6.3, figure 5.33",
                SoftmaxAndLoss::softmaxWithLoss);
        add("worked-losses", "Two answers and what is learned from them", "5.6.3", SoftmaxAndLoss::workedLosses);
        add("squared-error", "Identity with squared error", "5.6.3", SoftmaxAndLoss::squaredError);
    }

    private void addNodesInsideLayers() {
        add("branch", "The branch node", "the nodes inside layers", AffineLayers::branch);
        add("repeat", "The repeat node", "the nodes inside layers", AffineLayers::repeat);
        add("sum", "The sum node", "the nodes inside layers", AffineLayers::sum);
        add("mat-mul", "The matrix product node", "the nodes inside layers", AffineLayers::matMul);
        add("sigmoid-array", "Sigmoid node on arrays", "5.5.2", ActivationLayers::sigmoidArray);
        add(
                "affine-from-nodes",
                "An affine layer from nodes",
                "the nodes inside layers",
                AffineLayers::affineFromNodes);
    }

    private void addNetworks(DigitSource digits) {
        add(
                "two-layer-net",
                "The two-layer network",
                "5.7.1 and 5.7.2, tables 5.1 and 5.2",
                (out, pictures) -> Networks.twoLayerNet(out, pictures, digits.load()));
        add("deep-networks", "Deeper networks", "5.7.2", Networks::deepNetworks);
        add(
                "gradient-check",
                "Gradient check",
                "5.7.3",
                (out, pictures) -> Networks.gradientCheck(out, pictures, digits.load()));
        add(
                "training",
                "Training with back-propagation",
                "5.7.4",
                (out, pictures) -> Networks.training(out, pictures, digits.load()));
    }

    private void add(String name, String title, String section, Example.Program program) {
        examples.add(new Example(examples.size() + 1, name, title, section, program));
    }
}
