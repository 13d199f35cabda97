package io.katsuo.network;

import static io.katsuo.core.ops.Elementwise.mul;
import static io.katsuo.core.ops.Elementwise.sub;
import static io.katsuo.core.ops.Elementwise.tanh;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.ops.Indexing;
import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.AddLayer;
import io.katsuo.layers.Affine;
import io.katsuo.layers.Branch;
import io.katsuo.layers.IdentityWithLoss;
import io.katsuo.layers.Layer;
import io.katsuo.layers.MatMul;
import io.katsuo.layers.MulLayer;
import io.katsuo.layers.Repeat;
import io.katsuo.layers.Sigmoid;
import io.katsuo.layers.Sum;
import io.katsuo.layers.Targets;
import io.katsuo.network.optimizer.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Once warm, a training step and a prediction into a workspace allocate nothing, neither on the caller nor on workers. */
class AllocationTest {
    private static final int SAMPLES = 1000;
    private static final int BATCH = 100;
    private static final int CALLS = 200;

    /** The book's network, and one with three layers, on the caller alone and with workers. */
    static List<Arguments> networks() {
        List<Arguments> cases = new ArrayList<>();
        for (int threads : new int[] {1, 4}) {
            cases.add(Arguments.of(threads, new int[] {784, 50, 10}));
            cases.add(Arguments.of(threads, new int[] {784, 100, 100, 10}));
        }
        return cases;
    }

    /** The meter sees a single small object in many calls, and what workers allocate. */
    @Test
    void theMeterMeasures() {
        Object[] kept = new Object[2];
        assertEquals(CALLS * 24, bytesOfImpatient(() -> kept[0] = new float[1]), 8 * CALLS);
        CyclicBarrier both = new CyclicBarrier(2);
        Parallel.Block block = i -> {
            kept[i] = new byte[1 << 16];
            await(both);
        };
        // The barrier lets nobody do both blocks.
        Threads.with(2, () -> {
            long bytes = bytesOfImpatient(() -> Parallel.run(2, block));
            assertTrue(bytes >= 2L * CALLS << 16, () -> bytes + " bytes");
        });
    }

    private static long bytesOfImpatient(Runnable step) {
        return AllocationMeter.bytesOf(CALLS, step, 0);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }

    /** What training repeats: the batch is gathered, the gradient, the update, the loss after it. */
    @ParameterizedTest(name = "{0} threads, {1}")
    @MethodSource("networks")
    void aTrainingStepAllocatesNothing(int threads, int[] sizes) {
        Digits digits = Digits.random(SAMPLES, 1);
        Network net = Network.of(sizes, 1);
        Sgd sgd = new Sgd(1e-3f);
        Targets all = digits.targets();
        Tensor batch = Tensor.zeros(BATCH, 784);
        int[] rows = new int[BATCH];
        Targets labels = all.gather(rows, null);
        Workspace workspace = new Workspace();
        Runnable step = () -> {
            int first = (rows[0] + BATCH) % SAMPLES;
            for (int i = 0; i < BATCH; i++) {
                rows[i] = first + i;
            }
            Indexing.gatherRows(digits.images(), rows, batch);
            all.gather(rows, labels);
            net.computeGradients(batch, labels);
            sgd.update(net.parameters(), 0);
            net.loss(batch, labels, workspace);
        };
        Threads.with(threads, () -> AllocationMeter.assertNothing(CALLS, step, "a step"));
    }

    /** The README's layer: nothing but its two formulas. */
    private static final class Tanh extends Layer {
        Tanh(String name) {
            super(name);
        }

        @Override
        public void forward(Tensor x, Tensor y) {
            tanh(x, y);
        }

        @Override
        public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
            sub(dout, mul(dout, mul(y, y, dx), dx), dx);
        }
    }

    /** With layers of the user's own a step allocates nothing either, and its batch is cut for threads. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void layersOfTheUsersOwnAllocateNothing(int threads) {
        Digits digits = Digits.random(BATCH, 1);
        Network net = Network.builder(784, 1)
                .affine(50)
                .add(new Tanh("tanh1"))
                .affine(10)
                .softmaxWithLoss();
        Pass pass = Pass.of(net);
        Targets labels = digits.targets();
        Threads.with(threads, () -> {
            AllocationMeter.assertNothing(CALLS, () -> pass.gradients(digits.images(), labels, 0), "a step");
            assertEquals(threads > 1, pass.parts() > 1);
            AllocationMeter.assertNothing(CALLS, () -> pass.scores(digits.images()), "a prediction");
        });
    }

    @ParameterizedTest(name = "{0} threads, {1}")
    @MethodSource("networks")
    void predictionIntoAWorkspaceAllocatesNothing(int threads, int[] sizes) {
        Digits digits = Digits.random(BATCH, 1);
        Network net = Network.of(sizes, 1);
        Workspace workspace = new Workspace();
        Tensor out = Tensor.zeros(BATCH, 10);
        Tensor sample = digits.images().row(0);
        Tensor scores = Tensor.zeros(10);
        Targets labels = digits.targets();
        Threads.with(threads, () -> {
            AllocationMeter.assertNothing(CALLS, () -> net.predict(digits.images(), out, workspace), "a batch");
            AllocationMeter.assertNothing(CALLS, () -> net.predict(sample, scores, workspace), "one sample");
            AllocationMeter.assertNothing(CALLS, () -> net.loss(digits.images(), labels, workspace), "loss");
        });
    }

    /** Layers and nodes that are not in a {@link TwoLayerNet}. */
    @Test
    void otherLayersAllocateNothing() {
        Rng rng = new Rng(2);
        Tensor w = Tensor.normal(rng, 0, 1, Shape.of(50, 50));
        Tensor b = Tensor.normal(rng, 0, 1, Shape.of(50));
        Tensor x = Tensor.normal(rng, 0, 1, Shape.of(20, 50));
        for (Layer layer : List.of(new MatMul(w), new Affine("affine", w, b), new Sigmoid("sigmoid"))) {
            AllocationMeter.assertNothing(CALLS, () -> layer.backward(layer.forward(x)), layer.name());
        }
        IdentityWithLoss loss = new IdentityWithLoss();
        Targets values = Targets.of(Tensor.normal(rng, 0, 1, Shape.of(20, 50)));
        AllocationMeter.assertNothing(
                CALLS,
                () -> {
                    loss.forward(x, values);
                    loss.backward();
                },
                "loss");
        Branch branch = new Branch();
        AllocationMeter.assertNothing(CALLS, () -> branch.backward(branch.forward(x), x), "branch");
        AddLayer add = new AddLayer();
        AllocationMeter.assertNothing(
                CALLS,
                () -> {
                    add.forward(x, x);
                    add.backward(x);
                },
                "add");
        MulLayer mul = new MulLayer();
        AllocationMeter.assertNothing(
                CALLS,
                () -> {
                    mul.forward(x, x);
                    mul.backward(x);
                },
                "mul");
        Repeat repeat = new Repeat();
        AllocationMeter.assertNothing(CALLS, () -> repeat.backward(repeat.forward(b, 20)), "repeat");
        Sum sum = new Sum();
        AllocationMeter.assertNothing(CALLS, () -> sum.backward(sum.forward(x)), "sum");
    }
}
