package io.katsuo.network;

/**
 * How a {@link Trainer} chooses the samples of a batch.
 *
 * @since 0.1
 */
public enum Sampling {
    /** Every sample of every batch independently, with replacement, as the book does: an epoch misses 37 % of them. */
    BOOK,
    /** All samples once in a random order, then in another; the last batch of an epoch may be smaller. */
    SHUFFLED
}
