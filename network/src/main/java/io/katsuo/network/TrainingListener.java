package io.katsuo.network;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Hears how training goes. Called on the training thread, so it should be quick.
 *
 * @since 0.1
 */
public interface TrainingListener {
    /**
     * Writes reports and the result to {@link System.Logger} {@code io.katsuo.network}, at most one line an epoch, and not
     * more than about one a second. What a {@link Trainer} has unless it is given another listener.
     */
    TrainingListener LOG = new TrainingLogger(System.getLogger("io.katsuo.network"));

    /** Hears nothing, so that training is silent. */
    TrainingListener NONE = new TrainingListener() {};

    /**
     * One iteration is done.
     *
     * @param iteration which, from 0
     * @param iterations how many there will be
     * @param loss the loss on the iteration's batch after the update
     */
    default void onIteration(int iteration, int iterations, double loss) {}

    /**
     * The accuracies were computed.
     *
     * @param report what they are
     */
    default void onEpoch(EpochReport report) {}

    /**
     * A checkpoint was written.
     *
     * @param iterations how many iterations are done
     */
    default void onCheckpoint(Path file, int iterations) {}

    /**
     * A checkpoint could not be written; training goes on. Logs a warning unless overridden.
     *
     * @param failure the reason
     */
    default void onCheckpointFailed(Path file, IOException failure) {
        System.getLogger("io.katsuo.network").log(System.Logger.Level.WARNING, "checkpoint not written", failure);
    }

    /**
     * Training is over.
     *
     * @param result what it did
     */
    default void onEnd(TrainingResult result) {}

    /**
     * Asked after every iteration, after the other methods.
     *
     * @return true to end training here
     */
    default boolean stops() {
        return false;
    }
}
