package io.katsuo.network;

import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Param;
import io.katsuo.layers.Targets;
import io.katsuo.network.files.AtomicFile;
import io.katsuo.network.numeric.Differences;
import io.katsuo.network.numeric.DoubleNetwork;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A stack of layers and a loss. Layers run in order; back-propagation runs through them in reverse.
 *
 * {@snippet file="E05TrainANetwork.java" region="train"}
 *
 * <p>Training ({@link #computeGradients}, {@link #gradient}) writes the parameters' gradients, belongs to one thread
 * and allocates nothing when it gets the same tensors again. {@link #predict} and {@link #loss} do not change the
 * network: many threads may call them at once while nobody trains. Results have the same bits for any number of
 * threads; predictions do not depend on the other samples of a batch. Networks may share layers: the last network that
 * computed gradients overwrites them, so update one before the other computes.
 */
public class Network {
    /** The step of the book's numerical gradient. */
    private static final double BOOK_STEP = 1e-4;

    private final List<Layer> layers;
    private final LossLayer lastLayer;
    private final List<Param> parameters;
    /** The parameters, then the state of the layers. */
    private final List<Param> saved;

    private final ShapeChain shapes;
    private final SequencedMap<String, Layer> layersByName;
    private final SequencedMap<String, Tensor> params;
    private final Pass training;

    /**
     * A network of these layers.
     *
     * @param layers at least one; each occurs once, and no two share a name or a parameter
     * @throws IllegalArgumentException if a layer, a name or a parameter occurs twice, or a name is blank
     * @throws ShapeException if a layer does not accept the output of the one before
     */
    public Network(List<Layer> layers, LossLayer lastLayer) {
        this.layers = List.copyOf(layers);
        this.lastLayer = Objects.requireNonNull(lastLayer, "lastLayer");
        LayerNames.check(this.layers, lastLayer);
        this.parameters = this.layers.stream()
                .flatMap(layer -> layer.parameters().stream())
                .toList();
        this.saved = Stream.concat(parameters.stream(), this.layers.stream().flatMap(layer -> layer.state().stream()))
                .toList();
        Distinct.check(this.layers, saved);
        this.shapes = ShapeChain.of(this.layers);
        this.layersByName = LayerNames.map(this.layers);
        this.params = Collections.unmodifiableSequencedMap(named(Param::value));
        this.training = new Pass(this.layers, lastLayer, new BatchSplit(this.layers, parameters));
    }

    private SequencedMap<String, Tensor> named(Function<Param, Tensor> tensor) {
        SequencedMap<String, Tensor> result = new LinkedHashMap<>();
        parameters.forEach(parameter -> result.put(parameter.name(), tensor.apply(parameter)));
        return result;
    }

    /**
     * Starts a network of any depth.
     *
     * @param inputs the number of values of a sample, at least 1
     */
    public static NetworkBuilder builder(int inputs, long seed) {
        return new NetworkBuilder(inputs, seed);
    }

    /**
     * A classifier of affine layers with ReLUs between them, with weights by {@link io.katsuo.layers.Initializer#HE}.
     *
     * @param sizes the number of inputs, of the units of each hidden layer, and of classes, such as {784, 100, 100, 10}
     * @throws IllegalArgumentException if there are fewer than two sizes, or one is less than 1
     */
    public static Classifier of(int[] sizes, long seed) {
        if (sizes.length < 2) {
            throw new IllegalArgumentException(
                    "network: at least the numbers of inputs and classes needed: " + Arrays.toString(sizes));
        }
        NetworkBuilder builder = builder(sizes[0], seed).affine(sizes[1]);
        for (int i = 2; i < sizes.length; i++) {
            builder.relu().affine(sizes[i]);
        }
        return builder.softmaxWithLoss();
    }

    /**
     * The layers by name, in order, without the loss. The map also finds a layer by the book's spelling with a capital:
     * {@code Affine1} for {@code affine1}, {@code ReLu1} for {@code relu1}.
     */
    public final SequencedMap<String, Layer> layers() {
        return layersByName;
    }

    /** A layer by name, whatever the case of its letters; throws an {@link IllegalArgumentException} if there is none. */
    public final Layer layer(String name) {
        return LayerNames.find(layersByName, name);
    }

    final List<Layer> layerList() {
        return layers;
    }

    /** The contents of a file: the parameters, then the state of the layers. */
    final List<Param> saved() {
        return saved;
    }

    final ShapeChain shapes() {
        return shapes;
    }

    /**
     * A table of the layers: name, shape of the output for N samples, number and shapes of the parameters, and their
     * total number.
     */
    public final String summary() {
        return SummaryTable.of(this);
    }

    /** The loss layer. */
    public final LossLayer lastLayer() {
        return lastLayer;
    }

    /**
     * The values of the parameters by name, in order: the tensors that the layers compute with, so a change in place
     * changes the network. The map is unmodifiable.
     */
    public final SequencedMap<String, Tensor> params() {
        return params;
    }

    /** {@return the parameters with their gradients, in order, unmodifiable} */
    public final List<Param> parameters() {
        return parameters;
    }

    /**
     * The scores. In a classifier the largest score names the class; softmax turns scores into probabilities.
     *
     * @param x one sample, or a batch with one sample along the first axis
     */
    public final Tensor predict(Tensor x) {
        return Pass.of(this).scores(x);
    }

    /**
     * As {@link #predict(Tensor)}, but allocates nothing when {@code x} is the tensor of the workspace's last use.
     *
     * @param out receives the scores
     * @param workspace memory that no other thread is using
     */
    public final Tensor predict(Tensor x, Tensor out, Workspace workspace) {
        Tensor scores = workspace.pass(this).scores(x);
        if (!out.shape().equals(scores.shape())) {
            throw new ShapeException(
                    "predict: out has the wrong shape: out " + out.shape() + ", scores " + scores.shape());
        }
        return out.copyFrom(scores);
    }

    /** The mean loss of the samples, with the layers in prediction mode. */
    public final double loss(Tensor x, Targets t) {
        return Pass.of(this).loss(x, t);
    }

    /**
     * As {@link #loss(Tensor, Targets)}, but allocates nothing when {@code x} is the tensor of the workspace's last use.
     */
    public final double loss(Tensor x, Targets t, Workspace workspace) {
        return workspace.pass(this).loss(x, t);
    }

    /** As {@link #loss(Tensor, Targets)}, for class indices. */
    public final double loss(Tensor x, int[] labels) {
        return loss(x, Targets.of(labels));
    }

    /** As {@link #loss(Tensor, Targets)}, for class indices as unsigned bytes. */
    public final double loss(Tensor x, byte[] labels) {
        return loss(x, Targets.of(labels));
    }

    /** As {@link #loss(Tensor, Targets)}, for rows of values. */
    public final double loss(Tensor x, Tensor t) {
        return loss(x, Targets.of(t));
    }

    /** As {@link #computeGradients(Tensor, Targets, long)}, always as step 0, for which dropout drops the same units. */
    public final double computeGradients(Tensor x, Targets t) {
        return computeGradients(x, t, 0);
    }

    /**
     * One forward and backward pass, which writes the derivatives of the loss to {@link Param#gradient()} of every
     * parameter. The derivative with respect to the samples is not computed.
     *
     * @param step the number of the training step, from 0; layers that draw random numbers draw new ones in every step
     */
    public final double computeGradients(Tensor x, Targets t, long step) {
        return training.gradients(x, t, step);
    }

    /** The gradients of all parameters by back-propagation, by name and in order, in fresh memory. */
    public final SequencedMap<String, Tensor> gradient(Tensor x, Targets t) {
        computeGradients(x, t);
        return named(parameter -> parameter.gradient().copy());
    }

    /** As {@link #gradient(Tensor, Targets)}, for class indices. */
    public final SequencedMap<String, Tensor> gradient(Tensor x, int[] labels) {
        return gradient(x, Targets.of(labels));
    }

    /** As {@link #gradient(Tensor, Targets)}, for rows of values. */
    public final SequencedMap<String, Tensor> gradient(Tensor x, Tensor t) {
        return gradient(x, Targets.of(t));
    }

    /**
     * The gradients of all parameters by central differences of the layers' formulas in double, with the book's step of
     * 1e-4. The parameters are copied, never written. The divisor is the rounded step.
     *
     * @return by parameter name, in order, rounded to float; fresh memory
     */
    public final SequencedMap<String, Tensor> numericalGradient(Tensor x, Targets t) {
        Iterator<Differences> differences =
                DoubleNetwork.of(layers, lastLayer, x, t).differences(BOOK_STEP).iterator();
        return named(parameter -> Tensor.of(differences.next().values())
                .reshape(parameter.value().shape().dims()));
    }

    /** As {@link #numericalGradient(Tensor, Targets)}, for class indices. */
    public final SequencedMap<String, Tensor> numericalGradient(Tensor x, int[] labels) {
        return numericalGradient(x, Targets.of(labels));
    }

    /** As {@link #numericalGradient(Tensor, Targets)}, for rows of values. */
    public final SequencedMap<String, Tensor> numericalGradient(Tensor x, Tensor t) {
        return numericalGradient(x, Targets.of(t));
    }

    /**
     * A fingerprint to compare runs: SHA-256 in hex over the values of all parameters and of the state of the layers in
     * order, row-major, as little-endian floats, every NaN as 0x7fc00000.
     */
    public final String parameterHash() {
        return ParameterHash.of(saved);
    }

    /** The kinds, names and settings of the layers and the loss, without the parameters. */
    public final Architecture architecture() {
        return Architecture.of(this);
    }

    /** Writes parameters and state to a {@code .npz} file, bit for bit and atomically, and the {@link #architecture}. */
    public final void save(Path file) throws IOException {
        ParameterFile.check(file);
        AtomicFile.write(file, this::save);
    }

    /** Writes what {@link #save(Path)} writes to a stream, which stays open. */
    public final void save(OutputStream out) throws IOException {
        ParameterFile.write(out, this);
    }

    /**
     * The network of a file, with its parameters and the state of its layers: a {@link Classifier} if it was one.
     *
     * @param file what {@link #save(Path)} or {@link Trainer#checkpoint} wrote, of layers and a loss of the library
     * @throws IOException if reading fails, or the file has no architecture, or one of other layers
     */
    public static Network fromFile(Path file) throws IOException {
        return ParameterFile.network(file);
    }

    /**
     * Reads all parameters from a {@code .npz} file into this network. If the file does not have exactly this network's
     * parameters, or belongs to a network that computes another function, none is changed.
     *
     * @param file what {@link #save(Path)} or NumPy wrote; without an architecture only names and shapes are compared
     * @throws IOException if reading fails, or the file is of another network
     */
    public final void loadParameters(Path file) throws IOException {
        ParameterFile.load(file, this);
    }

    /** The {@link #summary}. */
    @Override
    public String toString() {
        return summary();
    }
}
