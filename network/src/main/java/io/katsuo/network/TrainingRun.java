package io.katsuo.network;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Targets;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** One run of a {@link Trainer}. */
final class TrainingRun {
    /** An accuracy that exceeds chance by less does not count as learning. */
    private static final double BETTER = 0.01;

    private static final String STOPPED =
            "nothing was trained: early stopping had ended the run that was resumed; a new run may have more patience";

    private final TrainingPlan plan;
    private final Network network;
    private final TrainingListener listener;
    private final int total;
    private final TrainingEngine engine;
    private final BatchSampler sampler;
    private final FiniteGuard guard;
    private final TrainingLog log = new TrainingLog();
    /** Null if training does not stop early. */
    private final EarlyStopping stopping;

    private int saved;
    /** What the next checkpoint does to the file that is there; null before the first. */
    private Checkpoint.Replaced replaced;

    private long evaluating;

    TrainingRun(TrainingPlan plan) {
        this.plan = plan;
        this.network = plan.network;
        this.listener = plan.listener;
        this.total = plan.total();
        this.engine = plan.engine();
        this.sampler = new BatchSampler(plan.sampling, plan.count(), plan.batchSize, plan.seed);
        this.stopping = plan.patience > 0 ? new EarlyStopping(plan.stoppingMetric, plan.patience, network) : null;
        if (plan.resumed != null) {
            plan.resumed.restore(state(), network.architecture(), plan.settings());
            log.addAll(plan.resumed.losses(), plan.resumed.epochs());
            sampler.skip(log.iterations());
            saved = log.iterations();
            if (stopping != null) {
                stopping.replay(log.epochs());
            }
        }
        this.guard = new FiniteGuard(network, engine);
        engine.start(plan.blocks, this::batch, total - log.iterations(), plan.iterationsPerEpoch());
    }

    TrainingResult run() {
        long start = System.nanoTime();
        int every = plan.evaluateEvery > 0 ? plan.evaluateEvery : plan.iterationsPerEpoch();
        if (plan.resumed == null && plan.checkpointFile != null && Checkpoint.exists(plan.checkpointFile)) {
            // The checkpoint of an earlier run must not be resumed as one of this run.
            save();
        }
        boolean stopped = false;
        boolean hadStopped = stopping != null && stopping.stops();
        boolean enough = hadStopped;
        while (log.iterations() < total && !plan.cancelled && !stopped && !enough) {
            int step = log.iterations();
            double loss = step(step);
            log.add(loss);
            listener.onIteration(step, total, loss);
            if (step % every == 0) {
                guard.checkOptimizer(plan.optimizer.state(network.parameters()));
                EpochReport report = plan.engine == null ? evaluate() : orSave(this::evaluate);
                log.add(report);
                listener.onEpoch(report);
                enough = accept(report);
            }
            stopped = listener.stops();
            if (plan.checkpointFile != null && log.iterations() % plan.checkpointEvery == 0) {
                save();
            }
        }
        orSave(() -> {
            guard.afterTraining();
            return null;
        });
        guard.checkOptimizer(plan.optimizer.state(network.parameters()));
        if (plan.checkpointFile != null && saved < log.iterations()) {
            save();
        }
        EpochReport last = evaluate();
        if (stopping != null) {
            accept(last);
            last = stopping.restore();
        }
        double seconds = (System.nanoTime() - start - evaluating) / 1e9;
        boolean cancelled = log.iterations() < total && !enough;
        TrainingResult result = new TrainingResult(
                log.losses(),
                log.epochs(),
                last,
                hadStopped ? STOPPED : warning(last),
                cancelled,
                seconds,
                evaluating / 1e9);
        listener.onEnd(result);
        return result;
    }

    private boolean accept(EpochReport report) {
        if (stopping != null) {
            stopping.accept(report);
        }
        return stopping != null && stopping.stops();
    }

    private int[] batch() {
        int[] rows = sampler.next();
        for (int i = 0; plan.rows != null && i < rows.length; i++) {
            rows[i] = plan.rows[rows[i]];
        }
        return rows;
    }

    /** An engine that fails, such as a cluster, leaves the parameters as the last step left them: they are saved. */
    private <T> T orSave(Supplier<T> remote) {
        boolean done = false;
        try {
            T result = remote.get();
            done = true;
            return result;
        } catch (NonFiniteException e) {
            done = true;
            throw e;
        } finally {
            if (!done && plan.checkpointFile != null && saved < log.iterations()) {
                save();
            }
        }
    }

    private double step(int step) {
        double before = plan.engine == null ? engine.gradients(step) : orSave(() -> engine.gradients(step));
        guard.beforeUpdate(step, before);
        plan.optimizer.update(network.parameters(), step);
        double loss = engine.loss(before);
        guard.afterUpdate(loss);
        return loss;
    }

    /** A report on the network as it is, or the one that there is after the last iteration. */
    private EpochReport evaluate() {
        int iteration = log.iterations() - 1;
        if (!log.epochs().isEmpty() && log.epochs().getLast().iteration() == iteration) {
            return log.epochs().getLast();
        }
        long before = System.nanoTime();
        double[] validation = validate();
        EpochReport report = new EpochReport(
                log.epochs().size(),
                iteration,
                log.lastLoss(),
                engine.trainAccuracy(),
                testAccuracy(),
                validation[0],
                validation[1]);
        evaluating += System.nanoTime() - before;
        return report;
    }

    private double testAccuracy() {
        return plan.testX != null && network instanceof Classifier classifier
                ? classifier.accuracy(plan.testX, plan.testT)
                : engine.testAccuracy();
    }

    /** Loss and accuracy on the validation samples. */
    private double[] validate() {
        if (plan.validationX == null) {
            return new double[] {Double.NaN, Double.NaN};
        }
        Targets t = plan.validationT;
        LossLayer loss = network.lastLayer();
        boolean classifies = network instanceof Classifier;
        double[] losses = new double[t.size()];
        LongAdder hits = new LongAdder();
        ScoreBlocks.visit(network, plan.validationX, (scores, from) -> {
            loss.losses(scores, t, from, losses);
            if (classifies) {
                hits.add(Accuracy.hits(scores, t, from));
            }
        });
        double accuracy = classifies ? (double) hits.sum() / losses.length : Double.NaN;
        return new double[] {loss.reduce(losses, t, loss.normalizer(t)), accuracy};
    }

    /** A classifier that answers by chance has diverged, or has not begun to learn. */
    private String warning(EpochReport report) {
        if (Double.isNaN(report.trainAccuracy()) || log.iterations() == 0) {
            return "";
        }
        double chance = engine.mostFrequent();
        return report.trainAccuracy() >= Math.min(1, chance + BETTER)
                ? ""
                : String.format(
                        Locale.ROOT,
                        "the network is no better than one that always names the most frequent class, %.4f right; "
                                + "a smaller learning rate or more iterations may help",
                        chance);
    }

    /** The tensors of the run, live. */
    private Map<String, Tensor> state() {
        Map<String, Tensor> state = Checkpoint.state(network, plan.optimizer);
        if (stopping != null) {
            stopping.kept().forEach((name, tensor) -> state.put(Checkpoint.BEST + name, tensor));
        }
        return state;
    }

    private void save() {
        saved = log.iterations();
        try {
            replaced = replaced == null ? Checkpoint.replaced(plan.checkpointFile, plan.resumed) : replaced;
            Checkpoint.write(
                    plan.checkpointFile, replaced, state(), network.architecture(), plan.checkpointSettings(), log);
            replaced = Checkpoint.Replaced.BECOMES_PREVIOUS;
            listener.onCheckpoint(plan.checkpointFile, log.iterations());
        } catch (IOException e) {
            listener.onCheckpointFailed(plan.checkpointFile, e);
        }
    }
}
