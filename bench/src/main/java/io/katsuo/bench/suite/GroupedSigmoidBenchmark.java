package io.katsuo.bench.suite;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.ComposedSigmoid;
import io.katsuo.layers.Sigmoid;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * How much faster is the sigmoid as one layer than as the four nodes of which the chapter builds it? Timed are a pass
 * forward and a pass back.
 */
public class GroupedSigmoidBenchmark extends SimdBenchmark {
    /** Samples and values: the hidden layer of the book's network, and more than a cache holds. */
    @Param({"100x50", "1024x1024"})
    public String shape;

    private LayerPasses grouped;
    private LayerPasses composed;

    /** Makes both layers, and proves that they agree. */
    @Setup(Level.Trial)
    public void prepare() {
        String[] extents = shape.split("x");
        int rows = Integer.parseInt(extents[0]);
        int columns = Integer.parseInt(extents[1]);
        Rng rng = new Rng(1);
        Tensor x = Tensor.uniform(rng, -4, 4, Shape.of(rows, columns));
        Tensor dout = Tensor.uniform(rng, -1, 1, Shape.of(rows, columns));
        grouped = new LayerPasses(new Sigmoid(), x, dout);
        composed = new LayerPasses(new ComposedSigmoid("composed"), x, dout);
        grouped.checkAgreement(composed, 1e-6);
    }

    /** One layer. */
    @Benchmark
    public Tensor grouped() {
        return grouped.run();
    }

    /** Four nodes. */
    @Benchmark
    public Tensor composed() {
        return composed.run();
    }
}
