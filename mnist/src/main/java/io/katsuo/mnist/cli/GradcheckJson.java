package io.katsuo.mnist.cli;

import static io.katsuo.mnist.command.JsonText.object;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.katsuo.mnist.command.JsonText;
import io.katsuo.network.gradcheck.GradientReport;
import io.katsuo.network.gradcheck.SelfTestReport;
import io.katsuo.network.gradcheck.SweepReport;
import java.util.List;
import java.util.Map;

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
        Map<String, Object> json = object("passed", found.remove("passed"), "verdict", found.remove("verdict"));
        json.put("dataset", dataset);
        json.put("images", options.images());
        json.put("net", options.netName());
        json.put("seed", options.seed());
        json.put("mode", options.mode().word());
        switch (options.mode()) {
            case SAMPLE -> json.put("samplesPerParameter", options.samplesPerParameter());
            case DIRECTIONS -> json.put("directions", options.directions());
            case ALL -> {
                // Nothing to add.
            }
        }
        json.putAll(found.asMap());
        if (selfTest != null) {
            List<String> missed = selfTest.missed().stream()
                    .map(trial -> trial.where() + ": " + trial.mistake())
                    .toList();
            int planted = selfTest.trials().size();
            json.put("selfTest", object("planted", planted, "missed", missed, "sensitivity", selfTest.sensitivity()));
        }
        if (sweep != null) {
            List<?> points = sweep.points().stream().map(GradcheckJson::point).toList();
            json.put("sweep", object("backpropagation", sweep.backpropagation(), "points", points));
        }
        return JsonText.of(json);
    }

    private static Map<String, Object> point(SweepReport.Point point) {
        Map<String, Object> json =
                object("step", point.step(), "order2", point.central(), "order4", point.richardson());
        json.put("float32", point.float32());
        json.put("kinks", point.kinks());
        return json;
    }
}
