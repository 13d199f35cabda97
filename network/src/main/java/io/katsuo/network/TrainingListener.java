package io.katsuo.network;

/**
 * Hears how training goes. Called on the training thread, so it should be quick.
 *
 * @since 0.1
 */
public interface TrainingListener {
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
     * Asked after every iteration, after the other methods.
     *
     * @return true to end training here
     */
    default boolean stops() {
        return false;
    }
}
