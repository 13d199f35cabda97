package io.katsuo.mnist.cli;

import io.katsuo.core.ops.Backend;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.mnist.LabelledTensors;
import io.katsuo.mnist.MnistTensors;
import io.katsuo.network.EpochReport;
import io.katsuo.network.Sgd;
import io.katsuo.network.Trainer;
import io.katsuo.network.TrainingListener;
import io.katsuo.network.TrainingResult;
import io.katsuo.network.TwoLayerNet;
import io.katsuo.network.gradcheck.GradientCheck;
import io.katsuo.network.gradcheck.GradientReport;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/** One run from data to files. */
final class Training {
    static final int INPUTS = 784;
    static final int CLASSES = 10;

    static final int CHECKED_IMAGES = 3;
    private static final String NOTHING_WRITTEN = "; no file was written";

    private final TrainOptions options;
    private final Session session;
    private final Terminal terminal;
    private final OutputDirectory out;

    Training(TrainOptions options, Session session, OutputDirectory out) {
        this.options = options;
        this.session = session;
        this.terminal = session.terminal();
        this.out = out;
    }

    /** Runs it; false if the gradients were found wrong, so that training was pointless. */
    boolean run() throws IOException {
        session.doing("loading data" + NOTHING_WRITTEN);
        if (out.holdsRun()) {
            terminal.line("The files of an earlier run in " + out.path() + " stay until this one ends well.");
        }
        long start = System.nanoTime();
        WarmUp warmUp = new WarmUp(options);
        MnistTensors mnist;
        try {
            mnist = DataLoading.load(options.data(), terminal);
        } finally {
            warmUp.end();
        }
        double loadSeconds = secondsSince(start);
        DataLoading.announce(mnist, loadSeconds, terminal);
        TwoLayerNet network = new TwoLayerNet(INPUTS, options.hidden(), CLASSES, options.seed());

        session.doing("checking gradients" + NOTHING_WRITTEN);
        start = System.nanoTime();
        GradientReport check = check(network, mnist.train());
        double checkSeconds = secondsSince(start);
        announce(check, checkSeconds);
        if (!check.passed()) {
            terminal.error("katsuo: back-propagation is wrong, so nothing was trained" + NOTHING_WRITTEN);
            return false;
        }

        TrainingResult result = train(network, mnist);
        start = System.nanoTime();
        double trainAccuracy =
                network.accuracy(mnist.train().images(), mnist.train().labels());
        double testAccuracy =
                network.accuracy(mnist.test().images(), mnist.test().labels());
        double evaluateSeconds = secondsSince(start);
        terminal.line(row("end", options.iterations(), trainAccuracy, testAccuracy, Double.NaN));
        TrainingReport report = new TrainingReport(
                options,
                mnist.data(),
                check,
                result,
                trainAccuracy,
                testAccuracy,
                network.parameterHash(),
                loadSeconds,
                checkSeconds,
                evaluateSeconds);
        conclude(report, network);
        return true;
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    // ---- gradient check ----

    private static GradientReport check(TwoLayerNet network, LabelledTensors train) {
        Tensor images = train.images().slice(0, 0, CHECKED_IMAGES);
        int[] labels = Arrays.copyOf(train.labels(), CHECKED_IMAGES);
        return GradientCheck.of(network).on(images, Targets.of(labels)).run();
    }

    private void announce(GradientReport check, double seconds) {
        terminal.line("");
        terminal.line("Gradient check on " + CHECKED_IMAGES
                + " images; d = back-propagation in float32 - central difference in double:");
        check.toString().lines().forEach(line -> terminal.line("  " + line));
        terminal.line("  " + (check.passed() ? "passed" : "FAILED") + " in " + Messages.seconds(seconds));
        terminal.line("");
    }

    // ---- training ----

    private TrainingResult train(TwoLayerNet network, MnistTensors mnist) {
        session.doing("training" + NOTHING_WRITTEN);
        terminal.line(
                String.format(Locale.ROOT, "%5s %10s %9s %9s %8s", "epoch", "iteration", "train", "test", "loss"));
        return new Trainer(
                        network,
                        mnist.train().images(),
                        Targets.of(mnist.train().labels()))
                .testOn(mnist.test().images(), Targets.of(mnist.test().labels()))
                .optimizer(new Sgd(options.learningRate()))
                .iterations(options.iterations())
                .batchSize(options.batchSize())
                .sampling(options.sampling())
                .seed(options.seed())
                .listener(listener())
                .run();
    }

    private TrainingListener listener() {
        Progress progress = new Progress(terminal);
        String of = " of " + Messages.grouped(options.iterations()) + NOTHING_WRITTEN;
        return new TrainingListener() {
            @Override
            public void onIteration(int iteration, int iterations, double loss) {
                if (progress.isDue()) {
                    progress.draw("iteration " + Messages.grouped(iteration), iteration, iterations);
                }
            }

            @Override
            public void onEpoch(EpochReport epoch) {
                session.doing("training, after iteration " + Messages.grouped(epoch.iteration()) + of);
                terminal.line(row(
                        Integer.toString(epoch.epoch()),
                        epoch.iteration(),
                        epoch.trainAccuracy(),
                        epoch.testAccuracy(),
                        epoch.loss()));
            }
        };
    }

    private static String row(String epoch, int iteration, double train, double test, double loss) {
        String line = String.format(
                Locale.ROOT,
                "%5s %10s %9s %9s",
                epoch,
                Messages.grouped(iteration),
                Messages.percent(train),
                Messages.percent(test));
        return Double.isNaN(loss) ? line : line + String.format(Locale.ROOT, " %8.4f", loss);
    }

    // ---- files ----

    private void conclude(TrainingReport report, TwoLayerNet network) throws IOException {
        session.doing("writing; " + out.path() + " is incomplete until it has a summary.json");
        RunFiles.write(report, network, out);
        session.doing(null);
        terminal.line("");
        terminal.line(String.format(
                Locale.ROOT,
                "%s iterations in %s: %s images/s on %d threads (%s); loading %s, evaluating %s",
                Messages.grouped(report.result().iterations()),
                Messages.seconds(report.result().trainSeconds()),
                Messages.grouped(Math.round(report.imagesPerSecond())),
                options.threads(),
                Backend.describe(),
                Messages.seconds(report.loadSeconds()),
                Messages.seconds(report.evaluateSeconds())));
        terminal.line("Parameters: " + report.parameterHash());
        terminal.line("Files in " + out.path() + ": " + String.join(", ", RunFiles.NAMES));
    }
}
