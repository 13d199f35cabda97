package io.katsuo.network;

import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.SampleWiseLoss;
import io.katsuo.layers.Targets;

/** The loss of a batch, each part of it on one thread through all layers; allocates nothing with the same tensors again. */
final class PartwiseLoss implements Parallel.Block {
    private Network network;
    private SampleWiseLoss loss;
    private Targets t;
    private Tensor x;
    private Tensor scores;
    private Tensor[] xs = {};
    private Tensor[] outs = {};
    private Workspace[] workspaces = {};
    private double[] losses = {};

    /** The mean loss; the scores are left in a tensor. */
    double of(Network network, Tensor x, Targets t, Tensor scores, int parts) {
        if (this.network != network || this.x != x || this.scores != scores || xs.length != parts) {
            prepare(network, x, scores, parts);
        }
        if (loss == null) {
            Parallel.run(parts, this);
            return network.lastLayer().lossOf(scores, t);
        }
        loss.check("loss", scores.shape(), t);
        this.t = t;
        Parallel.run(parts, this);
        return mean(losses);
    }

    private void prepare(Network network, Tensor x, Tensor scores, int parts) {
        this.network = network;
        this.x = x;
        this.scores = scores;
        loss = scores.rank() == 2 && network.lastLayer() instanceof SampleWiseLoss each ? each : null;
        losses = new double[x.dim(0)];
        xs = SampleParts.cut(x, parts);
        outs = SampleParts.cut(scores, parts);
        workspaces = new Workspace[parts];
        for (int i = 0; i < parts; i++) {
            workspaces[i] = new Workspace();
        }
    }

    @Override
    public void run(int part) {
        network.predict(xs[part], outs[part], workspaces[part]);
        if (loss != null) {
            loss.losses(outs[part], t, SampleParts.firstRow(losses.length, part, xs.length), losses);
        }
    }

    /** Added up in the order of the samples, whoever computed them. */
    static double mean(double[] losses) {
        double sum = 0;
        for (double loss : losses) {
            sum += loss;
        }
        return sum / losses.length;
    }
}
