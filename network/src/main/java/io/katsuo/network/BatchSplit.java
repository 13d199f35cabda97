package io.katsuo.network;

import io.katsuo.core.ops.Backend;
import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.parallel.Threads;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Param;
import java.util.List;

/** Into how many parts a batch is cut by samples, and where. The results are the same bits for any number of parts. */
final class BatchSplit {
    /** Floats in the largest parameter that every core can keep in its own cache. */
    private static final int SMALL_PARAMETER = 1 << 17;

    private final boolean fitsCaches;
    private final boolean wholeBatch;
    private final long multiplyAdds;

    BatchSplit(List<Layer> layers, List<Param> parameters) {
        fitsCaches = parameters.stream().allMatch(p -> p.value().size() <= SMALL_PARAMETER);
        wholeBatch = layers.stream().anyMatch(Layer::wholeBatch);
        multiplyAdds = parameters.stream().mapToLong(p -> p.value().size()).sum();
    }

    /**
     * The best number of parts of a batch: one per thread, because every part reads all the weights; 1 if the layers
     * themselves make better use of the threads.
     */
    int parts(int rows, boolean training) {
        if (!fitsCaches || training && wholeBatch) {
            return 1;
        }
        int parts = Parallel.parts(rows * multiplyAdds / Parallel.MULTIPLY_ADDS, rows / Backend.ROW_MULTIPLE);
        return Math.min(parts, Threads.count());
    }

    /** The first row of a part of a batch: parts are whole tiles of a product's rows, and the last one takes the rest. */
    static int firstRow(int rows, int part, int parts) {
        int tile = Backend.ROW_MULTIPLE;
        return part == parts ? rows : Parallel.share(rows / tile, part, parts) * tile;
    }
}
