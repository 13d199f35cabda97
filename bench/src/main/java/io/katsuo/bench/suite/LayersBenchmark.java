package io.katsuo.bench.suite;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.Initializer;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Relu;
import io.katsuo.layers.Sigmoid;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/** How long do the forward and the backward pass through one layer take, in the sizes of the book's network? */
@Warmup(iterations = 6, time = 1)
public class LayersBenchmark extends SimdBenchmark {
    /** The layer: 784 inputs and 50 outputs for {@code Affine}, 50 values a sample or, for the loss, 10. */
    @Param({"Affine", "Relu", "Sigmoid", "SoftmaxWithLoss"})
    public String layer;

    /** Samples in a batch. */
    @Param("100")
    public int batch;

    private final Rng rng = new Rng(1);
    private Supplier<Object> forward;
    private Supplier<Tensor> backward;

    /** Makes the layer, and runs its forward pass, which the backward pass needs. */
    @Setup(Level.Trial)
    public void prepare() {
        switch (layer) {
            case "Affine" -> time(Affine.of("affine1", 784, 50, Initializer.HE, rng), 784);
            case "Relu" -> time(new Relu(), 50);
            case "Sigmoid" -> time(new Sigmoid(), 50);
            case "SoftmaxWithLoss" -> {
                SoftmaxWithLoss loss = new SoftmaxWithLoss();
                Tensor x = uniform(10);
                Targets t = TrainingSet.labels(batch, 10);
                forward = () -> loss.forward(x, t);
                backward = () -> loss.backward(1);
            }
            default -> throw new IllegalArgumentException("no such layer: " + layer);
        }
        forward.get();
    }

    private void time(Layer tested, int inputs) {
        Tensor x = uniform(inputs);
        Tensor dout = uniform(50);
        forward = () -> tested.forward(x);
        backward = () -> tested.backward(dout);
    }

    private Tensor uniform(int columns) {
        return Tensor.uniform(rng, -1, 1, Shape.of(batch, columns));
    }

    /** The output. */
    @Benchmark
    public Object forward() {
        return forward.get();
    }

    /** The derivatives by the input and by the parameters. */
    @Benchmark
    public Tensor backward() {
        return backward.get();
    }
}
