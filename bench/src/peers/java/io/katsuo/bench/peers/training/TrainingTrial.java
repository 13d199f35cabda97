package io.katsuo.bench.peers.training;

import io.katsuo.bench.peers.trial.Trial;
import java.util.List;

/** A training step, or a prediction, as a trial. */
public final class TrainingTrial {
    /** Enough that a batch has left the caches before it comes again: the whole set, for batches of 100. */
    private static final int BATCHES = 600;

    private static final float RATE = 0.05f;

    private static final int[] TWO = {Start.PIXELS, 50, Start.CLASSES};
    private static final int[] MLP3 = {Start.PIXELS, 1000, 1000, Start.CLASSES};

    private final int[] sizes;
    private final int batchSize;
    private final int predicted;
    private final boolean step;
    private Reference reference;

    private TrainingTrial(int[] sizes, int batchSize, int predicted, boolean step) {
        this.sizes = sizes;
        this.batchSize = batchSize;
        this.predicted = predicted;
        this.step = step;
    }

    /** Steps of the book's network and of one with two hidden layers of 1,000 units; predictions by the book's network. */
    public static List<Trial> all() {
        return List.of(
                trial("step_two", new TrainingTrial(TWO, 100, 1, true)),
                trial("step_mlp3", new TrainingTrial(MLP3, 256, 1, true)),
                trial("infer1", new TrainingTrial(TWO, 100, 1, false)),
                trial("infer10000", new TrainingTrial(TWO, 100, 10_000, false)));
    }

    private static Trial trial(String name, TrainingTrial trial) {
        return new Trial(
                name, "training", 0, List.of(Trial.KATSUO, "mkl", "djl", "djl-trainer"), List.of(), trial::prepare);
    }

    private Runnable prepare(String system, int threads) {
        Start start = new Start(sizes, Start.batches(BATCHES, batchSize), predicted, RATE, threads);
        if (reference == null) {
            reference = new Reference(start);
        }
        Learner learner =
                switch (system) {
                    case Trial.KATSUO -> new KatsuoLearner(start);
                    case "mkl" -> new MklLearner(start);
                    case "djl" -> new TorchLearner(start);
                    case "djl-trainer" -> new TorchTrainerLearner(start);
                    default -> throw new IllegalArgumentException("no system named " + system + " trains");
                };
        reference.check(system, learner);
        if (!step) {
            return learner::predict;
        }
        int[] next = {0};
        return () -> {
            double loss = learner.step(next[0]);
            if (!(loss < 100)) {
                throw new IllegalStateException("training diverged: loss " + loss);
            }
            next[0] = (next[0] + 1) % BATCHES;
        };
    }
}
