package io.katsuo.mnist.cli;

import static io.katsuo.mnist.command.JsonText.object;

import io.katsuo.core.ops.Backend;
import io.katsuo.mnist.Digits;
import io.katsuo.mnist.command.JsonText;
import io.katsuo.mnist.command.Machine;
import io.katsuo.network.EpochReport;
import io.katsuo.network.gradcheck.CheckedParameter;
import io.katsuo.network.gradcheck.Verdict;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code summary.json}: the options, the machine and the results of a run. Programs rely on {@code dataset},
 * {@code finalTrainAccuracy}, {@code finalTestAccuracy}, {@code parameterHash}, {@code gradientCheckPassed},
 * {@code loadSeconds}, {@code trainSeconds}, {@code evaluateSeconds} and {@code totalSeconds} (since the process was
 * started).
 */
final class Summary {
    private Summary() {}

    /** The text of the file. */
    static String of(TrainingReport report) {
        Map<String, Object> json = object("dataset", report.digits().dataset());
        json.put("finalTrainAccuracy", report.trainAccuracy());
        json.put("finalTestAccuracy", report.testAccuracy());
        json.put("parameterHash", report.parameterHash());
        json.put("gradientCheckPassed", report.gradientCheck().passed());
        json.put("gradientCheckVerdict", word(report.gradientCheck().verdict()));
        json.put("loadSeconds", seconds(report.loadSeconds()));
        json.put("gradientCheckSeconds", seconds(report.gradientCheckSeconds()));
        json.put("trainSeconds", seconds(report.result().trainSeconds()));
        json.put("evaluateSeconds", seconds(report.evaluateSeconds()));
        json.put("totalSeconds", seconds(Machine.secondsSinceStart()));
        json.put("imagesPerSecond", Math.round(report.imagesPerSecond()));
        json.put("seed", report.options().seed());
        json.put("options", options(report));
        machine(json, report.options());
        json.put("data", data(report.digits()));
        json.put(
                "gradientCheck",
                report.gradientCheck().entries().stream().map(Summary::gradient).toList());
        json.put("epochs", report.result().epochs().stream().map(Summary::epoch).toList());
        return JsonText.of(json);
    }

    private static String word(Verdict verdict) {
        return verdict.toString().toLowerCase(Locale.ROOT);
    }

    private static double seconds(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }

    private static Map<String, Object> options(TrainingReport report) {
        TrainOptions options = report.options();
        Recipe recipe = options.recipe();
        Map<String, Object> json =
                object("data", options.data(), "iterations", report.result().iterations());
        json.put("batchSize", options.batchSize());
        json.put("blockSize", options.blockSize());
        json.put("net", recipe.net());
        json.put("hidden", recipe.units()[1]);
        json.put("activation", Recipe.word(recipe.activation()));
        json.put("dropout", recipe.dropout());
        json.put("batchNorm", recipe.batchNorm());
        json.put("optimizer", Recipe.word(recipe.optimizer()));
        json.put("learningRate", recipe.rate());
        json.put("schedule", Recipe.word(recipe.schedule()));
        json.put("weightDecay", recipe.weightDecay());
        json.put("validation", options.validation());
        json.put("patience", options.patience());
        json.put("threads", options.threads());
        json.put("sampling", options.samplingName());
        json.put("out", options.out().toString());
        return json;
    }

    private static void machine(Map<String, Object> json, TrainOptions options) {
        json.put("katsuo", Machine.version());
        json.put("jdk", Machine.jdk());
        json.put("os", Machine.os());
        json.put("cpu", Machine.cpu());
        json.put("processors", Runtime.getRuntime().availableProcessors());
        json.put("threads", options.threads());
        json.put("vectorWidth", Backend.name());
        json.put("kernels", Backend.describe());
    }

    private static Map<String, Object> data(Digits digits) {
        Map<String, Object> json =
                object("origin", digits.origin(), "trainImages", digits.train().count());
        json.put("testImages", digits.test().count());
        json.put("contentSha256", new TreeMap<>(digits.contentSha256()));
        return json;
    }

    private static Map<String, Object> gradient(CheckedParameter entry) {
        Map<String, Object> json =
                object("parameter", entry.name(), "checked", entry.checked(), "kinks", entry.skipped());
        json.put("meanAbsoluteError", entry.errors().meanAbsolute());
        json.put("maxRelativeError", entry.errors().maxRelative());
        json.put("normRelativeError", entry.errors().normRelative());
        json.put("shown", entry.shown());
        json.put("verdict", word(entry.verdict()));
        json.put("passed", entry.passed());
        return json;
    }

    private static Map<String, Object> epoch(EpochReport epoch) {
        Map<String, Object> json = object("epoch", epoch.epoch(), "iteration", epoch.iteration(), "loss", epoch.loss());
        json.put("trainAccuracy", epoch.trainAccuracy());
        json.put("testAccuracy", epoch.testAccuracy());
        if (!Double.isNaN(epoch.validationLoss())) {
            json.put("validationLoss", epoch.validationLoss());
            json.put("validationAccuracy", epoch.validationAccuracy());
        }
        return json;
    }
}
