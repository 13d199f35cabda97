package io.katsuo.network.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Relu;
import io.katsuo.layers.Sigmoid;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Shortcuts of the numerical derivative change no bit of it. */
class DoubleNetworkTest {
    /** Re-using what a changed entry does not touch gives the very double that computing everything gives. */
    @Test
    void incrementalDifferencesAreThoseOfTheWholeNetwork() {
        Rng rng = new Rng(3);
        List<Layer> layers = List.of(
                affine("affine1", rng, 6, 5),
                new Relu("relu1"),
                new Sigmoid("sigmoid1"),
                affine("affine2", rng, 5, 4),
                new Relu("relu2"),
                affine("affine3", rng, 4, 3));
        Tensor x = Tensor.randn(rng, 4, 6);
        x.set(1, 2, 0);
        x.set(2, 2, 0);
        Targets t = Targets.of(0, 2, 1, 2);
        DoubleNetwork formulas = DoubleNetwork.of(layers, new SoftmaxWithLoss(), x, t);
        for (int p = 0; p < 6; p++) {
            double[] fast = formulas.differences(1e-3).get(p).values();
            double[] values = formulas.parameters[p / 2 == 0 ? 0 : p / 2 == 1 ? 3 : 5][p % 2];
            for (int i = 0; i < values.length; i++) {
                double w = values[i];
                values[i] = w + 1e-3;
                double high = wholeLoss(formulas);
                values[i] = w - 1e-3;
                double low = wholeLoss(formulas);
                values[i] = w;
                assertEquals((high - low) / ((w + 1e-3) - (w - 1e-3)), fast[i], p + ", " + i);
            }
        }
    }

    /** A sample's derivatives are those of a full run at the chosen places, and order 4 is nearer the truth. */
    @Test
    void chosenEntriesAndOrders() {
        DoubleNetwork formulas = smooth();
        List<Differences> all = formulas.differences(1e-3);
        List<Differences> fine = formulas.differences(1e-5);
        List<Differences> sample =
                formulas.differences(Stencil.central(1e-3), EntryChoice.sample(4, 9), new CheckProgress());
        List<Differences> fourth = formulas.differences(Stencil.richardson(1e-3), EntryChoice.ALL, new CheckProgress());
        double second = 0;
        double better = 0;
        for (int p = 0; p < all.size(); p++) {
            int[] entries = sample.get(p).entries();
            assertEquals(Math.min(4, all.get(p).values().length), entries.length);
            for (int k = 0; k < entries.length; k++) {
                assertEquals(all.get(p).values()[entries[k]], sample.get(p).values()[k]);
            }
            for (int i = 0; i < fine.get(p).values().length; i++) {
                double truth = fine.get(p).values()[i];
                second = Math.max(second, Math.abs(all.get(p).values()[i] - truth));
                better = Math.max(better, Math.abs(fourth.get(p).values()[i] - truth));
            }
        }
        assertTrue(better < second / 100, better + " against " + second);
    }

    @Test
    void progressIsTold() {
        long[] last = new long[2];
        DoubleNetwork formulas = smooth();
        CheckProgress watched = new CheckProgress((done, total) -> {
            assertTrue(done >= last[0], "it never goes back");
            last[0] = done;
            last[1] = total;
        });
        formulas.differences(Stencil.central(1e-5), EntryChoice.ALL, watched);
        assertEquals(30 + 5 + 15 + 3, last[1]);
        assertTrue(last[0] > 0 && last[0] <= last[1], last[0] + " of " + last[1]);
    }

    /** On one thread, where every step is told: on several, the last steps may be taken before one is. */
    @Test
    void progressIsCancelled() {
        DoubleNetwork formulas = smooth();
        AtomicReference<CheckProgress> itself = new AtomicReference<>();
        itself.set(new CheckProgress((done, total) -> {
            if (done == 10) {
                itself.get().cancel();
            }
        }));
        CancellationException e = assertThrows(
                CancellationException.class,
                () -> Threads.with(
                        1, () -> formulas.differences(Stencil.central(1e-5), EntryChoice.ALL, itself.get())));
        assertEquals("cancelled after 11 of 53 steps", e.getMessage());
    }

    private static DoubleNetwork smooth() {
        Rng rng = new Rng(4);
        List<Layer> layers = List.of(affine("affine1", rng, 6, 5), new Sigmoid("s"), affine("affine2", rng, 5, 3));
        return DoubleNetwork.of(layers, new SoftmaxWithLoss(), Tensor.randn(rng, 2, 6), Targets.of(0, 2));
    }

    private static Layer affine(String name, Rng rng, int inputs, int outputs) {
        return PerturbationTest.affine(name, rng, inputs, outputs);
    }

    private static double wholeLoss(DoubleNetwork network) {
        double[][] values = PerturbationTest.forward(network);
        return PerturbationTest.meanLoss(network, values[values.length - 1]);
    }
}
