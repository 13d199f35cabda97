package io.katsuo.network;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.network.optimizer.Optimizer;
import java.nio.file.Path;

/**
 * The chapter's training loop: choose a batch, compute the gradients, step against them, repeat. After each update the
 * loss on the same batch is kept. Once in {@code ceil(samples / batch size)} iterations, beginning with the first, and
 * after the last one a report is made, for a {@link Classifier} with the accuracy on all samples.
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
    private final TrainingPlan plan;

    /**
     * A loop that trains this network on these samples.
     *
     * @param network what to train
     * @param x the training samples; not copied
     * @param t what the network should say of them; not copied
     * @throws IllegalArgumentException if there are no samples, or not as many as targets
     */
    public Trainer(Network network, Samples x, Targets t) {
        plan = new TrainingPlan(network, x, t);
        checked("training", x, t);
    }

    /** As {@link #Trainer(Network, Samples, Targets)}, with one sample along the first axis of a tensor. */
    public Trainer(Network network, Tensor x, Targets t) {
        this(network, Samples.of(x), t);
    }

    /** A loop that trains this network by an engine that has the samples, in blocks. */
    public Trainer(Network network, TrainingEngine engine) {
        plan = new TrainingPlan(network, null, null, engine);
    }

    private Samples checked(String kind, Samples x, Targets t) {
        if (x.count() == 0 || x.count() != t.size()) {
            throw new ShapeException("trainer: " + kind + " samples [N, …] and as many targets needed: x "
                    + x.batch(x.count()) + ", " + t.size() + " targets");
        }
        Shape scores = plan.network.shapes().scores(x.count());
        if (scores != null) {
            // Here a message names the sample; later it would name a place in a random batch.
            plan.network.lastLayer().check("trainer: " + kind + " samples", scores, t);
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
        plan.testX = checked("test", x, t);
        plan.testT = t;
        return this;
    }

    /** As {@link #testOn(Samples, Targets)}, with one sample along the first axis of a tensor. */
    public Trainer testOn(Tensor x, Targets t) {
        return testOn(Samples.of(x), t);
    }

    /**
     * Names samples whose loss and accuracy are reported, and by which {@link #earlyStopping} decides.
     *
     * @param x the validation samples
     * @param t what the network should say of them
     * @return this
     */
    public Trainer validateOn(Samples x, Targets t) {
        plan.validateOn(checked("validation", x, t), t);
        return this;
    }

    /** As {@link #validateOn(Samples, Targets)}, with one sample along the first axis of a tensor. */
    public Trainer validateOn(Tensor x, Targets t) {
        return validateOn(Samples.of(x), t);
    }

    /**
     * Takes a part of the training samples for validation, as {@link #validateOn(Samples, Targets)} does with others; the
     * rest is trained on. Which samples these are depends on nothing but their number, the fraction and the seed.
     *
     * @param fraction the share of the samples, so that at least one is on each side
     * @param seed chooses the samples
     * @return this
     */
    public Trainer validationSplit(double fraction, long seed) {
        plan.splitValidation(fraction, seed);
        return this;
    }

    /**
     * Has training end when so many reports in a row were not better than the best one (Prechelt: "Early stopping - but
     * when?", 1998). Whatever ends training, the network then gets the parameters and the state of its layers of the best
     * report back. Needs validation samples.
     *
     * @param metric which report is the best
     * @param patience how many reports, of one an epoch, at least 1
     * @return this
     */
    public Trainer earlyStopping(StoppingMetric metric, int patience) {
        if (patience < 1) {
            throw new IllegalArgumentException("trainer: the patience must be at least 1 report: " + patience);
        }
        if (metric == StoppingMetric.ACCURACY && !(plan.network instanceof Classifier)) {
            throw new IllegalArgumentException(
                    "trainer: early stopping by accuracy needs a classifier: the network is none");
        }
        plan.stoppingMetric = metric;
        plan.patience = patience;
        return this;
    }

    /**
     * Sets the optimizer.
     *
     * @param optimizer takes the steps
     * @return this
     */
    public Trainer optimizer(Optimizer optimizer) {
        plan.optimizer = optimizer;
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
        plan.iterations = iterations;
        plan.epochs = 0;
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
        plan.epochs = epochs;
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
        plan.batchSize = batchSize;
        return this;
    }

    /**
     * Has the gradient of a batch computed as a sum over blocks of samples, which a {@link BlockTree} adds. The parameters
     * depend on the block size, never on who computes which block. The loss of an iteration is then the one before its
     * update, for which no further pass is needed.
     *
     * @param plan the number of samples of a block, and whether blocks take steps by themselves
     * @return this
     */
    public Trainer blocks(BlockPlan plan) {
        this.plan.blocks = plan;
        return this;
    }

    /** As {@link #blocks}, without local steps. */
    public Trainer blockSize(int blockSize) {
        return blocks(new BlockPlan(blockSize, 0, 0));
    }

    /**
     * Sets how many iterations apart reports are made, in place of one an epoch.
     *
     * @param iterations at least 1
     * @return this
     */
    public Trainer evaluateEvery(int iterations) {
        if (iterations < 1) {
            throw new IllegalArgumentException("trainer: reports must be at least 1 iteration apart: " + iterations);
        }
        plan.evaluateEvery = iterations;
        return this;
    }

    /**
     * Sets how batches are chosen.
     *
     * @param sampling the way
     * @return this
     */
    public Trainer sampling(Sampling sampling) {
        plan.sampling = sampling;
        return this;
    }

    /**
     * Sets the seed that batches are chosen from.
     *
     * @param seed any number; may be the network's
     * @return this
     */
    public Trainer seed(long seed) {
        plan.seed = seed;
        return this;
    }

    /**
     * Sets who hears of the progress: {@link TrainingListener#LOG} until then, {@link TrainingListener#NONE} for silence.
     *
     * @param listener the listener
     * @return this
     */
    public Trainer listener(TrainingListener listener) {
        plan.listener = listener;
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
        plan.checkpointFile = file;
        plan.checkpointEvery = every;
        return this;
    }

    /**
     * Has the run go on from a checkpoint: its result, losses and reports included, is then that of an uninterrupted run,
     * bit for bit, also on another number of threads. Network, optimizer with its rates, samples, seed, batch size and
     * sampling must be those of the checkpoint's run, or {@link #run} throws; of the samples their number and shape are compared. The
     * number of iterations may be another. To go on otherwise, begin a run with {@link Network#load} of the checkpoint.
     *
     * @param checkpoint from {@link Checkpoint#read}
     * @return this
     */
    public Trainer resume(Checkpoint checkpoint) {
        plan.resumed = checkpoint;
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
        plan.notes.put(name, value);
        return this;
    }

    /**
     * Asks training to end before its next iteration; {@link #run} then returns what was done until there. For good: a
     * later run ends at once.
     */
    public void cancel() {
        plan.cancelled = true;
    }

    /** How many iterations make an epoch. */
    int iterationsPerEpoch() {
        return plan.iterationsPerEpoch();
    }

    /**
     * Trains.
     *
     * @return losses and accuracies
     * @throws NonFiniteException if a loss or gradient is not finite
     * @throws IllegalStateException if the run is to go on from a checkpoint of another run, or to stop early without
     *     validation samples
     */
    public TrainingResult run() {
        if (plan.patience > 0 && plan.validationX == null) {
            throw new IllegalStateException("trainer: early stopping needs validation samples: none given; call "
                    + "validateOn or validationSplit");
        }
        return new TrainingRun(plan).run();
    }
}
