package io.katsuo.spark;

import io.katsuo.core.ops.Indexing;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.network.Samples;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Some samples, column by column, so that a million of them are four objects.
 *
 * @param ids their numbers; ascending in the partitions of a data set, in the order of the batch in a block
 * @param bytes their values as bytes, each v meaning {@code v / 255f}; null if they are floats
 * @param floats their values; null if they are bytes
 */
record Part(int[] ids, int[] labels, byte[] bytes, float[] floats) implements Serializable {
    private static final long serialVersionUID = 1;

    private static final float MAX_PIXEL = 255;

    /** Memory for samples of so many values, of the kind of another part. */
    static Part like(Part part, int count, int width) {
        return new Part(
                new int[count],
                new int[count],
                part.bytes == null ? null : new byte[Math.multiplyExact(count, width)],
                part.floats == null ? null : new float[Math.multiplyExact(count, width)]);
    }

    int count() {
        return ids.length;
    }

    /** The number of values of a sample. */
    int width() {
        return count() == 0 ? 0 : (bytes != null ? bytes.length : floats.length) / count();
    }

    /** Where a sample with this number is; negative if it is not here. */
    int find(int id) {
        return Arrays.binarySearch(ids, id);
    }

    /** Copies a sample, except its number. */
    void copyTo(int from, Part target, int to) {
        int width = width();
        target.labels[to] = labels[from];
        if (bytes != null) {
            System.arraycopy(bytes, from * width, target.bytes, to * width, width);
        } else {
            System.arraycopy(floats, from * width, target.floats, to * width, width);
        }
    }

    /** The samples as floats; {@code shape} is that of a sample. */
    Samples samples(Shape shape) {
        Tensor all = floats == null ? null : Tensor.wrap(floats, count(), width());
        return new Samples() {
            @Override
            public int count() {
                return Part.this.count();
            }

            @Override
            public Shape shape() {
                return shape;
            }

            @Override
            public void gather(int[] rows, Tensor out) {
                if (all == null) {
                    Indexing.gatherRows(bytes, rows, MAX_PIXEL, out);
                } else {
                    Indexing.gatherRows(all, rows, out.reshape(rows.length, width()));
                }
            }
        };
    }
}
