package io.katsuo.network;

import static io.katsuo.core.ops.Indexing.gatherRows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.Initializer;
import io.katsuo.layers.MatMul;
import io.katsuo.layers.Relu;
import io.katsuo.layers.Sigmoid;
import io.katsuo.layers.Targets;
import io.katsuo.network.gradcheck.GradientCheck;
import io.katsuo.network.gradcheck.GradientReport;
import io.katsuo.network.optimizer.Sgd;
import java.util.Arrays;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Item 65, "like Lego": networks of 2 to 20 affine layers, whose gradients are right and which learn. */
@DisabledIfSystemProperty(
        named = "katsuo.test.cases",
        matches = "0.*",
        disabledReason = "the run with all cases covers it")
class DepthTest {
    private static Classifier stack(Initializer initializer, int inputs, int width, int classes, int depth) {
        NetworkBuilder builder = Network.builder(inputs, depth).initializer(initializer);
        for (int i = 1; i < depth; i++) {
            builder.affine(width).relu();
        }
        return builder.affine(classes).softmaxWithLoss();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10, 20})
    void gradientsAreRightAtAnyDepth(int depth) {
        Network network = stack(Initializer.HE, 20, 15, 5, depth);
        assertEquals(2 * depth - 1, network.layers().size());
        Tensor x = Tensor.normal(new Rng(depth), 0, 1, Shape.of(4, 20));
        GradientReport report =
                GradientCheck.of(network).on(x, Targets.of(0, 4, 2, 1)).run();
        assertTrue(report.passed(), report::toString);
    }

    /** The same with other layers and the other loss, of which the targets may be any values. */
    @ParameterizedTest
    @ValueSource(ints = {2, 10})
    void gradientsOfSquaredErrorsAreRight(int depth) {
        Rng rng = new Rng(depth);
        NetworkBuilder builder = Network.builder(12, depth).initializer(Initializer.XAVIER);
        for (int i = 1; i < depth; i++) {
            Tensor w = Initializer.XAVIER.weights(rng, 12, 12);
            builder.add(
                    i % 2 == 0
                            ? new MatMul("matmul" + i, w)
                            : new Affine("composed" + i, w, Tensor.normal(rng, 0, 1, Shape.of(12))));
            builder.add(i % 3 == 0 ? new Relu("relu" + i) : new Sigmoid("sigmoid" + i));
        }
        Network network =
                builder.add(Affine.of("affine0", 12, 3, Initializer.HE, rng)).identityWithLoss();
        Targets t = Targets.of(Tensor.normal(rng, 5, 2, Shape.of(4, 3)));
        GradientReport report = GradientCheck.of(network)
                .on(Tensor.normal(rng, 0, 1, Shape.of(4, 12)), t)
                .run();
        assertTrue(report.passed(), report::toString);
    }

    private record Learning(double before, double after, double accuracy) {}

    /** 400 steps with mini-batches of 50 of 2,000 digits, real ones where there are any. */
    private static Learning train(Initializer initializer, int depth) {
        Classifier network = stack(initializer, 784, 50, 10, depth);
        Digits real = Digits.mnist(2000);
        Digits digits = real != null ? real : Digits.learnable(2000, 3);
        double before = network.loss(digits.images(), digits.targets());
        Sgd sgd = new Sgd(0.02f);
        Rng rng = new Rng(1);
        int[] rows = new int[50];
        for (int step = 0; step < 400; step++) {
            Arrays.setAll(rows, i -> rng.nextInt(2000));
            network.computeGradients(
                    gatherRows(digits.images(), rows), digits.targets().gather(rows, null));
            sgd.update(network.parameters(), 0);
        }
        double after = network.loss(digits.images(), digits.targets());
        return new Learning(before, after, network.accuracy(digits.images(), digits.targets()));
    }

    /** Seen on real digits: accuracy 0.89, 0.93, 0.90 and 0.86 at depth 2, 5, 10 and 20. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10, 20})
    void withHeItLearns(int depth) {
        Learning learning = train(Initializer.HE, depth);
        assertTrue(learning.accuracy > 0.7, learning::toString);
        assertTrue(learning.after < learning.before / 2, learning::toString);
    }

    /** Why there is He: at 0.01 the signal dies on its way, and nothing is learnt but how frequent the classes are. */
    @ParameterizedTest
    @ValueSource(ints = {5, 10, 20})
    void withTheBooksInitialWeightsADeepNetworkDoesNotLearn(int depth) {
        Learning learning = train(Initializer.BOOK, depth);
        assertTrue(learning.accuracy < 0.2, learning::toString);
        assertEquals(learning.before, learning.after, 0.01);
    }
}
