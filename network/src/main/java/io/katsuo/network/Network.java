package io.katsuo.network;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Param;
import io.katsuo.layers.Targets;
import io.katsuo.network.npz.Npz;
import io.katsuo.network.numeric.DoubleNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * A stack of layers and a loss. Layers run in order; back-propagation runs through them in reverse.
 *
 * {@snippet file="E05TrainANetwork.java" region="train"}
 *
 * <p>There are two paths. Training ({@link #computeGradients}, {@link #gradient}) uses the layers' own memory, belongs
 * to one thread and allocates nothing once it has run with a batch of that size; with another size the layers make their
 * memory anew. {@link #predict}, {@link #loss} and {@link #accuracy} touch no state: they may be called from many
 * threads at once while nobody trains, and do not disturb a pending {@code backward}. All results are the same bits for
 * any number of threads and whatever other samples are in a batch.
 *
 * @since 0.1
 */
public class Network implements Classifier {
    /** The step of the book's numerical gradient. */
    private static final double BOOK_STEP = 1e-4;

    private final List<Layer> layers;
    private final LossLayer lastLayer;
    private final List<Param> parameters;
    private final ShapeChain shapes;
    private final SequencedMap<String, Layer> layersByName;
    private final SequencedMap<String, Tensor> params;
    private final PartwiseGradients partwise;

    /**
     * A network of these layers.
     *
     * @param layers at least one; each stands here once, and no two share a name or a parameter
     * @param lastLayer the loss
     * @throws IllegalArgumentException if a layer, a name or a parameter occurs twice, or a name is blank
     * @throws ShapeException if a layer does not take what the one before it gives
     */
    public Network(List<Layer> layers, LossLayer lastLayer) {
        this.layers = List.copyOf(layers);
        this.lastLayer = Objects.requireNonNull(lastLayer, "lastLayer");
        LayerNames.check(this.layers, lastLayer);
        this.parameters = this.layers.stream()
                .flatMap(layer -> layer.parameters().stream())
                .toList();
        Distinct.check(this.layers, parameters);
        this.shapes = ShapeChain.of(this.layers);
        this.layersByName = LayerNames.map(this.layers);
        SequencedMap<String, Tensor> values = new LinkedHashMap<>();
        for (Param parameter : parameters) {
            values.put(parameter.name(), parameter.value());
        }
        this.params = Collections.unmodifiableSequencedMap(values);
        this.partwise = PartwiseGradients.of(this.layers, lastLayer);
    }

    /**
     * Starts a network of any depth.
     *
     * @param inputs the number of values of a sample, at least 1
     * @param seed where the initial weights come from
     * @return a builder to stack layers on
     */
    public static NetworkBuilder builder(int inputs, long seed) {
        return new NetworkBuilder(inputs, seed);
    }

    /**
     * A classifier of affine layers with ReLUs between them, with weights by {@link io.katsuo.layers.Initializer#HE}.
     *
     * @param seed where the initial weights come from
     * @param sizes the number of inputs, of the units of each hidden layer, and of classes, such as 784, 100, 100, 10
     * @return the network
     * @throws IllegalArgumentException if there are fewer than two sizes, or one is less than 1
     */
    public static Network of(long seed, int... sizes) {
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
     * The layers by name, in order, the loss not among them. Names begin with a capital, as in the book: {@code Affine1}.
     *
     * @return an unmodifiable map
     */
    public final SequencedMap<String, Layer> layers() {
        return layersByName;
    }

    /**
     * A layer by name, whatever the case of its letters: {@code Relu1} is also {@code ReLu1}, as one of the book's
     * tables spells it.
     *
     * @param name the name
     * @return the layer
     * @throws IllegalArgumentException if there is none
     */
    public final Layer layer(String name) {
        return LayerNames.find(layersByName, name);
    }

    final List<Layer> layerList() {
        return layers;
    }

    final ShapeChain shapes() {
        return shapes;
    }

    /**
     * A table of the layers: name, shape of the output for N samples, number and shapes of the parameters, and their
     * total number.
     *
     * @return lines of text
     */
    public final String summary() {
        return SummaryTable.of(this);
    }

    /**
     * The loss layer.
     *
     * @return the last layer
     */
    public final LossLayer lastLayer() {
        return lastLayer;
    }

    /**
     * The values of the parameters by name, in order: the tensors that the layers compute with, so that a change in
     * place is a change of the network. The map cannot be modified; replacing a tensor would have no effect.
     *
     * @return an unmodifiable map
     */
    public final SequencedMap<String, Tensor> params() {
        return params;
    }

    /**
     * The parameters with their gradients, in order.
     *
     * @return an unmodifiable list
     */
    public final List<Param> parameters() {
        return parameters;
    }

    @Override
    public final Tensor predict(Tensor x) {
        Workspace workspace = new Workspace();
        Tensor[] outputs = workspace.outputs(this, x);
        return predict(x, outputs[outputs.length - 1], workspace);
    }

    /**
     * As {@link #predict(Tensor)}, but allocates nothing when the input's shape is that of the workspace's last use and
     * its rank is at most 2.
     *
     * @param x the samples
     * @param out receives the scores; contiguous, not overlapping {@code x}
     * @param workspace memory that no other thread is using
     * @return {@code out}
     */
    public final Tensor predict(Tensor x, Tensor out, Workspace workspace) {
        Tensor[] outputs = workspace.outputs(this, x);
        Shape scores = outputs[outputs.length - 1].shape();
        if (!out.shape().equals(scores)) {
            throw new ShapeException("predict: out has the wrong shape: out " + out.shape() + ", scores " + scores);
        }
        Tensor value = x;
        for (int i = 0; i < outputs.length; i++) {
            value = layers.get(i).infer(value, i < outputs.length - 1 ? outputs[i] : out);
        }
        return value;
    }

    @Override
    public final double loss(Tensor x, Targets t) {
        return loss(x, t, new Workspace());
    }

    /**
     * As {@link #loss(Tensor, Targets)}, in the memory of a workspace: allocates nothing when the samples are the same
     * tensor as at its last use.
     *
     * @param x the samples
     * @param t what the network should say of them
     * @param workspace memory that no other thread is using
     * @return the mean loss
     */
    public final double loss(Tensor x, Targets t, Workspace workspace) {
        Tensor[] outputs = workspace.outputs(this, x);
        Tensor scores = outputs[outputs.length - 1];
        int parts = SampleParts.count(this, x);
        if (parts > 1) {
            return workspace.partwiseLoss().of(this, x, t, scores, parts);
        }
        predict(x, scores, workspace);
        return lastLayer.lossOf(scores, t);
    }

    @Override
    public final double accuracy(Tensor x, Targets t) {
        return Accuracy.of(this, x, t);
    }

    /**
     * One pass forward and one back: leaves the derivatives of the loss in {@link Param#gradient()} of every
     * parameter. The derivative by the samples is not computed.
     *
     * @param x the samples
     * @param t what the network should say of them
     * @return the mean loss
     */
    public final double computeGradients(Tensor x, Targets t) {
        int parts = partwise == null || x.rank() != 2 ? 1 : SampleParts.count(this, x);
        return parts > 1 ? partwise.compute(x, t, parts) : layerwise(x, t);
    }

    private double layerwise(Tensor x, Targets t) {
        Tensor value = x;
        for (int i = 0; i < layers.size(); i++) {
            value = layers.get(i).forward(value);
        }
        double loss = lastLayer.forward(value, t);
        Tensor dout = lastLayer.backward(1);
        for (int i = layers.size() - 1; i > 0; i--) {
            dout = layers.get(i).backward(dout);
        }
        layers.getFirst().backwardParameters(dout);
        return loss;
    }

    @Override
    public final SequencedMap<String, Tensor> gradient(Tensor x, Targets t) {
        SequencedMap<String, Tensor> result = new LinkedHashMap<>();
        for (Param parameter : parameters) {
            result.put(parameter.name(), Tensor.zeros(parameter.value().shape()));
        }
        gradientInto(x, t, result);
        return result;
    }

    /**
     * As {@link #gradient}, into tensors that exist already.
     *
     * @param x the samples
     * @param t what the network should say of them
     * @param into a tensor for each parameter name, of that parameter's shape
     * @return the mean loss
     */
    public final double gradientInto(Tensor x, Targets t, Map<String, Tensor> into) {
        for (int i = 0; i < parameters.size(); i++) {
            Param parameter = parameters.get(i);
            Tensor target = into.get(parameter.name());
            if (target == null || !target.shape().equals(parameter.value().shape())) {
                throw new ShapeException("gradientInto: no tensor for " + parameter + ": "
                        + (target == null ? "none of that name" : target.shape().toString()));
            }
        }
        double loss = computeGradients(x, t);
        for (int i = 0; i < parameters.size(); i++) {
            into.get(parameters.get(i).name()).copyFrom(parameters.get(i).gradient());
        }
        return loss;
    }

    /**
     * Central differences with the book's step of 1e-4, of the layers' formulas in double, of which the result is
     * rounded to float. The parameters are copied, never written, so they cannot be left changed. Divided is by the
     * step as it is after rounding.
     */
    @Override
    public final SequencedMap<String, Tensor> numericalGradient(Tensor x, Targets t) {
        List<DoubleNetwork.Differences> differences =
                DoubleNetwork.of(layers, lastLayer, x, t).differences(BOOK_STEP);
        SequencedMap<String, Tensor> result = new LinkedHashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            double[] values = differences.get(i).values();
            Tensor rounded = Tensor.zeros(parameters.get(i).value().shape());
            for (int k = 0; k < values.length; k++) {
                rounded.array()[k] = (float) values[k];
            }
            result.put(parameters.get(i).name(), rounded);
        }
        return result;
    }

    /**
     * A fingerprint of all parameters, by which runs can be compared.
     *
     * @return SHA-256 in hex over the values of all parameters in order, row-major, as little-endian floats, every NaN
     *     as 0x7fc00000
     */
    public final String parameterHash() {
        return ParameterHash.of(parameters);
    }

    /**
     * Writes all parameters to a {@code .npz} file, which {@code numpy.load} opens, bit for bit and atomically.
     *
     * @param file where to; replaced if it exists
     * @throws IOException if writing fails; the file is then as it was
     */
    public final void saveParameters(Path file) throws IOException {
        Npz.write(file, params);
    }

    /**
     * Reads all parameters from a {@code .npz} file into this network. If it does not hold exactly this network's
     * parameters, none is changed.
     *
     * @param file what {@link #saveParameters} or NumPy wrote
     * @throws IOException if reading fails, or names or shapes differ
     */
    public final void loadParameters(Path file) throws IOException {
        ParameterFile.load(file, parameters);
    }
}
