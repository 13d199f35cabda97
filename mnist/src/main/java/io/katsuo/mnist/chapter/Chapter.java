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
        chapter.addAddAndMultiply();
        chapter.addLayers();
        chapter.addAffine();
        chapter.addLosses();
        chapter.addNodesInsideLayers();
        chapter.addNetworks(digits);
        return chapter.examples;
    }

    private void addGraphs() {
        add(
                "buy-apples",
                "Buying apples",
                "5.1.1, figures 5.1 and 5.2",
                "Two apples cost 100 each, and the tax is 10 %. Each circle is an operation, each arrow "
                        + "carries a value from left to right. The factors can stand inside the circles or be inputs of "
                        + "their own.",
                ComputationalGraphs::buyApples);
        add(
                "apples-and-oranges",
                "Buying apples and oranges",
                "5.1.1, figure 5.3",
                "Two kinds of fruit are paid for together. The node + adds two amounts of money, 200 and 450; "
                        + "then the tax is multiplied on.",
                ComputationalGraphs::applesAndOranges);
        add(
                "local-computation",
                "Each node computes for itself",
                "5.1.2, figure 5.4",
                "A node sees only the values that its own arrows carry. How the 4,000 of other goods came "
                        + "about makes no difference to the node that adds 200.",
                ComputationalGraphs::localComputation);
        add(
                "why-backward",
                "Why go backward",
                "5.1.3, figure 5.5",
                "The price of an apple rises by 1: by how much does the total rise? The backward pass starts "
                        + "with 1 at the right and multiplies by the factor of each node: 1, 1.1, 2.2.",
                ComputationalGraphs::whyBackward);
        add(
                "one-node",
                "One node backward",
                "5.2.1, figure 5.6",
                "In the backward pass a node receives the upstream derivative E, multiplies it by its local "
                        + "derivative, and sends the product on. The square at x = 3 has the local derivative 6.",
                ChainRule::oneNode);
        add(
                "chain-rule",
                "The chain rule",
                "5.2.2 and 5.2.3, figures 5.7 and 5.8",
                "z = (x + y)² is a chain of a sum and a square. The derivative of the whole is the product of "
                        + "the derivatives of the parts; that is the chain rule.",
                ChainRule::chainRule);
    }

    private void addAddAndMultiply() {
        add(
                "add-node",
                "The addition node",
                "5.3.1, figures 5.9 to 5.11",
                "An addition passes the upstream derivative on to all its inputs unchanged, since its local "
                        + "derivatives are 1.",
                AddAndMultiplyNodes::addNode);
        add(
                "multiply-node",
                "The multiplication node",
                "5.3.2, figures 5.12 and 5.13",
                "A multiplication sends to each input the upstream derivative times the other input. It must "
                        + "keep both inputs until the backward pass.",
                AddAndMultiplyNodes::multiplyNode);
        add(
                "apple-gradients",
                "Apples: the derivative by everything",
                "5.3.3, figure 5.14",
                "One backward pass gives the derivative of the total by the price (2.2), by the number (110) "
                        + "and by the tax (200).",
                AddAndMultiplyNodes::appleGradients);
        add(
                "fruit-gradients",
                "Apples and oranges: the exercise",
                "5.3.3, figure 5.15",
                "The exercise of the chapter with every box filled in: the addition passes 1.1 on to both "
                        + "kinds of fruit, and each multiplication swaps its inputs.",
                AddAndMultiplyNodes::fruitGradients);
    }

    private void addLayers() {
        add(
                "apple-layers",
                "Apples with multiplication layers",
                "5.4.1, figure 5.16",
                "A layer is a node as an object. Its forward method keeps the inputs, and its backward method "
                        + "multiplies with them. The layers compute in float.",
                SimpleLayers::appleLayers);
        add(
                "fruit-layers",
                "Apples and oranges with layers",
                "5.4.2, figure 5.17",
                "Four layers compute the bill of apples and oranges. In the backward pass they are called in "
                        + "the reverse order.",
                SimpleLayers::fruitLayers);
        add(
                "relu",
                "ReLU, a switch",
                "5.5.1, figure 5.18",
                "ReLU lets positive values pass and stops all others. What it stopped in the forward pass it "
                        + "also stops in the backward pass.",
                ActivationLayers::relu);
        add(
                "sigmoid-in-steps",
                "Sigmoid in steps",
                "5.5.2, figures 5.19 to 5.23",
                "The sigmoid 1 / (1 + exp(−x)) is a chain of four nodes. The backward pass goes through them "
                        + "one by one: times −y², times 1, times exp(−x), times −1.",
                ActivationLayers::sigmoidInSteps);
        add(
                "sigmoid-grouped",
                "Sigmoid as one node",
                "5.5.2, figures 5.24 and 5.25",
                "The four nodes of the sigmoid can be drawn as one. Its derivative y · (1 − y) needs only the "
                        + "output.",
                ActivationLayers::sigmoidGrouped);
    }

    private void addAffine() {
        add(
                "affine-one-sample",
                "Affine layer, one sample",
                "5.6.1, figures 5.26 to 5.29",
                "An affine layer multiplies a row of inputs by a matrix of weights and adds a bias. Each "
                        + "derivative has the shape of its variable.",
                AffineLayers::affineOneSample);
        add(
                "affine-batch",
                "Affine layer, a batch",
                "5.6.2, figure 5.30",
                "With N samples at once the bias is added to every row, so its derivative is the sum of the "
                        + "rows that come back.",
                AffineLayers::affineBatch);
    }

    private void addLosses() {
        add(
                "softmax",
                "Scores and probabilities",
                "5.6.3, figure 5.31",
                "Softmax turns the scores of the last layer into probabilities, which are positive and sum to "
                        + "1. To give an answer the scores are enough.",
                SoftmaxAndLoss::softmax);
        add(
                "softmax-from-nodes",
                "Softmax-with-loss from elementary nodes",
                "5.6.3 and appendix A, figure 5.32",
                "Softmax and the cross-entropy error from elementary nodes only. What arrives at the scores "
                        + "in the end is simple: y − t.",
                SoftmaxAndLoss::softmaxFromNodes);
        add(
                "softmax-with-loss",
                "Softmax-with-loss as one layer",
                "5.6.3, figure 5.33",
                "Softmax and the cross-entropy error as one layer: forward it computes the loss, backward it "
                        + "sends (y − t) / N.",
                SoftmaxAndLoss::softmaxWithLoss);
        add(
                "worked-losses",
                "Two answers and what is learned from them",
                "5.6.3",
                "A bad answer gives a large loss and sends large derivatives back; a good answer gives a "
                        + "small loss and sends small ones.",
                SoftmaxAndLoss::workedLosses);
        add(
                "squared-error",
                "Identity with squared error",
                "5.6.3",
                "For regression the output is used as it is, with half the squared error as the loss. Here "
                        + "too y − t is sent back.",
                SoftmaxAndLoss::squaredError);
    }

    private void addNodesInsideLayers() {
        add(
                "branch",
                "The branch node",
                "the nodes inside layers",
                "A value that is used several times receives a derivative from each use. They are added.",
                AffineLayers::branch);
        add(
                "repeat",
                "The repeat node",
                "the nodes inside layers",
                "The repeat node copies one row N times. Its backward pass adds the N rows that come back.",
                AffineLayers::repeat);
        add(
                "sum",
                "The sum node",
                "the nodes inside layers",
                "The sum node adds N rows. Its backward pass copies the row that comes back N times: it is "
                        + "the mirror image of the repeat node.",
                AffineLayers::sum);
        add(
                "mat-mul",
                "The matrix product node",
                "the nodes inside layers",
                "The node of a matrix product, y = x·W. To x it sends dy·Wᵀ, to the weights xᵀ·dy.",
                AffineLayers::matMul);
        add(
                "sigmoid-array",
                "Sigmoid node on arrays",
                "5.5.2",
                "The sigmoid layer works on each element of an array by itself, forward and backward.",
                ActivationLayers::sigmoidArray);
        add(
                "affine-from-nodes",
                "An affine layer from nodes",
                "the nodes inside layers",
                "An affine layer is a small graph: a matrix product, a repeat node for the bias, and an "
                        + "addition. The layer made in one piece gives the same bits.",
                AffineLayers::affineFromNodes);
    }

    private void addNetworks(DigitSource digits) {
        add(
                "two-layer-net",
                "The two-layer network",
                "5.7.1 and 5.7.2, tables 5.1 and 5.2",
                "The network of the chapter: 784 pixels, 50 hidden units, 10 scores, and the loss. Forward "
                        + "goes through the list of layers, backward through the same list in reverse.",
                (out, pictures) -> Networks.twoLayerNet(out, pictures, digits.load()));
        add(
                "deep-networks",
                "Deeper networks",
                "5.7.2",
                "Networks of 2, 5, 10 and 20 layers are made of the same parts. Deep ones need initial "
                        + "weights of the right size.",
                Networks::deepNetworks);
        add(
                "gradient-check",
                "Gradient check",
                "5.7.3",
                "Back-propagation and numerical differentiation must give the same gradient. The second is "
                        + "slow but simple, so it can judge the first.",
                (out, pictures) -> Networks.gradientCheck(out, pictures, digits.load()));
        add(
                "training",
                "Training with back-propagation",
                "5.7.4",
                "Training repeats four steps: draw a mini-batch, compute the gradient of its loss by "
                        + "back-propagation, take a small step against the gradient, start over.",
                (out, pictures) -> Networks.training(out, pictures, digits.load()));
    }

    private void add(String name, String title, String section, String explanation, Example.Program program) {
        examples.add(new Example(examples.size() + 1, name, title, section, explanation, program));
    }
}
