package io.katsuo.bench.suite;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.ComposedAffine;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How much faster is the affine layer as one than as the product, the copies of the biases and the addition of which the
 * chapter builds it? Timed are a pass forward and a pass back.
 */
@Warmup(iterations = 6, time = 1)
public class FusedAffineBenchmark extends SimdBenchmark {
    /** Samples, inputs and outputs: the layers of the book's network, the second with little to multiply. */
    @Param({"100x784x50", "100x50x10"})
    public String shape;

    private LayerPasses fused;
    private LayerPasses composed;

    /** Makes both layers, and proves that they agree bit for bit. */
    @Setup(Level.Trial)
    public void prepare() {
        DenseProduct operands = DenseProduct.of(shape, false, false);
        Tensor x = operands.a();
        Tensor w = operands.b();
        Rng rng = new Rng(2);
        Tensor b = Tensor.uniform(rng, -1, 1, Shape.of(w.dim(1)));
        Tensor dout = Tensor.uniform(rng, -1, 1, Shape.of(x.dim(0), w.dim(1)));
        fused = new LayerPasses(new Affine("affine1", w, b), x, dout);
        composed = new LayerPasses(new ComposedAffine("affine1", w, b), x, dout);
        fused.checkAgreement(composed, 0);
    }

    /** One layer. */
    @Benchmark
    public Tensor fused() {
        return fused.run();
    }

    /** Three nodes. */
    @Benchmark
    public Tensor composed() {
        return composed.run();
    }
}
