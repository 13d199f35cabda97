package io.katsuo.bench.suite;

import static io.katsuo.core.ops.Indexing.gatherRows;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.network.Network;
import io.katsuo.network.Sgd;
import java.util.Arrays;

/**
 * A network and a set of images that it walks through, a batch a step, in an order that is drawn once. A batch that stays
 * the same would stay in the caches, and be learnt by heart until its gradients vanish.
 */
final class TrainingSet {
    private static final int IMAGES = 10_000;

    final Network network;
    private final Sgd sgd = new Sgd(0.1f);
    private final Tensor images;
    private final Targets labels;
    private final int[] order;
    private final int[] rows;
    private final Tensor batch;
    private Targets batchLabels;
    private int next;
    private double loss;

    /** For a network and batch such as {@code 784-50-10/100}. */
    TrainingSet(String networkAndBatch) {
        String[] parts = networkAndBatch.split("/");
        int[] sizes = sizes(parts[0]);
        Rng rng = new Rng(1);
        network = Network.of(sizes, rng.nextLong());
        images = Tensor.rand(rng, IMAGES, sizes[0]);
        labels = labels(IMAGES, sizes[sizes.length - 1]);
        order = rng.permutation(IMAGES);
        rows = new int[Integer.parseInt(parts[1])];
        batch = Tensor.zeros(rows.length, sizes[0]);
    }

    /** The numbers of a network such as {@code 784-50-10}. */
    static int[] sizes(String network) {
        return Arrays.stream(network.split("-")).mapToInt(Integer::parseInt).toArray();
    }

    /** One class after another. */
    static Targets labels(int count, int classes) {
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % classes;
        }
        return Targets.of(labels);
    }

    /** The next batch: gather, forward, backward, update. */
    double step() {
        if (next + rows.length > IMAGES) {
            next = 0;
        }
        System.arraycopy(order, next, rows, 0, rows.length);
        next += rows.length;
        gatherRows(images, rows, batch);
        batchLabels = labels.gather(rows, batchLabels);
        loss = network.computeGradients(batch, batchLabels);
        sgd.update(network.parameters());
        return loss;
    }

    /** Complains if training has run away: infinities and NaN take other times than numbers. */
    void checkLoss() {
        if (!Double.isFinite(loss)) {
            throw new IllegalStateException("what was timed is no training: the loss is " + loss);
        }
    }
}
