package io.katsuo.network;

/**
 * Memory for the values between the layers while a {@link Network} predicts or computes a loss. It adapts to the
 * network and the shape of the input.
 *
 * <p>Concurrent use: one workspace per thread.
 */
public final class Workspace {
    private Network network;
    private Pass pass;

    /** An empty workspace. */
    public Workspace() {}

    Pass pass(Network network) {
        if (this.network != network) {
            // In this order, so that a pass for which memory did not suffice is tried again.
            pass = Pass.of(network);
            this.network = network;
        }
        return pass;
    }
}
