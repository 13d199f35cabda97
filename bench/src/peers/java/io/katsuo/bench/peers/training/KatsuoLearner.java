package io.katsuo.bench.peers.training;

import static io.katsuo.core.ops.Indexing.gatherRows;

import io.katsuo.bench.peers.training.Start.Images;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Param;
import io.katsuo.layers.Targets;
import io.katsuo.network.Network;
import io.katsuo.network.TwoLayerNet;
import io.katsuo.network.Workspace;
import io.katsuo.network.optimizer.Sgd;
import java.util.List;

/** Katsuo by its public API, as its trainer calls it. */
final class KatsuoLearner implements Learner {
    private final Start start;
    private final Network network;
    private final Sgd sgd;
    private final Tensor images;
    private final Targets labels;
    private final Tensor batch;
    private Targets batchLabels;
    private final Tensor predicted;
    private final Tensor scores;
    private final Workspace workspace = new Workspace();

    KatsuoLearner(Start start) {
        this.start = start;
        int[] sizes = start.sizes();
        network = sizes.length == 3 ? new TwoLayerNet(sizes[0], sizes[1], sizes[2], 0) : Network.of(sizes, 0);
        float[][] values = start.parameters();
        for (int i = 0; i < values.length; i++) {
            Tensor value = i % 2 == 0
                    ? Tensor.wrap(values[i], sizes[i / 2], sizes[i / 2 + 1])
                    : Tensor.wrap(values[i], sizes[i / 2 + 1]);
            network.parameters().get(i).value().copyFrom(value);
        }
        sgd = new Sgd(start.rate());
        images = Tensor.wrap(Images.VALUES, Start.COUNT, Start.PIXELS);
        labels = Targets.of(Images.LABELS);
        batch = Tensor.zeros(start.batchSize(), Start.PIXELS);
        predicted = start.predicted() == 1
                ? images.slice(0, 0, 1).reshape(Start.PIXELS).copy()
                : images.slice(0, 0, start.predicted()).copy();
        scores = start.predicted() == 1 ? Tensor.zeros(Start.CLASSES) : Tensor.zeros(start.predicted(), Start.CLASSES);
    }

    @Override
    public double step(int number) {
        int[] rows = start.batches()[number];
        gatherRows(images, rows, batch);
        batchLabels = labels.gather(rows, batchLabels);
        double loss = network.computeGradients(batch, batchLabels);
        sgd.update(network.parameters(), 0);
        return loss;
    }

    @Override
    public void predict() {
        network.predict(predicted, scores, workspace);
    }

    @Override
    public float[] scores() {
        return scores.array().clone();
    }

    @Override
    public float[][] parameters() {
        List<Param> parameters = network.parameters();
        float[][] values = new float[parameters.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = parameters.get(i).value().copy().array();
        }
        return values;
    }
}
