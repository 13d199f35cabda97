package io.katsuo.network.numeric;

import io.katsuo.core.random.Rng;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which entries of each parameter are differentiated.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface EntryChoice {
    /** All of them. */
    EntryChoice ALL = (parameter, size) -> IntStream.range(0, size).toArray();

    /**
     * The entries of one parameter.
     *
     * @param parameter which one, counted through the network
     * @param size how many entries it has
     * @return places in row-major order, ascending, none twice
     */
    int[] of(int parameter, int size);

    /**
     * A random sample, drawn without replacement; each parameter's own, whatever the sizes of the others.
     *
     * @param count entries of a parameter; all of one that has no more
     * @param seed what they are drawn from
     * @return the choice
     * @throws IllegalArgumentException if the count is not positive
     */
    static EntryChoice sample(int count, long seed) {
        if (count < 1) {
            throw new IllegalArgumentException("sample: at least 1 entry of a parameter needed: " + count);
        }
        return (parameter, size) -> {
            Rng rng = new Rng(seed);
            for (int i = 0; i < parameter; i++) {
                rng.split();
            }
            Rng own = rng.split();
            TreeSet<Integer> chosen = new TreeSet<>();
            // Floyd: each step adds one entry, and every set of that size is equally likely.
            for (int last = Math.max(0, size - count); last < size; last++) {
                if (!chosen.add(own.nextInt(last + 1))) {
                    chosen.add(last);
                }
            }
            return chosen.stream().mapToInt(Integer::intValue).toArray();
        };
    }
}
