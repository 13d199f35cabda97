package io.katsuo.network;

import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Batch;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Targets;
import java.util.List;

/**
 * The one path of a batch through a network, and the memory for it: forward; for a loss, what each sample loses; for a
 * training step, backward to the first layer's output. Each part of the batch goes through all layers on one thread,
 * which takes one fork/join for the whole network instead of several for each layer. The gradients of parameters are
 * sums over all samples; they follow layer by layer on the whole batch, so that their bits do not depend on the cut.
 *
 * <p>Allocates nothing when it gets the same tensor as at its last call.
 */
final class Pass implements Parallel.Block {
    private final Layer[] layers;
    private final LossLayer loss;
    private final String lossName;
    /** Null for a pass that stays on its thread. */
    private final BatchSplit split;

    /** The batch as it was given. */
    private Tensor x;
    /** A dense copy of the batch where the first layer needs a matrix and its strides allow none; null otherwise. */
    private Tensor dense;
    /** Element i is the input of layer i, the last one the scores. */
    private final Tensor[] values;
    /** The derivatives by {@link #values} except by the batch, which nobody needs. */
    private final Tensor[] derivatives;

    /** The scores as the caller sees them: of one sample, if one was given. */
    private Tensor scores;

    private Tensor output;
    private double[] losses = {};
    private boolean cutsBySamples;
    private Part whole;
    private Part[] parts = {};

    private boolean training;
    private long step;
    /** The number of the first sample within the batch, and the number of samples of that, if this is a block of one. */
    private int firstOfBatch;

    private int samplesOfBatch;
    private Targets t;
    private double normalizer;

    /** A pass that cuts batches as {@code split} says, or not at all if that is null. */
    Pass(List<Layer> layers, LossLayer loss, BatchSplit split) {
        this.layers = layers.toArray(Layer[]::new);
        this.loss = loss;
        this.lossName = loss.name() + ".forward";
        this.split = split;
        this.values = new Tensor[layers.size() + 1];
        this.derivatives = new Tensor[layers.size() + 1];
    }

    /** A pass that cuts batches for threads. */
    static Pass of(Network network) {
        BatchSplit split = new BatchSplit(network.layerList(), network.parameters());
        return new Pass(network.layerList(), network.lastLayer(), split);
    }

    /** A pass that does not cut batches: for blocks of samples that are on different threads already. */
    static Pass uncut(Network network) {
        return new Pass(network.layerList(), network.lastLayer(), null);
    }

    /** The scores [N, …], or those of a single sample, in memory of this pass. */
    Tensor scores(Tensor x) {
        prepare(x, false);
        t = null;
        Parallel.run(parts.length, this);
        return scores;
    }

    /** The loss of a batch. */
    double loss(Tensor x, Targets t) {
        prepare(x, false);
        prepareLoss(t);
        Parallel.run(parts.length, this);
        return loss.reduce(losses, t, normalizer);
    }

    /** Leaves the gradients in the parameters; returns the loss. */
    double gradients(Tensor x, Targets t, long step) {
        prepare(x, true);
        prepareLoss(t);
        gradients(step, 0, whole.y[0].dim(0));
        return loss.reduce(losses, t, normalizer);
    }

    /** Leaves the gradients of a block of a batch in the parameters; {@code all} receives the losses of its samples. */
    void gradients(Tensor x, Targets t, long step, int first, int samples, double normalizer, double[] all) {
        prepare(x, true);
        prepareLoss(t);
        this.normalizer = normalizer;
        gradients(step, first, samples);
        System.arraycopy(losses, 0, all, first, losses.length);
    }

    private void gradients(long step, int first, int samples) {
        this.step = step;
        this.firstOfBatch = first;
        this.samplesOfBatch = samples;
        Parallel.run(parts.length, this);
        for (int i = layers.length - 1; i >= 0; i--) {
            layers[i].gradients(whole.x[i], whole.dout[i]);
        }
    }

    /** The output of a layer in the last call of a pass that does not cut batches. */
    Tensor output(int layer) {
        return values[layer + 1];
    }

    /** The derivative of the loss with respect to the output of a layer in the last call of {@link #gradients}. */
    Tensor derivative(int layer) {
        return derivatives[layer + 1];
    }

    /** How many parts the last batch was cut into. */
    int parts() {
        return parts.length;
    }

    @Override
    public void run(int part) {
        parts[part].run();
    }

    private void prepare(Tensor x, boolean training) {
        this.training = training;
        boolean fits =
                this.x != null && this.x.shape().equals(x.shape()) && (!training || derivatives[layers.length] != null);
        if (!fits) {
            allocate(x, training);
        }
        int count = cutsBySamples ? split.parts(x.dim(0), training) : 1;
        if (this.x != x || parts.length != count) {
            cut(x, count);
        }
        if (dense != null) {
            dense.copyFrom(x);
        }
    }

    private void allocate(Tensor x, boolean training) {
        // Null until all is set: if a layer refuses the shape or memory does not suffice, the next call allocates
        // again.
        this.x = null;
        Shape shape = x.rank() == 1 ? Shape.of(1, x.dim(0)) : x.shape();
        cutsBySamples = split != null && x.rank() > 1;
        for (int i = 0; i < layers.length; i++) {
            shape = layers[i].outputShape(shape);
            cutsBySamples &= shape.rank() > 1 && shape.dim(0) == x.dim(0);
            values[i + 1] = Tensor.zeros(shape);
            derivatives[i + 1] = training ? Tensor.zeros(shape) : null;
        }
        output = training ? Tensor.zeros(shape) : null;
    }

    private void cut(Tensor x, int count) {
        this.x = null;
        boolean copied = layers[0].inputs().isPresent() && x.rank() > 2 && !x.isContiguous();
        dense = copied ? Tensor.zeros(x.shape()) : null;
        values[0] = copied ? dense : x.rank() == 1 ? x.unsqueeze(0) : x;
        scores = x.rank() == 1 ? values[layers.length].squeeze(0) : values[layers.length];
        int rows = values[0].dim(0);
        whole = new Part(0, rows);
        parts = new Part[count];
        for (int i = 0; i < count; i++) {
            parts[i] = count == 1
                    ? whole
                    : new Part(BatchSplit.firstRow(rows, i, count), BatchSplit.firstRow(rows, i + 1, count));
        }
        this.x = x;
    }

    private void prepareLoss(Targets t) {
        loss.check(lossName, scores.shape(), t);
        this.t = t;
        normalizer = loss.normalizer(t);
        if (losses.length != t.size()) {
            losses = new double[t.size()];
        }
    }

    /** Views of some samples in all tensors of the pass. */
    private final class Part implements Batch {
        private final int first;
        private final Tensor[] x = new Tensor[layers.length];
        private final Tensor[] y = new Tensor[layers.length];
        private final Tensor[] dout = new Tensor[layers.length];
        private final Tensor[] dx = new Tensor[layers.length];
        private final Tensor lossOutput;

        Part(int from, int to) {
            first = from;
            for (int i = 0; i < layers.length; i++) {
                x[i] = rows(i, i == 0 ? slice(values[0], from, to) : y[i - 1]);
                y[i] = hidden(i) ? own(values[i + 1], from, to) : slice(values[i + 1], from, to);
                if (output != null) {
                    dout[i] = slice(derivatives[i + 1], from, to);
                    dx[i] = i == 0 ? null : rows(i, dout[i - 1]);
                }
            }
            lossOutput = output == null ? null : slice(output, from, to);
        }

        /** Whether only this part reads the output of a layer: gradients read those of all parts together. */
        private boolean hidden(int layer) {
            return output == null && layer + 1 < layers.length;
        }

        /** Memory of this part, so that no cache line is written by two threads; a loss on two threads took 4 % longer. */
        private Tensor own(Tensor t, int from, int to) {
            return from == 0 && to == t.dim(0) ? t : Tensor.zeros(t.shape().with(0, to - from));
        }

        private Tensor slice(Tensor t, int from, int to) {
            return from == 0 && to == t.dim(0) ? t : t.slice(0, from, to);
        }

        /** As the layer wants it: a matrix if it declares its inputs. */
        private Tensor rows(int layer, Tensor t) {
            boolean flat = t.rank() > 2 && layers[layer].inputs().isPresent();
            return flat ? t.reshape(t.dim(0), layers[layer].inputs().getAsInt()) : t;
        }

        void run() {
            int last = layers.length - 1;
            for (int i = 0; i <= last; i++) {
                layers[i].forward(x[i], y[i], this);
            }
            if (t != null) {
                loss.losses(y[last], t, first, losses);
            }
            if (training) {
                loss.output(y[last], lossOutput);
                loss.backward(y[last], lossOutput, t, first, 1, normalizer, dout[last]);
                for (int i = last; i > 0; i--) {
                    layers[i].backward(x[i], y[i], dout[i], dx[i], this);
                }
            }
        }

        @Override
        public boolean training() {
            return training;
        }

        @Override
        public long step() {
            return step;
        }

        @Override
        public int first() {
            return training ? firstOfBatch + first : first;
        }

        @Override
        public int samples() {
            return training ? samplesOfBatch : whole.y[0].dim(0);
        }
    }
}
