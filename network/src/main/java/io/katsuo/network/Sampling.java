package io.katsuo.network;

/** How a {@link Trainer} chooses the samples of a batch. */
public enum Sampling {
    /**
     * Every sample of every batch independently, with replacement, as in the book; an epoch omits 37 % of the samples.
     */
    BOOK,
    /** All samples once per epoch, in a new random order each time; the last batch of an epoch may be smaller. */
    SHUFFLED
}
