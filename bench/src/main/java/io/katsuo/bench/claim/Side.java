package io.katsuo.bench.claim;

/** The two sides of a case. */
enum Side {
    BACKPROPAGATION("backpropagation"),
    DIFFERENCES("numerical differentiation");

    final String title;

    Side(String title) {
        this.title = title;
    }

    /**
     * What is timed: one gradient by backpropagation, or one derivative by a central difference, which takes the case's entries
     * in turn.
     */
    Runnable call(Case of, TimedNetwork network) {
        if (this == BACKPROPAGATION) {
            return network::backpropagate;
        }
        int stride = of.stride();
        int[] sizes = of.net().parameterSizes();
        int[] next = {0, 0};
        return () -> {
            network.derivative(next[0], next[1], of.way().step);
            next[1] += stride;
            if (next[1] >= sizes[next[0]]) {
                next[1] = 0;
                next[0] = (next[0] + 1) % sizes.length;
            }
        };
    }
}
