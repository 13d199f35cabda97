package io.katsuo.bench.peers.trial;

import java.util.Locale;

/** Trials of one kind. */
public enum Group {
    /** Matrix products. */
    SGEMM,
    /** Training steps and inference. */
    TRAINING,
    /** Functions of elements, reductions, copies. */
    ELEMENTWISE;

    /** What options and JSON call it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
