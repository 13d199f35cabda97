package io.katsuo.network;

import java.io.IOException;
import java.nio.file.Path;

/** Receives the progress of training. It is called on the training thread, so it should return quickly. */
public interface TrainingListener {
    /**
     * Writes reports and the result to {@link System.Logger} {@code io.katsuo.network}, at most one line per epoch and
     * about one line per second. This is the default listener of a {@link Trainer}.
     */
    TrainingListener LOG = new TrainingLogger(System.getLogger("io.katsuo.network"));

    /** Ignores all events, so training logs nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /**
     * Called after each iteration.
     *
     * @param iterations the total number of iterations
     */
    default void onIteration(int iteration, int iterations, double loss) {}

    /** Called when a report was made. */
    default void onEpoch(EpochReport report) {}

    /** Called when a checkpoint was written, after so many completed iterations. */
    default void onCheckpoint(Path file, int iterations) {}

    /** Called when a checkpoint could not be written; training continues. By default logs a warning. */
    default void onCheckpointFailed(Path file, IOException failure) {
        System.getLogger("io.katsuo.network").log(System.Logger.Level.WARNING, "checkpoint not written", failure);
    }

    /** Called when training has ended. */
    default void onEnd(TrainingResult result) {}

    /** {@return true to end training here; called after every iteration, after the other methods} */
    default boolean stops() {
        return false;
    }
}
