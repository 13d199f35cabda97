package io.katsuo.bench.suite;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Targets;
import io.katsuo.network.Network;
import io.katsuo.network.Workspace;
import io.katsuo.network.gradcheck.GradientCheck;
import io.katsuo.network.numeric.NumericalGradient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does one gradient of all parameters take by back-propagation, and how long by trying: two losses a parameter?
 * Both sides compute on the same float32 kernels. {@code numericalInDouble} is {@link Network#numericalGradient}, which
 * differentiates the formulas in double and computes again only what a parameter has changed.
 */
@Warmup(iterations = 6, time = 1)
public class GradientBenchmark extends SimdBenchmark {
    /** Smaller steps drown in the rounding of the scores. */
    private static final float STEP = 3e-3f;

    private static final int IMAGES = 3;

    /** The sizes of the layers; the second is the book's network, with 39,760 parameters. */
    @Param({"64-16-10", "784-50-10"})
    public String layers;

    private final Workspace workspace = new Workspace();
    private Network network;
    private Tensor images;
    private Targets labels;

    /** Draws images, and proves that both gradients are right: one against the formulas in double, one against the other. */
    @Setup(Level.Trial)
    public void prepare() {
        int[] sizes = TrainingSet.sizes(layers);
        Rng rng = new Rng(1);
        network = Network.of(sizes, rng.nextLong());
        labels = TrainingSet.labels(IMAGES, sizes[sizes.length - 1]);
        do {
            images = Tensor.rand(rng, IMAGES, sizes[0]);
        } while (nearKink());
        GradientCheck.of(network).on(images, labels).sample(200, 1).run().assertPassed();
        checkNumerical();
    }

    /** Whether a step could carry some unit over the kink of ReLU, where differences do not tell the derivative. */
    private boolean nearKink() {
        Layer first = network.layer("Affine1");
        Tensor units = first.forward(images);
        for (float unit : units.toArray()) {
            if (Math.abs(unit) < 2 * STEP) {
                return true;
            }
        }
        return false;
    }

    /** All gradients but those of most of the first weights, of which there are so many. */
    private void checkNumerical() {
        Map<String, Tensor> gradients = network.gradient(images, labels);
        gradients.forEach((name, gradient) -> {
            Tensor parameter = network.params().get(name);
            int rows = Math.min(20, parameter.dim(0));
            Tensor actual = numerical(parameter.slice(0, 0, rows));
            double largest = 0;
            for (float value : gradient.toArray()) {
                largest = Math.max(largest, Math.abs(value));
            }
            if (!actual.allClose(gradient.slice(0, 0, rows), 0, 1e-3 * largest)) {
                throw new IllegalStateException("the gradient of " + name + " differs from central differences");
            }
        });
    }

    private Tensor numerical(Tensor parameter) {
        return NumericalGradient.of(ignored -> network.loss(images, labels, workspace), parameter, STEP);
    }

    /** One pass forward and one back. */
    @Benchmark
    public double backprop() {
        return network.computeGradients(images, labels);
    }

    /** Two losses a parameter. Thousands of them warm up within one call. */
    @Benchmark
    @Warmup(iterations = 2)
    @Measurement(iterations = 3)
    public List<Tensor> numerical() {
        List<Tensor> gradients = new ArrayList<>();
        network.params().values().forEach(parameter -> gradients.add(numerical(parameter)));
        return gradients;
    }

    /** Differences of the formulas in double. */
    @Benchmark
    @Warmup(iterations = 2)
    @Measurement(iterations = 3)
    public Map<String, Tensor> numericalInDouble() {
        return network.numericalGradient(images, labels);
    }
}
