package io.katsuo.network;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Param;

/**
 * How a batch is cut into parts that go through all layers on different threads: one parting of ways for a whole
 * network, where layer by layer there would be one for each. Samples do not influence each other, so the results are the
 * same bits.
 */
final class SampleParts {
    /** A tile of a product's rows. Parts are multiples of it, and the last one takes the rest. */
    private static final int UNIT = 5;

    private static final int PARTS_PER_THREAD = 2;

    /** Multiply-adds below which threads cost more than they save. */
    private static final long WORTH_IT = 1 << 20;

    /** Floats in the largest parameter that every core can keep in its own cache. */
    private static final int SMALL_PARAMETER = 1 << 17;

    private SampleParts() {}

    /** Into how many parts it is best to cut this batch; 1 where layers had better use the threads themselves. */
    static int count(Network network, Tensor x) {
        int threads = Threads.count();
        if (x.rank() < 2 || threads == 1) {
            return 1;
        }
        long parameters = 0;
        for (int i = 0; i < network.parameters().size(); i++) {
            Param parameter = network.parameters().get(i);
            int size = parameter.value().size();
            if (size > SMALL_PARAMETER) {
                return 1;
            }
            parameters += size;
        }
        int rows = x.dim(0);
        return rows * parameters < WORTH_IT
                ? 1
                : (int) Math.clamp((long) rows / UNIT, 1, (long) threads * PARTS_PER_THREAD);
    }

    /** The parts of a batch, as views; a network's tensors for it are cut at the same rows. */
    static Tensor[] cut(Tensor batch, int parts) {
        Tensor[] result = new Tensor[parts];
        for (int i = 0; i < parts; i++) {
            result[i] = batch.slice(0, firstRow(batch.dim(0), i, parts), firstRow(batch.dim(0), i + 1, parts));
        }
        return result;
    }

    /** The first row of a part of a batch of so many rows. */
    static int firstRow(int rows, int part, int parts) {
        return part == parts ? rows : begin(rows / UNIT, part, parts) * UNIT;
    }

    /** Where a part begins if so many things are cut as evenly as can be. */
    static int begin(int things, int part, int parts) {
        return (int) ((long) things * part / parts);
    }
}
