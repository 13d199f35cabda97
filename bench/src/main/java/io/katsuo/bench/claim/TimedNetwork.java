package io.katsuo.bench.claim;

/** A network on a batch, whose gradient is computed in two ways. Parameters are W1, b1, W2, b2; entries are row-major. */
abstract class TimedNetwork {
    static final String[] NAMES = {"W1", "b1", "W2", "b2"};
    static final long SEED = 1;

    /** The loss of the batch: one forward pass. */
    abstract double loss();

    /** One forward and one backward pass; returns the loss. */
    abstract double backpropagate();

    /** The entries of a parameter's gradient after {@link #backpropagate}. */
    abstract double[] gradient(int parameter);

    abstract double get(int parameter, int entry);

    /** Sets an entry of a parameter, rounded to the network's number format. */
    abstract void set(int parameter, int entry, double value);

    /** The central difference, divided by the distance of the two points after rounding. */
    final double derivative(int parameter, int entry, double step) {
        double original = get(parameter, entry);
        set(parameter, entry, original + step);
        double high = get(parameter, entry);
        double above = loss();
        set(parameter, entry, original - step);
        double low = get(parameter, entry);
        double below = loss();
        set(parameter, entry, original);
        return (above - below) / (high - low);
    }
}
