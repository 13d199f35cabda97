package io.katsuo.mnist.cli;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Relu;
import io.katsuo.layers.Targets;
import io.katsuo.network.Sgd;
import io.katsuo.network.Trainer;
import io.katsuo.network.TwoLayerNet;
import io.katsuo.network.gradcheck.GradientCheck;
import java.util.Arrays;

/**
 * Checks and trains a throw-away network on noise while the data are read, so that the compiler has done much of its work
 * when the real check and training begin. It shares nothing with the real run, whose result is the same without it.
 */
final class WarmUp {
    private static final int SAMPLES = 500;

    /** The kernels that get compiled are the same for any size; a large network would only hold up the real run. */
    private static final int MAX_HIDDEN = 100;

    /** Reading the data needs the other cores; with one thread a batch would not be cut into parts as in the real run. */
    private static final int THREADS = 2;

    /** So many entries of each parameter are enough to have the check's code compiled. */
    private static final int CHECKED_ENTRIES = 2000;

    private final int hidden;
    private final int batchSize;
    private final int threads;
    private final Thread thread = new Thread(this::run, "katsuo-warm-up");
    private final io.katsuo.network.numeric.CheckProgress checking = new io.katsuo.network.numeric.CheckProgress();
    private volatile Trainer trainer;
    private volatile boolean ended;

    WarmUp(TrainOptions options) {
        hidden = Math.min(MAX_HIDDEN, options.hidden());
        batchSize = Math.min(SAMPLES, options.batchSize());
        threads = Math.min(THREADS, options.threads());
        thread.setDaemon(true);
        // Whatever ails it, the real run will say it better.
        thread.setUncaughtExceptionHandler((failed, reason) -> {});
        thread.start();
    }

    private void run() {
        Threads.with(threads, () -> {
            Rng rng = new Rng(0);
            // Four pixels in five are black, as in digits: what is skipped for them is compiled so.
            Tensor x = new Relu().forward(Tensor.uniform(rng, -4, 1, Shape.of(SAMPLES, Training.INPUTS)));
            int[] labels = new int[SAMPLES];
            for (int i = 0; i < SAMPLES; i++) {
                labels[i] = rng.nextInt(Training.CLASSES);
            }
            TwoLayerNet network = new TwoLayerNet(Training.INPUTS, hidden, Training.CLASSES, 0);
            check(network, x.slice(0, 0, Training.CHECKED_IMAGES), labels);
            trainer = new Trainer(network, x, Targets.of(labels))
                    .optimizer(new Sgd(1e-3f))
                    .iterations(100_000)
                    .batchSize(batchSize);
            if (!ended) {
                trainer.run();
            }
        });
    }

    private void check(TwoLayerNet network, Tensor x, int[] labels) {
        GradientCheck.of(network)
                .on(x, Targets.of(Arrays.copyOf(labels, x.dim(0))))
                .sample(CHECKED_ENTRIES, 0)
                .progress(checking)
                .run();
    }

    /** Ends the warm-up, at once but for the step it is in. */
    void end() {
        ended = true;
        checking.cancel();
        if (trainer != null) {
            trainer.cancel();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
