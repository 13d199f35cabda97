package io.katsuo.network;

import static io.katsuo.core.ops.Indexing.gatherRows;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import java.util.Arrays;

/**
 * A source of samples: a {@link #of tensor}, or any other source, such as images in bytes, that converts the samples of
 * a batch to floats on demand.
 *
 * <p>Concurrent use: any number of threads may read.
 */
public interface Samples {
    /** The number of samples. */
    int count();

    /** The shape of one sample. */
    Shape shape();

    /** Copies samples, in the order of their numbers, to a dense tensor [rows.length, …]. */
    void gather(int[] rows, Tensor out);

    /**
     * A range of samples.
     *
     * @param reuse an earlier result of this method whose memory may be written again, or null
     * @return the samples [to - from, …]: a view, {@code reuse} if it fits, or fresh memory
     */
    default Tensor block(int from, int to, Tensor reuse) {
        int[] rows = new int[to - from];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = from + i;
        }
        Tensor out = reuse != null && reuse.dim(0) == rows.length ? reuse : Tensor.zeros(batch(rows.length));
        gather(rows, out);
        return out;
    }

    /**
     * Some of these samples.
     *
     * @param rows their numbers; kept, not copied
     * @return samples that read these
     */
    default Samples select(int... rows) {
        Samples all = this;
        return new Samples() {
            @Override
            public int count() {
                return rows.length;
            }

            @Override
            public Shape shape() {
                return all.shape();
            }

            @Override
            public void gather(int[] chosen, Tensor out) {
                all.gather(Arrays.stream(chosen).map(i -> rows[i]).toArray(), out);
            }
        };
    }

    /** The shape of a batch of these samples: [n, …]. */
    default Shape batch(int n) {
        int[] dims = new int[shape().rank() + 1];
        dims[0] = n;
        System.arraycopy(shape().dims(), 0, dims, 1, dims.length - 1);
        return Shape.of(dims);
    }

    /**
     * The samples of a tensor.
     *
     * @param x one sample along the first axis; not copied
     * @throws ShapeException if it has fewer than two axes
     */
    static Samples of(Tensor x) {
        if (x.rank() < 2) {
            throw new ShapeException("samples: one sample along the first axis needed: x " + x.shape());
        }
        return new Samples() {
            @Override
            public int count() {
                return x.dim(0);
            }

            @Override
            public Shape shape() {
                return x.shape().without(0);
            }

            @Override
            public void gather(int[] rows, Tensor out) {
                gatherRows(x, rows, out);
            }

            @Override
            public Tensor block(int from, int to, Tensor reuse) {
                return x.slice(0, from, to);
            }
        };
    }
}
