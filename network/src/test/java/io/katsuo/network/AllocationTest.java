package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.AddLayer;
import io.katsuo.layers.Branch;
import io.katsuo.layers.ComposedAffine;
import io.katsuo.layers.ComposedSigmoid;
import io.katsuo.layers.IdentityWithLoss;
import io.katsuo.layers.Layer;
import io.katsuo.layers.MatMul;
import io.katsuo.layers.MulLayer;
import io.katsuo.layers.Repeat;
import io.katsuo.layers.Sigmoid;
import io.katsuo.layers.Sum;
import io.katsuo.layers.Targets;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Once warm, a training step and a prediction into a workspace allocate nothing on the calling thread. */
class AllocationTest {
    /**
     * Bytes allocated by this thread so far. By reflection, because the module under test, into which this test is
     * compiled, does not read {@code jdk.management}.
     */
    private static final class Meter {
        private final Object bean;
        private final Method bytes;

        Meter() throws ReflectiveOperationException {
            bean = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            bytes = Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
            for (int i = 0; i < 100; i++) {
                read(); // The first reflective calls build their own short cuts.
            }
        }

        long read() throws ReflectiveOperationException {
            return (long) bytes.invoke(bean);
        }
    }

    /**
     * The bytes of the most frugal of many rounds of twenty steps, without those of the most frugal reading of the meter:
     * it takes the compiler a while to see through the temporary objects, and now and then it allocates itself.
     */
    private static long bytesOf(Runnable step) throws ReflectiveOperationException {
        Meter meter = new Meter();
        long withSteps = Long.MAX_VALUE;
        long without = Long.MAX_VALUE;
        for (int round = 0; round < 100 || round < 1000 && withSteps > without; round++) {
            long start = meter.read();
            long before = meter.read();
            for (int i = 0; i < 20; i++) {
                step.run();
            }
            withSteps = Math.min(withSteps, meter.read() - before);
            without = Math.min(without, before - start);
        }
        return withSteps - without;
    }

    /** The meter sees a single small object in twenty steps. */
    @Test
    void theMeterMeasures() throws ReflectiveOperationException {
        Object[] kept = new Object[1];
        assertEquals(20 * 24, bytesOf(() -> kept[0] = new float[1]), 4 * 20);
    }

    @Test
    void aTrainingStepAllocatesNothing() throws ReflectiveOperationException {
        Digits digits = Digits.random(100, 1);
        TwoLayerNet net = new TwoLayerNet(784, 50, 10, 1);
        Sgd sgd = new Sgd(1e-3f);
        Targets labels = digits.targets();
        assertEquals(0, bytesOf(() -> {
            net.computeGradients(digits.images(), labels);
            sgd.update(net.parameters());
        }));
    }

    @Test
    void predictionIntoAWorkspaceAllocatesNothing() throws ReflectiveOperationException {
        Digits digits = Digits.random(100, 1);
        TwoLayerNet net = new TwoLayerNet(784, 50, 10, 1);
        Workspace workspace = new Workspace();
        Tensor out = Tensor.zeros(100, 10);
        assertEquals(0, bytesOf(() -> net.predict(digits.images(), out, workspace)), "a batch");
        Tensor sample = digits.images().row(0);
        Tensor scores = Tensor.zeros(10);
        assertEquals(0, bytesOf(() -> net.predict(sample, scores, workspace)), "one sample");
        Targets labels = digits.targets();
        assertEquals(0, bytesOf(() -> net.loss(digits.images(), labels, workspace)), "loss");
    }

    /** Layers and nodes that are not in a {@link TwoLayerNet}. */
    @Test
    void otherLayersAllocateNothing() throws ReflectiveOperationException {
        Rng rng = new Rng(2);
        Tensor w = Tensor.normal(rng, 0, 1, 50, 50);
        Tensor b = Tensor.normal(rng, 0, 1, 50);
        Tensor x = Tensor.normal(rng, 0, 1, 20, 50);
        for (Layer layer : List.of(
                new MatMul(w),
                new ComposedAffine("affine", w, b),
                new ComposedSigmoid("steps"),
                new Sigmoid("sigmoid"))) {
            assertEquals(0, bytesOf(() -> layer.backward(layer.forward(x))), layer.name());
        }
        IdentityWithLoss loss = new IdentityWithLoss();
        Targets values = Targets.of(Tensor.normal(rng, 0, 1, 20, 50));
        assertEquals(
                0,
                bytesOf(() -> {
                    loss.forward(x, values);
                    loss.backward();
                }),
                "loss");
        Branch branch = new Branch();
        assertEquals(0, bytesOf(() -> branch.backward(branch.forward(x), x)), "branch");
        AddLayer add = new AddLayer();
        assertEquals(
                0,
                bytesOf(() -> {
                    add.forward(x, x);
                    add.backward(x);
                }),
                "add");
        MulLayer mul = new MulLayer();
        assertEquals(
                0,
                bytesOf(() -> {
                    mul.forward(x, x);
                    mul.backward(x);
                }),
                "mul");
        Repeat repeat = new Repeat();
        assertEquals(0, bytesOf(() -> repeat.backward(repeat.forward(b, 20))), "repeat");
        Sum sum = new Sum();
        assertEquals(0, bytesOf(() -> sum.backward(sum.forward(x))), "sum");
    }
}
