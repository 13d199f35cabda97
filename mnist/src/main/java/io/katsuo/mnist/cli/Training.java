package io.katsuo.mnist.cli;

import io.katsuo.core.ops.Backend;
import io.katsuo.mnist.Cluster;
import io.katsuo.mnist.Digits;
import io.katsuo.mnist.LabelledImages;
import io.katsuo.mnist.command.Machine;
import io.katsuo.mnist.command.Messages;
import io.katsuo.mnist.command.OutputDirectory;
import io.katsuo.mnist.command.ProgressLine;
import io.katsuo.mnist.command.Session;
import io.katsuo.mnist.command.Terminal;
import io.katsuo.mnist.report.Evaluation;
import io.katsuo.mnist.serve.LiveCurves;
import io.katsuo.network.Classifier;
import io.katsuo.network.EpochReport;
import io.katsuo.network.Network;
import io.katsuo.network.StoppingMetric;
import io.katsuo.network.Trainer;
import io.katsuo.network.TrainingListener;
import io.katsuo.network.TrainingResult;
import io.katsuo.network.gradcheck.GradientCheck;
import io.katsuo.network.gradcheck.GradientReport;
import io.katsuo.network.gradcheck.Verdict;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One run of {@code train}, from loading data to writing files. */
final class Training {
    static final int INPUTS = 784;
    static final int CLASSES = 10;

    static final int CHECKED_IMAGES = 3;
    /** A check of the entries of more parameters would take minutes; it is made along random directions. */
    private static final int MOST_CHECKED = 50_000;

    private static final int DIRECTIONS = 8;
    private static final String NOTHING_WRITTEN = "; no file was written";

    private final TrainOptions options;
    private final Session session;
    private final Terminal terminal;
    private final OutputDirectory out;
    private final Map<String, String> remembered;

    /** A run; its checkpoints remember options by name. */
    Training(TrainOptions options, Map<String, String> remembered, Session session, OutputDirectory out) {
        this.options = options;
        this.remembered = remembered;
        this.session = session;
        this.terminal = session.terminal();
        this.out = out;
    }

    /** Runs it; false if the gradients are wrong, so that nothing was trained, or if training diverged. */
    boolean run() throws IOException {
        // Its port is tried before the work begins.
        try (LiveCurves live = live()) {
            return run(live == null ? TrainingListener.NONE : live);
        }
    }

    private boolean run(TrainingListener live) throws IOException {
        session.doing("loading data" + NOTHING_WRITTEN);
        if (RunFiles.exist(out)) {
            terminal.line("The files of an earlier run in " + out.path()
                    + " stay until this one has succeeded, but for " + RunFiles.CHECKPOINT + ".");
        }
        double startSeconds = Machine.secondsSinceStart();
        long start = System.nanoTime();
        Digits digits = DataOption.load(options.data(), terminal);
        double loadSeconds = Machine.secondsSince(start);
        Classifier network = options.recipe().network(options.seed());

        session.doing("checking gradients" + NOTHING_WRITTEN);
        start = System.nanoTime();
        GradientReport check = check(network, digits.train().first(CHECKED_IMAGES));
        double checkSeconds = Machine.secondsSince(start);
        announce(check, isLarge(network), checkSeconds);
        if (check.verdict() == Verdict.FAILED) {
            terminal.error("katsuo: back-propagation is wrong, so nothing was trained" + NOTHING_WRITTEN);
            return false;
        }
        if (check.verdict() == Verdict.NOT_SHOWN) {
            terminal.error("katsuo: warning: back-propagation was not fully tested: " + check.reason());
        }

        TrainingResult result;
        try (Cluster cluster = cluster(network, digits)) {
            result = train(trainer(network, digits, cluster), digits.train().count(), live);
        }
        start = System.nanoTime();
        double trainAccuracy = result.finalReport().trainAccuracy();
        double testAccuracy = result.finalReport().testAccuracy();
        Evaluation evaluation = Evaluation.of(network, digits.test());
        double evaluateSeconds = Machine.secondsSince(start);
        if (options.patience() > 0) {
            terminal.line("The network is that after iteration "
                    + Messages.grouped(result.finalReport().iteration()) + ", which has the smallest validation loss.");
        }
        terminal.line(row("end", result.iterations(), trainAccuracy, testAccuracy, Double.NaN));
        TrainingReport report = new TrainingReport(
                options,
                digits,
                check,
                result,
                trainAccuracy,
                testAccuracy,
                evaluation,
                network.parameterHash(),
                startSeconds,
                loadSeconds,
                checkSeconds,
                evaluateSeconds);
        conclude(report, network);
        return !report.diverged();
    }

    // ---- gradient check ----

    private static GradientReport check(Classifier network, LabelledImages few) {
        GradientCheck check = GradientCheck.of(network).on(few.images(), few.targets());
        return isLarge(network) ? check.runDirections(DIRECTIONS, 1) : check.run();
    }

    private static boolean isLarge(Network network) {
        return network.parameters().stream().mapToInt(p -> p.value().size()).sum() > MOST_CHECKED;
    }

    private void announce(GradientReport check, boolean large, double seconds) {
        terminal.line("");
        terminal.line("Gradient check on " + CHECKED_IMAGES + " images"
                + (large ? " along " + DIRECTIONS + " random directions" : "")
                + "; d = back-propagation in float32 - central difference in double:");
        check.toString().lines().forEach(line -> terminal.line("  " + line));
        terminal.line("  " + check.verdict() + " in " + Messages.seconds(seconds));
        terminal.line("");
    }

    // ---- training ----

    /** The page of {@code --serve}; null without it. */
    private LiveCurves live() throws IOException {
        if (options.servePort() == null) {
            return null;
        }
        try {
            LiveCurves live = LiveCurves.start("Training " + options.recipe().net(), options.servePort());
            terminal.line("Watch the curves at http://127.0.0.1:" + live.port() + "/ while the network trains.");
            return live;
        } catch (BindException e) {
            throw new IOException(TrainOptions.SERVE + ": " + e.getMessage(), e);
        }
    }

    /** The cluster of {@code --spark}; null without it. */
    private Cluster cluster(Classifier network, Digits digits) throws IOException {
        if (options.spark() == null) {
            return null;
        }
        session.doing("connecting to Spark" + NOTHING_WRITTEN);
        Cluster cluster = Cluster.open(options.spark(), network, digits);
        terminal.line(cluster.cost(options.batchSize(), options.blockSize()));
        return cluster;
    }

    private static Trainer trainer(Classifier network, Digits digits, Cluster cluster) {
        return cluster != null
                ? cluster.trainer()
                : new Trainer(network, digits.train(), digits.train().targets())
                        .testOn(digits.test(), digits.test().targets());
    }

    private TrainingResult train(Trainer trainer, int images, TrainingListener live) {
        session.doing("training" + NOTHING_WRITTEN);
        if (options.resumed() != null) {
            terminal.line("Going on after iteration "
                    + Messages.grouped(options.resumed().iterations()) + " of a run of "
                    + Messages.grouped(
                            Long.parseLong(options.resumed().settings().get("iterations")))
                    + " iterations with seed " + options.seed() + ".");
        }
        terminal.line(String.format("%5s %10s %9s %9s %8s", "epoch", "iteration", "train", "test", "loss")
                + (options.validation() > 0 ? String.format(" %11s %8s", "validation", "loss") : ""));
        int steps = options.steps(images);
        if (options.resumed() != null && options.resumed().iterations() >= steps) {
            terminal.line("Nothing is left to train: the run asks for " + Messages.count(steps, "iteration")
                    + "; ask for more with --iterations.");
        }
        trainer.optimizer(options.recipe().optimizer(steps))
                .iterations(steps)
                .batchSize(options.batchSize())
                .blockSize(options.blockSize())
                .sampling(options.sampling())
                .seed(options.seed())
                .checkpoint(out.file(RunFiles.CHECKPOINT), options.checkpointDistance(images))
                .listener(listener(steps, live));
        remembered.forEach(trainer::note);
        if (options.validation() > 0) {
            trainer.validationSplit(options.validation(), options.seed());
        }
        if (options.patience() > 0) {
            trainer.earlyStopping(StoppingMetric.LOSS, options.patience());
        }
        if (options.resumed() != null) {
            trainer.resume(options.resumed());
        }
        TrainingResult result = Interruption.run(trainer, session, out);
        if (options.resumed() != null
                && result.iterations() == options.resumed().iterations()
                && result.iterations() < steps) {
            terminal.line("Nothing is left to train: early stopping had ended the run that was resumed.");
        }
        return result;
    }

    private TrainingListener listener(int steps, TrainingListener live) {
        ProgressLine progress = new ProgressLine(terminal);
        String of = " of " + Messages.grouped(steps);
        return new TrainingListener() {
            @Override
            public void onIteration(int iteration, int iterations, double loss) {
                live.onIteration(iteration, iterations, loss);
                if (progress.isDue()) {
                    progress.draw("iteration " + Messages.grouped(iteration), iteration, iterations);
                }
            }

            @Override
            public void onCheckpointFailed(Path file, IOException failure) {
                terminal.error("katsuo: no checkpoint: " + Messages.of(failure));
            }

            @Override
            public void onEnd(TrainingResult result) {
                live.onEnd(result);
            }

            @Override
            public void onEpoch(EpochReport epoch) {
                live.onEpoch(epoch);
                session.doing("training, after iteration " + Messages.grouped(epoch.iteration()) + of);
                String row = row(
                        Integer.toString(epoch.epoch()),
                        epoch.iteration(),
                        epoch.trainAccuracy(),
                        epoch.testAccuracy(),
                        epoch.loss());
                String validation = Double.isNaN(epoch.validationLoss())
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                " %11s %8.4f",
                                Messages.percent(epoch.validationAccuracy()),
                                epoch.validationLoss());
                terminal.line(row + validation);
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

    private void conclude(TrainingReport report, Classifier network) throws IOException {
        boolean written = !report.diverged() || !RunFiles.exist(out);
        if (written) {
            session.doing("writing; the files of " + out.path() + " are all of this run or all as before");
            RunFiles.write(report, network, out);
        }
        session.doing(null);
        terminal.line("");
        terminal.line(String.format(
                Locale.ROOT,
                "%s in %s: %s images/s on %d threads (%s); loading %s, evaluating %s",
                Messages.count(report.steps(), "iteration"),
                Messages.seconds(report.result().trainSeconds()),
                Messages.grouped(Math.round(report.imagesPerSecond())),
                options.threads(),
                Backend.describe(),
                Messages.seconds(report.loadSeconds()),
                Messages.seconds(report.evaluateSeconds())));
        terminal.line("Parameters: " + report.parameterHash());
        if (written) {
            List<String> files = RunFiles.NAMES.stream()
                    .filter(name -> Files.exists(out.file(name)))
                    .toList();
            terminal.line("Files in " + Messages.printable(out.path().toString()) + ": " + String.join(", ", files));
        }
        if (!report.warning().isEmpty()) {
            String kept = written
                    ? ""
                    : "; the files of the earlier run in "
                            + Messages.printable(out.path().toString()) + " were kept";
            terminal.error("katsuo: " + report.warning() + kept);
        }
    }
}
