package io.katsuo.mnist.cli;

import com.google.gson.stream.JsonWriter;
import io.katsuo.core.ops.Backend;
import io.katsuo.mnist.command.Machine;
import io.katsuo.network.EpochReport;
import io.katsuo.network.gradcheck.CheckedParameter;
import io.katsuo.network.gradcheck.GradientReport;
import io.katsuo.network.gradcheck.Verdict;
import java.io.IOException;
import java.io.StringWriter;
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
    static String of(TrainingReport report) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.setIndent("  ");
            json.beginObject();
            outcome(json, report);
            options(json, report);
            machine(json, report.options());
            data(json, report);
            gradientCheck(json, report.gradientCheck());
            epochs(json, report);
            json.endObject();
        }
        return text.append("\n").toString();
    }

    private static void outcome(JsonWriter json, TrainingReport report) throws IOException {
        json.name("dataset").value(report.digits().dataset());
        json.name("finalTrainAccuracy").value(report.trainAccuracy());
        json.name("finalTestAccuracy").value(report.testAccuracy());
        json.name("parameterHash").value(report.parameterHash());
        json.name("gradientCheckPassed").value(report.gradientCheck().passed());
        json.name("gradientCheckVerdict").value(word(report.gradientCheck().verdict()));
        seconds(json, "loadSeconds", report.loadSeconds());
        seconds(json, "gradientCheckSeconds", report.gradientCheckSeconds());
        seconds(json, "trainSeconds", report.result().trainSeconds());
        seconds(json, "evaluateSeconds", report.evaluateSeconds());
        seconds(json, "totalSeconds", Machine.secondsSinceStart());
        json.name("imagesPerSecond").value(Math.round(report.imagesPerSecond()));
    }

    private static String word(Verdict verdict) {
        return verdict.toString().toLowerCase(Locale.ROOT);
    }

    private static void seconds(JsonWriter json, String name, double seconds) throws IOException {
        json.name(name).value(Math.round(seconds * 1000) / 1000.0);
    }

    private static void options(JsonWriter json, TrainingReport report) throws IOException {
        TrainOptions options = report.options();
        json.name("seed").value(options.seed());
        json.name("options").beginObject();
        json.name("data").value(options.data());
        json.name("iterations").value(report.result().iterations());
        json.name("batchSize").value(options.batchSize());
        json.name("blockSize").value(options.blockSize());
        json.name("net").value(options.recipe().net());
        json.name("hidden").value(options.recipe().units()[1]);
        json.name("activation").value(options.recipe().activation().name().toLowerCase(Locale.ROOT));
        json.name("dropout").value(options.recipe().dropout());
        json.name("batchNorm").value(options.recipe().batchNorm());
        json.name("optimizer").value(options.recipe().optimizer().name().toLowerCase(Locale.ROOT));
        json.name("learningRate").value(options.recipe().rate());
        json.name("schedule").value(options.recipe().schedule().name().toLowerCase(Locale.ROOT));
        json.name("weightDecay").value(options.recipe().weightDecay());
        json.name("validation").value(options.validation());
        json.name("patience").value(options.patience());
        json.name("threads").value(options.threads());
        json.name("sampling").value(options.samplingName());
        json.name("out").value(options.out().toString());
        json.endObject();
    }

    private static void machine(JsonWriter json, TrainOptions options) throws IOException {
        json.name("katsuo").value(Machine.version());
        json.name("jdk").value(Machine.jdk());
        json.name("os").value(Machine.os());
        json.name("cpu").value(Machine.cpu());
        json.name("processors").value(Runtime.getRuntime().availableProcessors());
        json.name("threads").value(options.threads());
        json.name("vectorWidth").value(Backend.name());
        json.name("kernels").value(Backend.describe());
    }

    private static void data(JsonWriter json, TrainingReport report) throws IOException {
        json.name("data").beginObject();
        json.name("origin").value(report.digits().origin());
        json.name("trainImages").value(report.digits().train().count());
        json.name("testImages").value(report.digits().test().count());
        json.name("contentSha256").beginObject();
        for (Map.Entry<String, String> file : new TreeMap<>(report.digits().contentSha256()).entrySet()) {
            json.name(file.getKey()).value(file.getValue());
        }
        json.endObject().endObject();
    }

    private static void gradientCheck(JsonWriter json, GradientReport check) throws IOException {
        json.name("gradientCheck").beginArray();
        for (CheckedParameter entry : check.entries()) {
            json.beginObject();
            json.name("parameter").value(entry.name());
            json.name("checked").value(entry.checked());
            json.name("kinks").value(entry.skipped());
            number(json, "meanAbsoluteError", entry.errors().meanAbsolute());
            number(json, "maxRelativeError", entry.errors().maxRelative());
            number(json, "normRelativeError", entry.errors().normRelative());
            json.name("shown").value(entry.shown());
            json.name("verdict").value(word(entry.verdict()));
            json.name("passed").value(entry.passed());
            json.endObject();
        }
        json.endArray();
    }

    /** A number, or null for one that JSON cannot represent: an error relative to a gradient of 0 is infinite. */
    private static void number(JsonWriter json, String name, double value) throws IOException {
        json.name(name);
        if (Double.isFinite(value)) {
            json.value(value);
        } else {
            json.nullValue();
        }
    }

    private static void epochs(JsonWriter json, TrainingReport report) throws IOException {
        json.name("epochs").beginArray();
        for (EpochReport epoch : report.result().epochs()) {
            json.beginObject();
            json.name("epoch").value(epoch.epoch());
            json.name("iteration").value(epoch.iteration());
            json.name("loss").value(epoch.loss());
            json.name("trainAccuracy").value(epoch.trainAccuracy());
            json.name("testAccuracy").value(epoch.testAccuracy());
            if (!Double.isNaN(epoch.validationLoss())) {
                json.name("validationLoss").value(epoch.validationLoss());
                json.name("validationAccuracy").value(epoch.validationAccuracy());
            }
            json.endObject();
        }
        json.endArray();
    }
}
