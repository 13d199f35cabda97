package io.katsuo.core.parallel;

/**
 * How many threads an operation may use. By default all available processors, or as many as the system property
 * {@code katsuo.threads} says; {@link #with} chooses for everything called inside it. The number never changes the bits
 * of a result.
 */
public final class Threads {
    /** The largest number of threads that can be asked for; more serve no machine that Katsuo was tried on. */
    public static final int MAX = 512;

    private static final ScopedValue<Integer> LIMIT = ScopedValue.newInstance();

    /** 0 if the property is wrong, so that its error reaches the callers, and not as an error of this class. */
    private static final int DEFAULT = fromProperty(false);

    private Threads() {}

    private static int fromProperty(boolean fails) {
        String property = System.getProperty("katsuo.threads");
        if (property == null || property.isBlank()) {
            return Math.min(MAX, Runtime.getRuntime().availableProcessors());
        }
        try {
            return checked(Integer.parseInt(property.trim()));
        } catch (IllegalArgumentException e) {
            if (fails) {
                throw new IllegalArgumentException(
                        "katsuo.threads: not a number of threads from 1 to " + MAX + ": \"" + property + "\"");
            }
            return 0;
        }
    }

    private static int checked(int count) {
        if (count < 1 || count > MAX) {
            throw new IllegalArgumentException("threads: must be between 1 and " + MAX + ": " + count);
        }
        return count;
    }

    /**
     * {@return the number of threads, with the caller's, that an operation called here may use; 1 inside {@link
     * Parallel#run}}
     */
    public static int count() {
        return Parallel.isInBlock() ? 1 : chosen();
    }

    private static int chosen() {
        if (LIMIT.isBound()) {
            return LIMIT.get();
        }
        return DEFAULT > 0 ? DEFAULT : fromProperty(true);
    }

    /**
     * Runs something whose operations may use this many threads, the caller's included.
     *
     * @param count the number of threads, 1 to 512
     * @throws IllegalArgumentException if the count is out of range
     */
    public static void with(int count, Runnable body) {
        ScopedValue.where(LIMIT, checked(count)).run(body);
    }

    /**
     * Computes something whose operations may use this many threads, the caller's included.
     *
     * @param count the number of threads, 1 to 512
     * @throws X if the body does
     * @throws IllegalArgumentException if the count is out of range
     */
    public static <T, X extends Throwable> T call(int count, ScopedValue.CallableOp<T, X> body) throws X {
        return ScopedValue.where(LIMIT, checked(count)).call(body);
    }
}
