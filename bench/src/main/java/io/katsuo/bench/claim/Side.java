package io.katsuo.bench.claim;

/** The two sides of a case. */
enum Side {
    BACKPROPAGATION("backpropagation") {
        @Override
        Runnable call(Case of, TimedNetwork network) {
            return network::backpropagate;
        }

        @Override
        int calls(Case of) {
            return 1;
        }
    },

    DIFFERENCES("numerical differentiation") {
        @Override
        Runnable call(Case of, TimedNetwork network) {
            return new Derivatives(of, network);
        }

        @Override
        int calls(Case of) {
            return of.differentiated();
        }
    };

    final String title;

    Side(String title) {
        this.title = title;
    }

    /** One gradient by backpropagation, or one derivative by a central difference. */
    abstract Runnable call(Case of, TimedNetwork network);

    /** The number of calls that compute one gradient by the entries of the case. */
    abstract int calls(Case of);

    /** Each call differentiates by the next of the case's entries; after the last the first follows. */
    private static final class Derivatives implements Runnable {
        private final TimedNetwork network;
        private final double step;
        private final int stride;
        private final int[] sizes;
        private int parameter;
        private int entry;

        Derivatives(Case of, TimedNetwork network) {
            this.network = network;
            this.step = of.way().step;
            this.stride = of.stride();
            this.sizes = of.net().parameterSizes();
        }

        @Override
        public void run() {
            network.derivative(parameter, entry, step);
            entry += stride;
            if (entry >= sizes[parameter]) {
                entry = 0;
                parameter = (parameter + 1) % sizes.length;
            }
        }
    }
}
