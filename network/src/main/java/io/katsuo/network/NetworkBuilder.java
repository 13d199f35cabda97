package io.katsuo.network;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.BatchNormalization;
import io.katsuo.layers.Dropout;
import io.katsuo.layers.Elu;
import io.katsuo.layers.Gelu;
import io.katsuo.layers.IdentityWithLoss;
import io.katsuo.layers.Initializer;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LayerNormalization;
import io.katsuo.layers.LeakyRelu;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.MatMul;
import io.katsuo.layers.Relu;
import io.katsuo.layers.Sigmoid;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Softplus;
import io.katsuo.layers.Tanh;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Builds a network layer by layer (chapter, section on TwoLayerNet):
 *
 * <pre>{@code
 * Network network = Network.builder(784, seed).affine(100).relu().affine(10).softmaxWithLoss();
 * }</pre>
 *
 * <p>Layers are named by kind and number, {@code affine1}, {@code relu1}, {@code affine2}, skipping names of layers
 * that were added explicitly; the number of inputs of an affine layer is the number of outputs of the layer before.
 * Weights are drawn layer by layer from one seed, with {@link Initializer#HE} until another one is chosen. A builder
 * makes one network. Concurrent use: not supported.
 */
public final class NetworkBuilder {
    private final List<Layer> layers = new ArrayList<>();
    private final Rng rng;
    private Initializer initializer = Initializer.HE;
    private Shape shape;
    private boolean built;

    NetworkBuilder(int inputs, long seed) {
        if (inputs < 1) {
            throw new IllegalArgumentException("network: the number of inputs must be at least 1: " + inputs);
        }
        this.shape = Shape.of(1, inputs);
        this.rng = new Rng(seed);
    }

    /** Sets the initializer of the affine layers that are added from here on. */
    public NetworkBuilder initializer(Initializer initializer) {
        this.initializer = Objects.requireNonNull(initializer, "initializer");
        return this;
    }

    /**
     * Adds an affine layer. Samples of more than one axis are flattened.
     *
     * @param outputs the number of outputs, at least 1
     * @throws IllegalArgumentException if the number is less than 1
     */
    public NetworkBuilder affine(int outputs) {
        return add(Affine.of(name("affine", Affine.class), shape.without(0).size(), outputs, initializer, rng));
    }

    /** Adds an affine layer without a bias, for use before a normalization, which would subtract the bias again. */
    public NetworkBuilder affineWithoutBias(int outputs) {
        Tensor w = initializer.weights(rng, shape.without(0).size(), outputs);
        return add(new MatMul(name("affine", Affine.class), w));
    }

    /** Adds a ReLU. */
    public NetworkBuilder relu() {
        return add(new Relu(name("relu", Relu.class)));
    }

    /** Adds a sigmoid. */
    public NetworkBuilder sigmoid() {
        return add(new Sigmoid(name("sigmoid", Sigmoid.class)));
    }

    /** Adds a hyperbolic tangent. */
    public NetworkBuilder tanh() {
        return add(new Tanh(name("tanh", Tanh.class)));
    }

    /** Adds a leaky ReLU with slope 0.01. */
    public NetworkBuilder leakyRelu() {
        return add(new LeakyRelu(name("leakyRelu", LeakyRelu.class)));
    }

    /** Adds an exponential linear unit with α = 1. */
    public NetworkBuilder elu() {
        return add(new Elu(name("elu", Elu.class)));
    }

    /** Adds a softplus. */
    public NetworkBuilder softplus() {
        return add(new Softplus(name("softplus", Softplus.class)));
    }

    /** Adds a Gaussian error linear unit, the exact form. */
    public NetworkBuilder gelu() {
        return add(new Gelu(name("gelu", Gelu.class)));
    }

    /**
     * Adds a dropout.
     *
     * @param rate the probability with which a value is dropped, at least 0 and below 1
     * @param seed the seed of the masks; use another one for each dropout of a network
     */
    public NetworkBuilder dropout(double rate, long seed) {
        return add(new Dropout(name("dropout", Dropout.class), rate, seed));
    }

    /** Adds a batch normalization with as many units as a sample has values. */
    public NetworkBuilder batchNormalization() {
        return add(new BatchNormalization(
                name("batchNormalization", BatchNormalization.class),
                shape.without(0).size()));
    }

    /** Adds a layer normalization with as many units as a sample has values. */
    public NetworkBuilder layerNormalization() {
        return add(new LayerNormalization(
                name("layerNormalization", LayerNormalization.class),
                shape.without(0).size()));
    }

    /**
     * Adds any layer.
     *
     * @param layer the layer; its name must differ from the others'
     * @throws io.katsuo.core.tensor.ShapeException if it does not accept the output of the layers so far
     * @throws IllegalStateException if the network is built already
     */
    public NetworkBuilder add(Layer layer) {
        checkNotBuilt();
        Objects.requireNonNull(layer, () -> "network: the layer to add after " + layers.size() + " others is null");
        shape = layer.outputShape(shape);
        layers.add(layer);
        return this;
    }

    private String name(String kind, Class<? extends Layer> type) {
        long number = 1 + layers.stream().filter(type::isInstance).count();
        while (isTaken(kind + number)) {
            number++;
        }
        return kind + number;
    }

    private boolean isTaken(String name) {
        return layers.stream().anyMatch(layer -> name.equalsIgnoreCase(layer.name()));
    }

    /** Completes the network with softmax and cross-entropy. */
    public Classifier softmaxWithLoss() {
        return classifier(new SoftmaxWithLoss());
    }

    /** Completes the network with the squared error. */
    public Network identityWithLoss() {
        return build(new IdentityWithLoss());
    }

    /**
     * Completes the network with any loss.
     *
     * @throws IllegalArgumentException if there are no layers, or a layer, a name or a parameter occurs twice
     * @throws IllegalStateException if this builder has made a network already, which would share all layers
     */
    public Network build(LossLayer lastLayer) {
        return build(new Network(unused(), lastLayer));
    }

    /** As {@link #build(LossLayer)}, with a loss whose largest score names the class. */
    public Classifier classifier(LossLayer lastLayer) {
        return build(new Classifier(unused(), lastLayer));
    }

    private <N extends Network> N build(N network) {
        built = true;
        return network;
    }

    private List<Layer> unused() {
        checkNotBuilt();
        return layers;
    }

    private void checkNotBuilt() {
        if (built) {
            throw new IllegalStateException(
                    "network: built already: two networks cannot share layers; start another builder");
        }
    }
}
