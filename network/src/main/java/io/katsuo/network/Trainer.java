package io.katsuo.network;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The chapter's training loop: choose a batch, compute the gradients, step against them, repeat. After each update the
 * loss on the same batch is kept. Once in {@code ceil(samples / batch size)} iterations, beginning with the first, a
 * report is made, for a {@link Classifier} with the accuracy on all samples.
 *
 * <p>Unless set otherwise: 10,000 iterations, batches of 100 drawn with replacement, learning rate 0.1, seed 1. The
 * same settings give the same parameters bit for bit. At the first loss or gradient that is not finite training stops
 * with a {@link NonFiniteException} and the parameters keep their last finite state.
 *
 * <p>Concurrent use: one thread trains; any thread may call {@link #cancel}.
 *
 * @since 0.1
 */
public final class Trainer {
    private final Network network;
    private final Samples x;
    private final Targets t;
    private Samples testX;
    private Targets testT;
    private Optimizer optimizer = new Sgd(0.1f);
    private int iterations = 10_000;
    private int batchSize = 100;
    private Sampling sampling = Sampling.BOOK;
    private long seed = 1;
    private TrainingListener listener = new TrainingListener() {};
    private int epochs;
    private Path checkpointFile;
    private int checkpointEvery;
    private Checkpoint resumed;
    private final Map<String, String> notes = new LinkedHashMap<>();
    private volatile boolean cancelled;

    /**
     * A loop that trains this network on these samples.
     *
     * @param network what to train
     * @param x the training samples; not copied
     * @param t what the network should say of them; not copied
     * @throws IllegalArgumentException if there are no samples, or not as many as targets
     */
    public Trainer(Network network, Samples x, Targets t) {
        this.network = network;
        this.x = checked("training", x, t);
        this.t = t;
    }

    /** As {@link #Trainer(Network, Samples, Targets)}, with one sample along the first axis of a tensor. */
    public Trainer(Network network, Tensor x, Targets t) {
        this(network, Samples.of(x), t);
    }

    private Samples checked(String kind, Samples x, Targets t) {
        if (x.count() == 0 || x.count() != t.size()) {
            throw new ShapeException("trainer: " + kind + " samples [N, …] and as many targets needed: x "
                    + x.batch(x.count()) + ", " + t.size() + " targets");
        }
        Shape scores = network.shapes().scores(x.count());
        if (scores != null) {
            // Here a message names the sample; later it would name a place in a random batch.
            network.lastLayer().check("trainer: " + kind + " samples", scores, t);
        }
        return x;
    }

    /**
     * Names the samples whose accuracy is reported beside that of the training samples.
     *
     * @param x the test samples
     * @param t what the network should say of them
     * @return this
     */
    public Trainer testOn(Samples x, Targets t) {
        this.testX = checked("test", x, t);
        this.testT = t;
        return this;
    }

    /** As {@link #testOn(Samples, Targets)}, with one sample along the first axis of a tensor. */
    public Trainer testOn(Tensor x, Targets t) {
        return testOn(Samples.of(x), t);
    }

    /**
     * Sets the optimizer.
     *
     * @param optimizer takes the steps
     * @return this
     */
    public Trainer optimizer(Optimizer optimizer) {
        this.optimizer = optimizer;
        return this;
    }

    /**
     * Sets the number of iterations.
     *
     * @param iterations at least 0
     * @return this
     */
    public Trainer iterations(int iterations) {
        if (iterations < 0) {
            throw new IllegalArgumentException("trainer: the number of iterations is negative: " + iterations);
        }
        this.iterations = iterations;
        this.epochs = 0;
        return this;
    }

    /**
     * Sets the number of epochs in place of the number of iterations. An epoch has {@code ceil(samples / batch size)}
     * iterations.
     *
     * @param epochs at least 1
     * @return this
     */
    public Trainer epochs(int epochs) {
        if (epochs < 1) {
            throw new IllegalArgumentException("trainer: the number of epochs must be at least 1: " + epochs);
        }
        this.epochs = epochs;
        return this;
    }

    /**
     * Sets the number of samples in a batch.
     *
     * @param batchSize at least 1
     * @return this
     */
    public Trainer batchSize(int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("trainer: the batch size must be at least 1: " + batchSize);
        }
        this.batchSize = batchSize;
        return this;
    }

    /**
     * Sets how batches are chosen.
     *
     * @param sampling the way
     * @return this
     */
    public Trainer sampling(Sampling sampling) {
        this.sampling = sampling;
        return this;
    }

    /**
     * Sets the seed that batches are chosen from.
     *
     * @param seed any number; may be the network's
     * @return this
     */
    public Trainer seed(long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * Sets who hears of the progress.
     *
     * @param listener the listener
     * @return this
     */
    public Trainer listener(TrainingListener listener) {
        this.listener = listener;
        return this;
    }

    /**
     * Has a {@link Checkpoint} written every so many iterations, when training is cancelled or stopped, and at the end. A
     * checkpoint that cannot be written does not end training: {@link TrainingListener#onCheckpointFailed} hears of it.
     *
     * @param file where to; the one before it is kept as {@code NAME.previous}
     * @param every how many iterations apart, at least 1
     * @return this
     */
    public Trainer checkpoint(Path file, int every) {
        if (every < 1) {
            throw new IllegalArgumentException("trainer: checkpoints must be at least 1 iteration apart: " + every);
        }
        this.checkpointFile = file;
        this.checkpointEvery = every;
        return this;
    }

    /**
     * Has the run go on from a checkpoint: its result, losses and reports included, is then that of an uninterrupted run,
     * bit for bit, also on another number of threads. Network, optimizer, samples, seed, batch size and sampling must be
     * those of the checkpoint's run; the number of iterations may be another.
     *
     * @param checkpoint from {@link Checkpoint#read}
     * @return this
     */
    public Trainer resume(Checkpoint checkpoint) {
        this.resumed = checkpoint;
        return this;
    }

    /**
     * Adds a line to the settings of the run's checkpoints, such as the learning rate, for those who read them.
     *
     * @param name its name
     * @param value its value
     * @return this
     */
    public Trainer note(String name, String value) {
        notes.put(name, value);
        return this;
    }

    /**
     * Asks training to end before its next iteration; {@link #run} then returns what was done until there. For good: a
     * later run ends at once.
     */
    public void cancel() {
        cancelled = true;
    }

    /** How many iterations make an epoch: the number of training samples divided by the batch size, rounded up. */
    int iterationsPerEpoch() {
        return (int) (((long) x.count() + batchSize - 1) / batchSize);
    }

    /**
     * Trains.
     *
     * @return losses and accuracies
     * @throws NonFiniteException if a loss or gradient is not finite
     * @throws IllegalStateException if the run is to go on from a checkpoint of another run
     */
    public TrainingResult run() {
        int total = epochs > 0 ? Math.multiplyExact(epochs, iterationsPerEpoch()) : iterations;
        BatchSampler sampler = new BatchSampler(sampling, x.count(), batchSize, seed);
        FiniteGuard guard = new FiniteGuard(network);
        Workspace workspace = new Workspace();
        TrainingLog log = begin(sampler);
        int saved = log.iterations();
        Tensor batch = null;
        Targets labels = null;
        long start = System.nanoTime();
        long evaluating = 0;
        boolean stopped = false;
        while (log.iterations() < total && !cancelled && !stopped) {
            int step = log.iterations();
            int[] rows = sampler.next();
            if (batch == null || batch.dim(0) != rows.length) {
                batch = Tensor.zeros(x.batch(rows.length));
            }
            x.gather(rows, batch);
            labels = t.gather(rows, labels);
            double loss = step(step, rows, batch, labels, guard, workspace);
            log.add(loss);
            listener.onIteration(step, total, loss);
            if (step % iterationsPerEpoch() == 0) {
                long before = System.nanoTime();
                EpochReport report = evaluate(log.epochs().size(), step, loss);
                evaluating += System.nanoTime() - before;
                log.add(report);
                listener.onEpoch(report);
            }
            stopped = listener.stops();
            if (checkpointFile != null && log.iterations() % checkpointEvery == 0) {
                save(log, total);
                saved = log.iterations();
            }
        }
        guard.afterTraining();
        if (checkpointFile != null && saved < log.iterations()) {
            save(log, total);
        }
        double seconds = (System.nanoTime() - start - evaluating) / 1e9;
        return new TrainingResult(log.losses(), log.epochs(), log.iterations() < total, seconds, evaluating / 1e9);
    }

    /** The log to go on with; the network, the optimizer and the sampler stand where it ends. */
    private TrainingLog begin(BatchSampler sampler) {
        TrainingLog log = new TrainingLog();
        if (resumed != null) {
            resumed.restore(network, optimizer, settings());
            log.addAll(resumed.losses(), resumed.epochs());
            sampler.skip(log.iterations());
        }
        return log;
    }

    private void save(TrainingLog log, int total) {
        try {
            Map<String, String> settings = settings();
            settings.put("iterations", Integer.toString(total));
            settings.putAll(notes);
            Checkpoint.write(checkpointFile, network, optimizer, settings, log);
            listener.onCheckpoint(checkpointFile, log.iterations());
        } catch (IOException e) {
            listener.onCheckpointFailed(checkpointFile, e);
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("seed", Long.toString(seed));
        settings.put("batch size", Integer.toString(batchSize));
        settings.put("sampling", sampling.toString());
        settings.put("samples", x.batch(x.count()).toString());
        return settings;
    }

    private double step(int step, int[] rows, Tensor batch, Targets labels, FiniteGuard guard, Workspace workspace) {
        guard.beforeUpdate(step, network.computeGradients(batch, labels, step), batch, rows);
        optimizer.update(network.parameters(), step);
        double loss = network.loss(batch, labels, workspace);
        guard.afterUpdate(loss);
        return loss;
    }

    private EpochReport evaluate(int epoch, int iteration, double loss) {
        return new EpochReport(epoch, iteration, loss, accuracy(x, t), accuracy(testX, testT));
    }

    private double accuracy(Samples samples, Targets targets) {
        return samples != null && network instanceof Classifier classifier
                ? classifier.accuracy(samples, targets)
                : Double.NaN;
    }
}
