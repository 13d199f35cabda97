package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Tensor;
import java.util.function.IntPredicate;

/** A batch in which some samples differ from the original one in every value. */
final class AlteredBatch {
    private AlteredBatch() {}

    /** The batch with another last sample. */
    static Tensor lastSample(Tensor x) {
        int last = rows(x) - 1;
        return of(x, row -> row == last);
    }

    /** The batch with other samples where this is true; their values are in reverse order, halved and moved. */
    static Tensor of(Tensor x, IntPredicate alters) {
        float[] values = x.toArray();
        int rows = rows(x);
        int width = values.length / Math.max(rows, 1);
        float[] result = values.clone();
        for (int row = 0; row < rows; row++) {
            for (int i = 0; alters.test(row) && i < width; i++) {
                result[(row + 1) * width - 1 - i] = 0.25f + 0.5f * values[row * width + i];
            }
        }
        return Tensor.wrap(result, x.shape().dims());
    }

    private static int rows(Tensor x) {
        return x.rank() < 2 ? 1 : x.dim(0);
    }
}
