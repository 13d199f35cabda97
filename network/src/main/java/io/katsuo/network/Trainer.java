package io.katsuo.network;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.network.optimizer.Optimizer;
import java.nio.file.Path;

/**
 * The chapter's training loop: choose a batch, compute the gradients, take a step against them, repeat. After each
 * update the loss on the same batch is recorded. A report is made after the first iteration, then every {@code
 * ceil(samples / batch size)} iterations, and after the last one; for a {@link Classifier} it has the accuracy on all
 * samples.
 *
 * <p>The defaults are 10,000 iterations, batches of 100 drawn with replacement, learning rate 0.1, seed 1. The same
 * settings give the same parameters, bit for bit. At the first loss or gradient that is not finite, training stops with
 * a {@link NonFiniteException}, and the parameters keep their last finite state.
 *
 * <p>Concurrent use: one thread trains; any thread may call {@link #cancel}.
 */
public final class Trainer {
    private final TrainingPlan plan;

    /**
     * A loop that trains this network on these samples.
     *
     * @param x the training samples; not copied
     * @param t the targets; not copied
     * @throws IllegalArgumentException if there are no samples, or the numbers of samples and targets differ
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

    /** Sets test samples, whose accuracy is reported together with that of the training samples. */
    public Trainer testOn(Samples x, Targets t) {
        plan.testX = checked("test", x, t);
        plan.testT = t;
        return this;
    }

    /** As {@link #testOn(Samples, Targets)}, with one sample along the first axis of a tensor. */
    public Trainer testOn(Tensor x, Targets t) {
        return testOn(Samples.of(x), t);
    }

    /** Sets validation samples, whose loss and accuracy are reported and used by {@link #earlyStopping}. */
    public Trainer validateOn(Samples x, Targets t) {
        plan.validateOn(checked("validation", x, t), t);
        return this;
    }

    /** As {@link #validateOn(Samples, Targets)}, with one sample along the first axis of a tensor. */
    public Trainer validateOn(Tensor x, Targets t) {
        return validateOn(Samples.of(x), t);
    }

    /**
     * Splits validation samples off the training samples, as in {@link #validateOn(Samples, Targets)}; the rest is
     * trained on. The selection depends only on the number of samples, the fraction and the seed.
     *
     * @param fraction the share of the samples; each part must have at least one sample
     * @param seed chooses the samples
     */
    public Trainer validationSplit(double fraction, long seed) {
        plan.splitValidation(fraction, seed);
        return this;
    }

    /**
     * Ends training when {@code patience} reports in a row were not better than the best one (Prechelt: "Early stopping
     * - but when?", 1998). At the end of training, for whatever reason, the parameters and the state of the layers of
     * the best report are restored. This needs validation samples.
     *
     * @param metric the figure that determines the best report
     * @param patience the number of reports, one per epoch by default; at least 1
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

    /** Sets the optimizer. */
    public Trainer optimizer(Optimizer optimizer) {
        plan.optimizer = optimizer;
        return this;
    }

    /** Sets the number of iterations, at least 0. */
    public Trainer iterations(int iterations) {
        if (iterations < 0) {
            throw new IllegalArgumentException("trainer: the number of iterations is negative: " + iterations);
        }
        plan.iterations = iterations;
        plan.epochs = 0;
        return this;
    }

    /**
     * Sets the number of epochs, at least 1, in place of iterations. An epoch has {@code ceil(samples / batch size)} of
     * them.
     */
    public Trainer epochs(int epochs) {
        if (epochs < 1) {
            throw new IllegalArgumentException("trainer: the number of epochs must be at least 1: " + epochs);
        }
        plan.epochs = epochs;
        return this;
    }

    /** Sets the number of samples in a batch, at least 1. */
    public Trainer batchSize(int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("trainer: the batch size must be at least 1: " + batchSize);
        }
        plan.batchSize = batchSize;
        return this;
    }

    /**
     * Computes the gradient of a batch as a sum over blocks of samples, which a {@link BlockTree} adds. The parameters
     * depend on the block size, but not on where each block is computed. The loss of an iteration is then the loss
     * before its update, which needs no further pass.
     *
     * @param plan the number of samples of a block, and whether blocks take local steps
     */
    public Trainer blocks(BlockPlan plan) {
        this.plan.blocks = plan;
        return this;
    }

    /** As {@link #blocks}, without local steps. */
    public Trainer blockSize(int blockSize) {
        return blocks(new BlockPlan(blockSize, 0, 0));
    }

    /** Sets the number of iterations between reports, at least 1; the default is one report per epoch. */
    public Trainer evaluateEvery(int iterations) {
        if (iterations < 1) {
            throw new IllegalArgumentException("trainer: reports must be at least 1 iteration apart: " + iterations);
        }
        plan.evaluateEvery = iterations;
        return this;
    }

    /** Sets how batches are chosen. */
    public Trainer sampling(Sampling sampling) {
        plan.sampling = sampling;
        return this;
    }

    /** Sets the seed for choosing batches, which may be the network's. */
    public Trainer seed(long seed) {
        plan.seed = seed;
        return this;
    }

    /**
     * Sets the listener; the default is {@link TrainingListener#LOG}, and {@link TrainingListener#NONE} logs nothing.
     */
    public Trainer listener(TrainingListener listener) {
        plan.listener = listener;
        return this;
    }

    /**
     * Writes a {@link Checkpoint} every {@code every} iterations, when training is cancelled or stopped, and at the
     * end. A checkpoint of an earlier run in this file is replaced at the start. A checkpoint that cannot be written
     * does not end training; {@link TrainingListener#onCheckpointFailed} is called.
     *
     * @param file the file; the previous one is kept as {@code NAME.previous}
     * @param every the number of iterations between checkpoints, at least 1
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
     * Resumes the run from a checkpoint: its result, including losses and reports, is that of an uninterrupted run, bit
     * for bit, also with another number of threads. Network, optimizer with its rates, samples, seed, batch size and
     * sampling must be those of the checkpoint's run, or {@link #run} throws; only the number and shape of the samples
     * are compared. The number of iterations may differ. To continue with other settings, start a new run with {@link
     * Network#fromFile} of the checkpoint.
     *
     * @param checkpoint from {@link Checkpoint#read}
     */
    public Trainer resume(Checkpoint checkpoint) {
        plan.resumed = checkpoint;
        return this;
    }

    /**
     * Adds a line to the settings of the run's checkpoints, such as the learning rate, for readers of the file.
     *
     * @throws IllegalArgumentException if the name is that of a setting of the run, such as {@code seed}
     */
    public Trainer note(String name, String value) {
        plan.note(name, value);
        return this;
    }

    /**
     * Requests that training ends before the next iteration; {@link #run} then returns the result so far. This is
     * permanent: a later run ends at once.
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
     * @throws IllegalStateException if the checkpoint is from a different run, or early stopping is set without
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
