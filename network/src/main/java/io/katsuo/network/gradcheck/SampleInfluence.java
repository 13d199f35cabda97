package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import java.util.Optional;

/**
 * Whether the samples of a batch influence each other: of two batches that differ in their last sample only, the others
 * must come out the same, forward and backward.
 */
final class SampleInfluence {
    /** Relative to the largest value; a layer may add up in another order, but no more. */
    private static final double SAME = 1e-5;

    private SampleInfluence() {}

    /** The batch with its last sample turned round and moved, so that every value in it differs. */
    static Tensor altered(Tensor x) {
        float[] values = x.toArray();
        int rows = x.rank() < 2 ? 1 : x.dim(0);
        int width = values.length / Math.max(rows, 1);
        float[] result = values.clone();
        for (int i = 0; i < width; i++) {
            result[values.length - 1 - i] = 0.25f + 0.5f * values[values.length - width + i];
        }
        return Tensor.wrap(result, x.shape().dims());
    }

    /** The first layer that lets samples influence each other, in words. */
    static Optional<String> find(Subject subject, FloatPass one, FloatPass other) {
        int rows = subject.rows();
        for (int l = 1; rows > 1 && l <= subject.depth(); l++) {
            Layer layer = subject.layers().get(l - 1);
            if (differ(one.values[l], other.values[l], rows)) {
                return Optional.of(layer.name()
                        + ".forward lets samples influence each other: outputs of the others change with the last one");
            }
        }
        for (int l = subject.depth(); rows > 1 && l >= 0; l--) {
            if (one.derivatives[l] != null && differ(one.derivatives[l], other.derivatives[l], rows)) {
                String name = l == subject.depth()
                        ? subject.head().name()
                        : subject.layers().get(l).name();
                return Optional.of(name + ".backward lets samples influence each other:"
                        + " derivatives by the others change with the last one");
            }
        }
        return Optional.empty();
    }

    private static boolean differ(float[] a, float[] b, int rows) {
        int end = a.length - a.length / rows;
        float largest = 0;
        for (int i = 0; i < end; i++) {
            largest = Math.max(largest, Math.abs(a[i]));
        }
        for (int i = 0; i < end; i++) {
            if (Math.abs(a[i] - b[i]) > SAME * largest) {
                return true;
            }
        }
        return false;
    }
}
