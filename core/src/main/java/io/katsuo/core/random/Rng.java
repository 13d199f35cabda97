package io.katsuo.core.random;

/**
 * Katsuo's one source of random numbers: SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number
 * generators", OOPSLA 2014). Draw {@code n} of seed {@code s} is {@code mix(s + (n+1)·γ)}, so that the same seed gives
 * the same numbers on every machine, JDK and thread count, for ever; golden values are in the tests.
 *
 * <p>There is no global generator and no seed taken from a clock. Not safe for concurrent use: give every thread its
 * own through {@link #split()}.
 */
public final class Rng {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;
    private double spareNormal = Double.NaN;

    /** A generator that starts at this seed; equal seeds give equal sequences. */
    public Rng(long seed) {
        this.state = seed;
    }

    /** {@return the next 64 bits, a uniformly distributed long} */
    public long nextLong() {
        long z = state += GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** {@return a generator for an independent sequence, seeded from this one's next draw} */
    public Rng split() {
        // Whitened once more, so that the child's counter does not run along the parent's.
        return new Rng((nextLong() ^ 0x632BE59BD9B4E019L) * 0xD1342543DE82EF95L);
    }

    /**
     * A uniformly distributed int below a bound, without bias (Lemire: "Fast random integer generation in an
     * interval", 2019).
     *
     * @param bound the exclusive upper bound, at least 1
     * @return a number in {@code [0, bound)}
     * @throws IllegalArgumentException if the bound is not positive
     */
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("nextInt: bound must be positive: " + bound);
        }
        long product = (nextLong() >>> 32) * bound;
        if ((product & 0xFFFFFFFFL) < bound) {
            long threshold = (1L << 32) % bound;
            while ((product & 0xFFFFFFFFL) < threshold) {
                product = (nextLong() >>> 32) * bound;
            }
        }
        return (int) (product >>> 32);
    }

    /** {@return a uniformly distributed float in {@code [0, 1)}, a multiple of 2<sup>-24</sup>} */
    public float nextFloat() {
        return (nextLong() >>> 40) * 0x1p-24f;
    }

    /** {@return a uniformly distributed double in {@code [0, 1)}, a multiple of 2<sup>-53</sup>} */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /**
     * A standard normal variate by the polar method (Marsaglia, Bray 1964). Logarithms are StrictMath's, whose bits do
     * not depend on the machine.
     *
     * @return a variate of mean 0 and standard deviation 1
     */
    public double nextNormal() {
        if (!Double.isNaN(spareNormal)) {
            double spare = spareNormal;
            spareNormal = Double.NaN;
            return spare;
        }
        double u;
        double v;
        double s;
        do {
            u = 2 * nextDouble() - 1;
            v = 2 * nextDouble() - 1;
            s = u * u + v * v;
        } while (s >= 1 || s == 0);
        double factor = Math.sqrt(-2 * StrictMath.log(s) / s);
        spareNormal = v * factor;
        return u * factor;
    }

    /**
     * A random order of {@code 0 … n-1} (Fisher, Yates).
     *
     * @return a fresh array with each number once
     * @throws IllegalArgumentException if n is negative
     */
    public int[] permutation(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("permutation: length must not be negative: " + n);
        }
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** The state, such as {@code Rng at 0x9e3779b97f4a7c15}; with a spare normal variate, if there is one. */
    @Override
    public String toString() {
        return "Rng at 0x" + Long.toHexString(state)
                + (Double.isNaN(spareNormal) ? "" : " with a spare normal variate");
    }
}
