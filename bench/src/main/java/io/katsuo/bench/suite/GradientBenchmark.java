package io.katsuo.bench.suite;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.network.Network;
import io.katsuo.network.Workspace;
import io.katsuo.network.numeric.NumericalGradient;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does one gradient of all parameters take by backpropagation, and how long by central differences, which compute two
 * losses for each parameter? {@code numericalInDouble} is {@link Network#numericalGradient}, which differentiates the formulas
 * in double and computes again only what a parameter has changed. {@code katsuo claim} checks that the gradients agree.
 */
@Warmup(iterations = 6, time = 1)
public class GradientBenchmark extends SimdBenchmark {
    /** Smaller steps drown in the rounding errors of the scores. */
    private static final float STEP = 3e-3f;

    /** The sizes of the layers; the second is the book's network, with 39,760 parameters. */
    @Param({"64-16-10", "784-50-10"})
    public String layers;

    private final Workspace workspace = new Workspace();
    private final Targets labels = TrainingSet.labels(3, 10);
    private Network network;
    private Tensor images;

    /** Draws parameters and images. */
    @Setup(Level.Trial)
    public void prepare() {
        int[] sizes = TrainingSet.sizes(layers);
        network = Network.of(sizes, 1);
        images = Tensor.rand(new Rng(2), 3, sizes[0]);
    }

    /** One forward and one backward pass. */
    @Benchmark
    public double backprop() {
        return network.computeGradients(images, labels);
    }

    /** Two losses for each parameter. Thousands of them warm up within one call. */
    @Benchmark
    @Warmup(iterations = 2)
    @Measurement(iterations = 3)
    public List<Tensor> numerical() {
        return network.params().values().stream()
                .map(parameter ->
                        NumericalGradient.of(ignored -> network.loss(images, labels, workspace), parameter, STEP))
                .toList();
    }

    /** Differences of the formulas in double. */
    @Benchmark
    @Warmup(iterations = 2)
    @Measurement(iterations = 3)
    public Map<String, Tensor> numericalInDouble() {
        return network.numericalGradient(images, labels);
    }
}
