package io.katsuo.mnist.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.katsuo.network.gradcheck.GradientReport;
import io.katsuo.network.gradcheck.SelfTestReport;
import io.katsuo.network.gradcheck.SweepReport;

/**
 * The file of {@code gradcheck --json}: the settings, the report, and the self-test and the sweep if there was one. None of it depends on
 * the machine or the number of threads. Programs rely on {@code passed}, and on {@code name},
 * {@code maxRelativeError} and {@code meanAbsoluteError} of each of {@code parameters}.
 */
final class GradcheckJson {
    private GradcheckJson() {}

    /** The text of the file; {@code selfTest} and {@code sweep} may be null. */
    static String of(
            GradcheckOptions options,
            String dataset,
            GradientReport report,
            SelfTestReport selfTest,
            SweepReport sweep) {
        JsonObject found = JsonParser.parseString(report.toJson()).getAsJsonObject();
        JsonObject json = new JsonObject();
        json.add("passed", found.remove("passed"));
        json.add("verdict", found.remove("verdict"));
        json.addProperty("dataset", dataset);
        json.addProperty("images", options.images());
        json.addProperty("net", options.netName());
        json.addProperty("seed", options.seed());
        json.addProperty("mode", options.mode().word());
        switch (options.mode()) {
            case SAMPLE -> json.addProperty("samplesPerParameter", options.samplesPerParameter());
            case DIRECTIONS -> json.addProperty("directions", options.directions());
            case ALL -> {
                // Nothing to add.
            }
        }
        found.asMap().forEach(json::add);
        if (selfTest != null) {
            json.add("selfTest", selfTest(selfTest));
        }
        if (sweep != null) {
            json.add("sweep", sweep(sweep));
        }
        return new GsonBuilder().serializeNulls().setPrettyPrinting().create().toJson(json) + "\n";
    }

    private static JsonObject selfTest(SelfTestReport selfTest) {
        JsonObject json = new JsonObject();
        json.addProperty("planted", selfTest.trials().size());
        JsonArray missed = new JsonArray();
        selfTest.missed().forEach(trial -> missed.add(trial.where() + ": " + trial.mistake()));
        json.add("missed", missed);
        JsonObject sensitivity = new JsonObject();
        selfTest.sensitivity().forEach((parameter, value) -> number(sensitivity, parameter, value));
        json.add("sensitivity", sensitivity);
        return json;
    }

    private static JsonObject sweep(SweepReport sweep) {
        JsonObject json = new JsonObject();
        number(json, "backpropagation", sweep.backpropagation());
        JsonArray points = new JsonArray();
        for (SweepReport.Point point : sweep.points()) {
            JsonObject one = new JsonObject();
            number(one, "step", point.step());
            number(one, "order2", point.central());
            number(one, "order4", point.richardson());
            number(one, "float32", point.float32());
            one.addProperty("kinks", point.kinks());
            points.add(one);
        }
        json.add("points", points);
        return json;
    }

    /** A number, or null for one that JSON cannot represent. */
    private static void number(JsonObject json, String name, double value) {
        json.addProperty(name, Double.isFinite(value) ? value : null);
    }
}
