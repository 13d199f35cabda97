package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.BinaryCrossEntropy;
import io.katsuo.layers.CrossEntropyOptions;
import io.katsuo.layers.Huber;
import io.katsuo.layers.IdentityWithLoss;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.NegativeLogLikelihood;
import io.katsuo.layers.Reduction;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import io.katsuo.network.gradcheck.GradientCheck;
import io.katsuo.network.gradcheck.GradientReport;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each loss at the end of a network: right gradients, the same bits on any number of threads, no garbage. */
class EveryLossTest {
    private static final CrossEntropyOptions OPTIONS = CrossEntropyOptions.SUM
            .classWeights(1, 2, 0.5, 0)
            .labelSmoothing(0.1)
            .ignoredLabel(-1);

    record Kind(String name, LossLayer loss, IntFunction<Targets> targets) {
        Network network(int inputs, int units) {
            return Network.builder(inputs, 3).affine(units).relu().affine(4).build(loss);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Kind> kinds() {
        CrossEntropyOptions mean = CrossEntropyOptions.MEAN.ignoredLabel(2);
        return List.of(
                new Kind("softmax", new SoftmaxWithLoss(), n -> labels(n, 3)),
                new Kind("softmax with options", new SoftmaxWithLoss("loss", OPTIONS), n -> labels(n, -1)),
                new Kind("softmax that ignores a class", new SoftmaxWithLoss("loss", mean), n -> labels(n, 3)),
                new Kind("likelihood", new NegativeLogLikelihood("loss", OPTIONS), n -> labels(n, -1)),
                new Kind("squared error", new IdentityWithLoss("loss", Reduction.SUM), n -> rows(n, -3, 3)),
                new Kind("binary", new BinaryCrossEntropy("loss"), n -> rows(n, 0, 1)),
                new Kind("huber", new Huber("loss", 0.7, Reduction.MEAN), n -> rows(n, -2, 2)));
    }

    private static Targets labels(int samples, int fourth) {
        int[] labels = new int[samples];
        for (int i = 0; i < samples; i++) {
            labels[i] = i % 4 == 3 ? fourth : i % 4;
        }
        return Targets.of(labels);
    }

    private static Targets rows(int samples, double from, double to) {
        return Targets.of(Tensor.uniform(new Rng(9), from, to, Shape.of(samples, 4)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void gradientsAreRight(Kind kind) {
        Targets t = kind.targets.apply(8);
        for (int seed = 0; seed < 5; seed++) {
            Tensor scores = Tensor.normal(new Rng(seed), 0, 1, Shape.of(8, 4));
            GradientReport alone = GradientCheck.of(kind.loss).on(scores, t).run();
            assertTrue(alone.passed(), () -> alone + "\n" + alone.findings());
            Tensor x = Tensor.normal(new Rng(seed), 0, 1, Shape.of(8, 6));
            GradientReport report =
                    GradientCheck.of(kind.network(6, 5)).on(x, t).inputs().run();
            assertTrue(report.passed(), () -> report + "\n" + report.findings());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theSameBitsOnAnyNumberOfThreads(Kind kind) {
        Tensor x = Tensor.normal(new Rng(5), 0, 1, Shape.of(130, 300));
        Targets t = kind.targets.apply(130);
        double[] losses = new double[4];
        float[][] gradients = new float[4][];
        for (int threads = 1; threads <= 3; threads++) {
            Network network = kind.network(300, 80);
            losses[threads] = Threads.call(threads, () -> network.computeGradients(x, t));
            gradients[threads] = network.parameters().getFirst().gradient().toArray();
            assertEquals(losses[1], losses[threads]);
            assertArrayEquals(gradients[1], gradients[threads], threads + " threads");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nothingIsAllocated(Kind kind) {
        Network network = kind.network(20, 30);
        Tensor x = Tensor.normal(new Rng(5), 0, 1, Shape.of(40, 20));
        Targets t = kind.targets.apply(40);
        AllocationMeter.assertNothing(100, () -> network.computeGradients(x, t, 1), kind.name);
    }
}
