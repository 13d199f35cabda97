package io.katsuo.mnist.cli;

import io.katsuo.core.ops.Backend;
import io.katsuo.graph.svg.LineChart;
import io.katsuo.mnist.command.Machine;
import io.katsuo.mnist.command.Messages;
import io.katsuo.mnist.report.RunPage;
import io.katsuo.network.Network;
import io.katsuo.network.TrainingChart;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** {@code report.html}: what a run of {@code train} has to say, collected for its page. */
final class RunReport {
    private RunReport() {}

    /** The page of a run. */
    static RunPage of(TrainingReport report, Network network) {
        return new RunPage(
                title(report),
                report.warning(),
                chart(report),
                report.trainAccuracy(),
                report.evaluation(),
                network,
                times(report),
                facts(report),
                report.options().command());
    }

    private static SequencedMap<String, String> times(TrainingReport report) {
        SequencedMap<String, String> times = new LinkedHashMap<>();
        double seconds = report.result().trainSeconds();
        int steps = report.steps();
        times.put("start of the program", Messages.seconds(report.startSeconds()));
        times.put("loading data", Messages.seconds(report.loadSeconds()));
        times.put("gradient check", Messages.seconds(report.gradientCheckSeconds()));
        times.put(
                Messages.grouped(steps) + " steps",
                Messages.seconds(seconds) + ", " + Math.round(1e6 * seconds / Math.max(1, steps)) + " µs a step, "
                        + Messages.grouped(Math.round(report.imagesPerSecond())) + " images/s");
        times.put("evaluation", Messages.seconds(report.evaluateSeconds()));
        times.put("all, from the start of the process", Messages.seconds(Machine.secondsSinceStart()));
        return times;
    }

    private static SequencedMap<String, String> facts(TrainingReport report) {
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        TrainOptions options = report.options();
        facts.put("data", report.digits().dataset() + ", " + report.digits().origin());
        facts.put(
                "images",
                Messages.grouped(report.digits().train().count()) + " for training, "
                        + Messages.grouped(report.digits().test().count()) + " for the test");
        Recipe recipe = options.recipe();
        facts.put("network", recipe.describe());
        facts.put("optimizer", recipe.describeOptimizer());
        facts.put("batches", options.batchSize() + " images, " + options.samplingName() + " sampling");
        facts.put("seed", Long.toString(options.seed()));
        facts.put("gradient check", report.gradientCheck().verdict().toString());
        facts.put("parameters", report.parameterHash());
        report.digits().contentSha256().forEach((file, hash) -> facts.put(file, hash));
        facts.put("Katsuo", Machine.version());
        facts.put("JDK", Machine.jdk());
        facts.put("system", Machine.os() + ", " + Machine.cpu());
        facts.put("kernels", Backend.describe() + ", " + options.threads() + " threads");
        return facts;
    }

    static LineChart chart(TrainingReport report) {
        TrainOptions options = report.options();
        return TrainingChart.of(
                report.result(),
                report.trainAccuracy(),
                report.testAccuracy(),
                title(report),
                "batches of " + options.batchSize() + ", learning rate "
                        + options.recipe().rate() + ", seed " + options.seed() + ", " + options.samplingName()
                        + " sampling");
    }

    /** What was trained on what. */
    static String title(TrainingReport report) {
        Recipe recipe = report.options().recipe();
        return (recipe.units().length == 3 ? "Two-layer network " : "Network ") + recipe.net() + " on "
                + (report.digits().isMnist() ? "MNIST" : "drawn digits (not MNIST)");
    }
}
