package io.katsuo.network;

import io.katsuo.core.random.Rng;
import io.katsuo.layers.Targets;
import io.katsuo.network.optimizer.Optimizer;
import io.katsuo.network.optimizer.Sgd;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a {@link Trainer} was told. */
final class TrainingPlan {
    final Network network;
    final Samples x;
    final Targets t;
    /** The numbers of the samples to train on; null for all. */
    int[] rows;

    Samples testX;
    Targets testT;
    Samples validationX;
    Targets validationT;
    /** Which samples these are, for a checkpoint. */
    String validation = "none";

    Optimizer optimizer = new Sgd(0.1f);
    int iterations = 10_000;
    int epochs;
    int batchSize = 100;
    Sampling sampling = Sampling.BOOK;
    long seed = 1;
    TrainingListener listener = TrainingListener.LOG;
    StoppingMetric stoppingMetric;
    int patience;
    Path checkpointFile;
    int checkpointEvery;
    Checkpoint resumed;
    final Map<String, String> notes = new LinkedHashMap<>();
    volatile boolean cancelled;

    TrainingPlan(Network network, Samples x, Targets t) {
        this.network = network;
        this.x = x;
        this.t = t;
    }

    void validateOn(Samples x, Targets t) {
        rows = null;
        validationX = x;
        validationT = t;
        validation = x.batch(x.count()).toString();
    }

    void splitValidation(double fraction, long seed) {
        int n = x.count();
        int count = (int) Math.round(fraction * n);
        if (!(fraction > 0 && fraction < 1) || count < 1 || count >= n) {
            throw new IllegalArgumentException("trainer: a fraction of the samples from 1 sample to all but 1 needed: "
                    + fraction + " of " + n + " samples");
        }
        int[] order = new Rng(seed).permutation(n);
        int[] split = Arrays.copyOf(order, count);
        Arrays.sort(split);
        validateOn(x.select(split), t.gather(split, null));
        rows = Arrays.copyOfRange(order, count, n);
        Arrays.sort(rows);
        validation = fraction + " by seed " + seed;
    }

    int count() {
        return rows == null ? x.count() : rows.length;
    }

    /** How many iterations make an epoch: the number of training samples divided by the batch size, rounded up. */
    int iterationsPerEpoch() {
        return (int) (((long) count() + batchSize - 1) / batchSize);
    }

    int total() {
        return epochs > 0 ? Math.multiplyExact(epochs, iterationsPerEpoch()) : iterations;
    }

    /** What a run must have in common with the one that it goes on from. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("seed", Long.toString(seed));
        settings.put("batch size", Integer.toString(batchSize));
        settings.put("sampling", sampling.toString());
        settings.put("samples", x.batch(x.count()).toString());
        settings.put("validation", validation);
        settings.put("early stopping", patience > 0 ? stoppingMetric + " " + patience : "none");
        return settings;
    }
}
