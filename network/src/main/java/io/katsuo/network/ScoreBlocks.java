package io.katsuo.network;

import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.tensor.Tensor;

/**
 * Predicts in blocks of samples, so that memory stays small however many samples there are. Each thread takes its blocks
 * through all layers alone.
 */
final class ScoreBlocks {
    /** The values between the layers of a block fit the second-level cache; whole tiles of a product's rows. */
    private static final int BLOCK = 504;

    private ScoreBlocks() {}

    /** Gets the scores of a block, dense from the start of their array, and the number of its first sample. */
    interface Visitor {
        void visit(Tensor scores, int from);
    }

    /** Visits the scores of all samples, on several threads at once. */
    static void visit(Network network, Samples samples, Visitor visitor) {
        int n = samples.count();
        long multiplyAdds =
                network.parameters().stream().mapToLong(p -> p.value().size()).sum();
        Parallel.run(n * multiplyAdds / Parallel.MULTIPLY_ADDS, (n + BLOCK - 1) / BLOCK, (first, end) -> {
            Pass pass = Pass.uncut(network);
            Tensor block = null;
            for (int from = first * BLOCK; from < Math.min(n, end * BLOCK); from += BLOCK) {
                block = samples.block(from, Math.min(n, from + BLOCK), block);
                visitor.visit(pass.scores(block), from);
            }
        });
    }
}
