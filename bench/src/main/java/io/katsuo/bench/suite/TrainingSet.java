package io.katsuo.bench.suite;

import static io.katsuo.core.ops.Indexing.gatherRows;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.network.Network;
import io.katsuo.network.optimizer.Optimizer;
import java.util.Arrays;

/**
 * A network and a training set, of which each step takes the next batch in a random order that is drawn once. A constant batch
 * would stay in the caches, and the network would learn it until the gradients vanish.
 */
final class TrainingSet {
    private static final int IMAGES = 10_000;

    final Network network;
    private final Optimizer optimizer;
    private final Tensor images;
    private final Targets labels;
    private final int[] order;
    private final int[] rows;
    private final Tensor batch;
    private Targets batchLabels;
    private int next;
    private long step;

    /** For a network and batch such as {@code 784-50-10/100}. */
    TrainingSet(String networkAndBatch, Optimizer optimizer) {
        this.optimizer = optimizer;
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

    /** The numbers of a network such as {@code 784-50-10}, or of a shape such as {@code 64x32}. */
    static int[] sizes(String text) {
        return Arrays.stream(text.split("[-x]")).mapToInt(Integer::parseInt).toArray();
    }

    /** The classes in turn. */
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
        double loss = network.computeGradients(batch, batchLabels);
        optimizer.update(network.parameters(), step++);
        return loss;
    }
}
