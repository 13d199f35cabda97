package io.katsuo.bench.peers.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.Arrays;

/** Batches of rows by DJL. */
final class TorchBatches {
    private TorchBatches() {}

    /** The row numbers as arrays of DJL, made once. */
    static NDArray[] of(NDManager manager, int[][] batches) {
        return Arrays.stream(batches)
                .map(rows -> manager.create(Arrays.stream(rows).asLongStream().toArray()))
                .toArray(NDArray[]::new);
    }

    /** A copy of these rows, to be freed with the scope. */
    static NDArray gather(NDManager scope, NDArray rows, NDArray numbers) {
        return rows.get(scope, new NDIndex("{}", numbers));
    }
}
