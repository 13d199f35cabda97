package io.katsuo.network;

import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.parallel.Threads;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Parameter;

/**
 * A batch cut into parts that go through all layers on different threads: one parting of ways for a whole network, where
 * layer by layer there would be one for each. Samples do not influence each other, so the scores are the same bits.
 */
final class SampleParts implements Parallel.Block {
    /** Two tiles of a product's rows. Parts are multiples of it, and the last one takes the rest. */
    private static final int UNIT = 12;

    private static final int PARTS_PER_THREAD = 2;

    /** Multiply-adds below which threads cost more than they save. */
    private static final long WORTH_IT = 1 << 20;

    /** Floats in the largest parameter that every core can keep in its own cache. */
    private static final int SMALL_PARAMETER = 1 << 17;

    private Network network;
    private Tensor x;
    private Tensor out;
    private Tensor[] xs = {};
    private Tensor[] outs = {};
    private Workspace[] workspaces = {};

    /** Into how many parts it is best to cut this batch; 1 where layers had better use the threads themselves. */
    static int count(Network network, Tensor x) {
        int threads = Threads.count();
        if (x.rank() < 2 || threads == 1) {
            return 1;
        }
        long parameters = 0;
        for (Parameter parameter : network.parameters()) {
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

    /** Computes the scores of a batch; allocates nothing if everything is as it was the last time. */
    void predict(Network network, Tensor x, Tensor out, int parts) {
        if (this.network != network || this.x != x || this.out != out || xs.length != parts) {
            cut(network, x, out, parts);
        }
        Parallel.run(parts, this);
    }

    private void cut(Network network, Tensor x, Tensor out, int parts) {
        this.network = network;
        this.x = x;
        this.out = out;
        xs = new Tensor[parts];
        outs = new Tensor[parts];
        workspaces = new Workspace[parts];
        for (int i = 0; i < parts; i++) {
            int units = x.dim(0) / UNIT;
            int from = begin(units, i, parts) * UNIT;
            int to = i == parts - 1 ? x.dim(0) : begin(units, i + 1, parts) * UNIT;
            xs[i] = x.slice(0, from, to);
            outs[i] = out.slice(0, from, to);
            workspaces[i] = new Workspace();
        }
    }

    /** Where a part begins if so many things are cut as evenly as can be. */
    static int begin(int things, int part, int parts) {
        return (int) ((long) things * part / parts);
    }

    @Override
    public void run(int part) {
        network.predict(xs[part], outs[part], workspaces[part]);
    }
}
