package io.katsuo.network;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.layers.Targets;
import io.katsuo.network.optimizer.Optimizer;
import io.katsuo.network.optimizer.Sgd;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a {@link Trainer} was told. */
final class TrainingPlan {
    private static final String ITERATIONS = "iterations";

    final Network network;
    /** Null if an engine has the samples. */
    final Samples x;

    final Targets t;
    /** Where training happens; null for here. */
    final TrainingEngine engine;
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
    BlockPlan blocks = BlockPlan.WHOLE;
    /** How many iterations apart reports are; 0 for an epoch. */
    int evaluateEvery;

    volatile boolean cancelled;

    TrainingPlan(Network network, Samples x, Targets t) {
        this(network, x, t, null);
    }

    TrainingPlan(Network network, Samples x, Targets t, TrainingEngine engine) {
        this.network = network;
        this.x = x;
        this.t = t;
        this.engine = engine;
    }

    /** Where to train. */
    TrainingEngine engine() {
        return engine == null ? new LocalEngine(network, x, t, rows) : engine;
    }

    private Shape samples() {
        return engine == null ? x.batch(x.count()) : engine.samples();
    }

    void validateOn(Samples x, Targets t) {
        rows = null;
        validationX = x;
        validationT = t;
        validation = x.batch(x.count()).toString();
    }

    void splitValidation(double fraction, long seed) {
        if (engine != null) {
            throw new IllegalStateException(
                    "trainer: samples that are elsewhere are not split: " + samples() + "; give others to validateOn");
        }
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
        return rows == null ? samples().dim(0) : rows.length;
    }

    /** How many iterations make an epoch: the number of training samples divided by the batch size, rounded up. */
    int iterationsPerEpoch() {
        return (int) (((long) count() + batchSize - 1) / batchSize);
    }

    int total() {
        return epochs > 0 ? Math.multiplyExact(epochs, iterationsPerEpoch()) : iterations;
    }

    void note(String name, String value) {
        if (settings().containsKey(name) || name.equals(ITERATIONS)) {
            throw new IllegalArgumentException("trainer: '" + name + "' is a setting of the run, not a note");
        }
        notes.put(name, value);
    }

    /** What a checkpoint says of the run. */
    Map<String, String> checkpointSettings() {
        Map<String, String> all = settings();
        all.put(ITERATIONS, Integer.toString(total()));
        all.putAll(notes);
        return all;
    }

    /** The settings that a resumed run must share with the earlier run. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("seed", Long.toString(seed));
        settings.put("batch size", Integer.toString(batchSize));
        settings.put("sampling", sampling.toString());
        // A class of a user's own may have no text but its address, which is another in each process.
        settings.put("optimizer", optimizer.toString().replaceAll("(\\$\\$Lambda[^@,]*)?@[0-9a-f]+", ""));
        settings.put("blocks", blocks.toString());
        settings.put("samples", samples().toString());
        settings.put("validation", validation);
        settings.put("early stopping", patience > 0 ? stoppingMetric + " " + patience : "none");
        return settings;
    }
}
