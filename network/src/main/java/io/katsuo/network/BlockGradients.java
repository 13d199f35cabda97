package io.katsuo.network;

import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Param;
import io.katsuo.layers.Targets;
import io.katsuo.network.optimizer.Sgd;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Computes the contributions of the blocks of a batch to a training step, each as one vector: the derivatives of the
 * batch's loss by all parameters, summed over the samples of the block, then the state of the layers after the block,
 * times the block's share of the samples. Every block begins with the same state, so a layer with batch statistics
 * computes them over the block, and its running means follow the mean of all blocks (Hoffer, Hubara, Soudry: "Train
 * longer, generalize better", 2017).
 *
 * <p>Concurrent use: one thread.
 */
public final class BlockGradients {
    private final Network network;
    private final BlockPlan plan;
    private final int length;
    /** Parameters and state before the step; null if blocks do not change them. */
    private final float[] start;
    /** Passes by the number of samples. */
    private final Map<Integer, Pass> passes = new HashMap<>();

    /** The blocks of batches for a network, whose gradients and, during a step, parameters and state are written. */
    public BlockGradients(Network network, BlockPlan plan) {
        this.network = network;
        this.plan = plan;
        this.length = network.saved().stream().mapToInt(p -> p.value().size()).sum();
        boolean hasState = network.saved().size() > network.parameters().size();
        this.start = hasState || plan.localSteps() > 0 ? new float[length] : null;
    }

    /** The number of floats in a vector: of all parameters and the state of the layers. */
    public int length() {
        return length;
    }

    /** The parameters and the state of the layers. */
    public float[] values() {
        float[] values = new float[length];
        read(network.saved(), Param::value, values, 0);
        return values;
    }

    /** Copies tensors into a part of a vector; returns where the rest begins. */
    private static int read(List<Param> params, Function<Param, Tensor> tensor, float[] target, int from) {
        int at = from;
        for (Param param : params) {
            Tensor source = tensor.apply(param);
            source.read(0, target, at, source.size());
            at += source.size();
        }
        return at;
    }

    /** Sets the parameters and the state of the layers to the result of {@link #values}. */
    public void load(float[] values) {
        copy(values, 0, network.saved(), Param::value);
        begin();
    }

    /** Begins a step with the parameters and state as they are. */
    void begin() {
        if (start != null) {
            read(network.saved(), Param::value, start, 0);
        }
    }

    /** Sets the gradients of the parameters and the state of the layers from the sum of all blocks. */
    public void store(float[] sum) {
        int at = copy(sum, 0, network.parameters(), Param::gradient);
        copy(sum, at, state(), Param::value);
    }

    private List<Param> state() {
        List<Param> saved = network.saved();
        return saved.subList(network.parameters().size(), saved.size());
    }

    /** Copies a part of a vector into tensors; returns where the rest begins. */
    private static int copy(float[] vector, int from, List<Param> params, Function<Param, Tensor> tensor) {
        int at = from;
        for (Param param : params) {
            Tensor target = tensor.apply(param);
            if (target.isContiguous()) {
                System.arraycopy(vector, at, target.array(), target.layout().offset(), target.size());
            } else {
                float[] values = Arrays.copyOfRange(vector, at, at + target.size());
                target.copyFrom(Tensor.wrap(values, target.shape().dims()));
            }
            at += target.size();
        }
        return at;
    }

    /**
     * Computes the contribution of a block.
     *
     * @param x the samples of the block
     * @param step the number of the training step
     * @param first the number of the block's first sample within the batch
     * @param samples the number of samples of the batch
     * @param normalizer the {@link LossLayer#normalizer} of the targets of the batch
     * @param out receives the vector
     * @param losses receives the loss of each sample, as {@link LossLayer#losses}, from index {@code first} on
     */
    public void compute(
            Tensor x, Targets t, long step, int first, int samples, double normalizer, float[] out, double[] losses) {
        float weight = (float) ((double) x.dim(0) / samples);
        int at;
        if (plan.localSteps() == 0) {
            pass(x.dim(0)).gradients(x, t, step, first, samples, normalizer, losses);
            at = read(network.parameters(), Param::gradient, out, 0);
        } else {
            localSteps(x, t, step, first, samples, losses);
            at = read(network.parameters(), Param::value, out, 0);
            for (int i = 0; i < at; i++) {
                out[i] = (start[i] - out[i]) * weight;
            }
        }
        read(state(), Param::value, out, at);
        for (; at < length; at++) {
            out[at] *= weight;
        }
        if (start != null) {
            copy(start, 0, network.saved(), Param::value);
        }
    }

    private void localSteps(Tensor x, Targets t, long step, int first, int samples, double[] losses) {
        Sgd sgd = new Sgd((float) plan.localRate());
        int rows = x.dim(0);
        for (int k = 0; k < plan.localSteps(); k++) {
            int from = Parallel.share(rows, k, plan.localSteps());
            int to = Parallel.share(rows, k + 1, plan.localSteps());
            if (to > from) {
                int[] part = IntStream.range(from, to).toArray();
                Targets targets = t.gather(part, null);
                double normalizer = network.lastLayer().normalizer(targets);
                Tensor samplesOfPart = x.slice(0, from, to);
                pass(to - from).gradients(samplesOfPart, targets, step, first + from, samples, normalizer, losses);
                sgd.update(network.parameters(), step);
            }
        }
    }

    private Pass pass(int rows) {
        return passes.computeIfAbsent(rows, n -> Pass.of(network));
    }

    /**
     * The place of the first value that is NaN or infinite when samples pass through the network.
     *
     * @param rows their numbers, which the text uses
     * @return a text such as {@code first non-finite value after layer affine1, sample 4711 at [7]}; null if there is
     *     none
     */
    public static String nonFinite(Network network, Tensor x, int[] rows) {
        String place = place(x, rows);
        if (place != null) {
            return "first non-finite value in the input, " + place + "; look at that sample";
        }
        Pass pass = Pass.uncut(network);
        pass.scores(x);
        List<Layer> layers = network.layerList();
        for (int i = 0; i < layers.size(); i++) {
            place = place(pass.output(i), rows);
            if (place != null) {
                return "first non-finite value after layer " + layers.get(i).name() + ", " + place + FiniteGuard.HINT;
            }
        }
        return null;
    }

    /** {@code sample 4711 at [7]} for the first value of a batch that is NaN or infinite; null if there is none. */
    private static String place(Tensor values, int[] samples) {
        int at = FiniteGuard.firstNonFinite(values);
        if (at < 0) {
            return null;
        }
        int[] index = values.shape().index(at);
        if (values.dim(0) != samples.length) {
            return "at " + Arrays.toString(index);
        }
        return "sample " + samples[index[0]] + " at " + Arrays.toString(Arrays.copyOfRange(index, 1, index.length));
    }
}
