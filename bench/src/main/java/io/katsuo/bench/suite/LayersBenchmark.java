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
import io.katsuo.network.gradcheck.GradientCheck;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/** How long do the passes through one layer take, forward and backward, in the sizes of the book's network? */
@Warmup(iterations = 6, time = 1)
public class LayersBenchmark extends SimdBenchmark {
    /** The layer: 784 inputs and 50 outputs for {@code Affine}, 50 values a sample or, for the loss, 10. */
    @Param({"Affine", "Relu", "Sigmoid", "SoftmaxWithLoss"})
    public String layer;

    /** Samples in a batch. */
    @Param("100")
    public int batch;

    private Supplier<Object> forward;
    private Supplier<Tensor> backward;

    /** Makes the layer, and proves both passes right, against its formula in double. */
    @Setup(Level.Trial)
    public void prepare() {
        Rng rng = new Rng(1);
        switch (layer) {
            case "Affine" -> time(Affine.of("affine1", 784, 50, Initializer.HE, rng), 784, 50, rng);
            case "Relu" -> time(new Relu(), 50, 50, rng);
            case "Sigmoid" -> time(new Sigmoid(), 50, 50, rng);
            case "SoftmaxWithLoss" -> timeLoss(rng);
            default -> throw new IllegalArgumentException("no such layer: " + layer);
        }
        forward.get();
    }

    private void time(Layer tested, int inputs, int outputs, Rng rng) {
        Tensor x = Tensor.uniform(rng, -1, 1, Shape.of(batch, inputs));
        GradientCheck.of(tested).on(x).sample(200, 1).run().assertPassed();
        Tensor dout = Tensor.uniform(rng, -1, 1, Shape.of(batch, outputs));
        forward = () -> tested.forward(x);
        backward = () -> tested.backward(dout);
    }

    private void timeLoss(Rng rng) {
        SoftmaxWithLoss loss = new SoftmaxWithLoss();
        Tensor x = Tensor.uniform(rng, -1, 1, Shape.of(batch, 10));
        Targets t = TrainingSet.labels(batch, 10);
        GradientCheck.of(loss).on(x, t).run().assertPassed();
        forward = () -> loss.forward(x, t);
        backward = () -> loss.backward(1);
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
