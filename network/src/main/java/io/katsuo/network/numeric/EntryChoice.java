package io.katsuo.network.numeric;

import io.katsuo.core.random.Rng;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A choice of the entries of each parameter that are differentiated. */
@FunctionalInterface
public interface EntryChoice {
    /** All of them. */
    EntryChoice ALL = (parameter, size) -> IntStream.range(0, size).toArray();

    /** {@return the chosen entries of one parameter: places in row-major order, ascending, none twice} */
    int[] of(int parameter, int size);

    /**
     * A random sample, drawn without replacement; the sample of a parameter does not depend on the sizes of the others.
     *
     * @param count the number of entries of a parameter; all if it has no more
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
