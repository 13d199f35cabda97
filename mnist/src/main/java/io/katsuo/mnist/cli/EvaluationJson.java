package io.katsuo.mnist.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.katsuo.mnist.report.Evaluation;
import io.katsuo.network.metrics.Calibration;
import io.katsuo.network.metrics.ConfusionMatrix;
import java.nio.file.Path;

/** The file of {@code evaluate --json}. A figure that is not finite is null. */
final class EvaluationJson {
    private EvaluationJson() {}

    /** The text of the file. */
    static String of(Path file, String dataset, String parameterHash, Evaluation evaluation) {
        ConfusionMatrix matrix = evaluation.confusion();
        JsonObject json = new JsonObject();
        json.addProperty("file", file.toString());
        json.addProperty("dataset", dataset);
        json.addProperty("parameterHash", parameterHash);
        json.addProperty("images", matrix.samples());
        number(json, "accuracy", matrix.accuracy());
        number(json, "topThreeAccuracy", evaluation.topThree());
        number(json, "loss", evaluation.loss());
        number(json, "macroPrecision", matrix.macroPrecision());
        number(json, "macroRecall", matrix.macroRecall());
        number(json, "macroF1", matrix.macroF1());
        JsonArray classes = new JsonArray();
        for (int k = 0; k < matrix.classes(); k++) {
            JsonObject figures = new JsonObject();
            figures.addProperty("digit", k);
            figures.addProperty("images", matrix.support(k));
            number(figures, "precision", matrix.precision(k));
            number(figures, "recall", matrix.recall(k));
            number(figures, "f1", matrix.f1(k));
            JsonArray takenFor = new JsonArray();
            for (int j = 0; j < matrix.classes(); j++) {
                takenFor.add(matrix.count(k, j));
            }
            figures.add("takenFor", takenFor);
            classes.add(figures);
        }
        json.add("digits", classes);
        json.add("calibration", calibration(evaluation.calibration()));
        json.add("mistakes", mistakes(evaluation));
        return new GsonBuilder().serializeNulls().setPrettyPrinting().create().toJson(json) + "\n";
    }

    private static JsonObject calibration(Calibration calibration) {
        JsonObject json = new JsonObject();
        number(json, "expectedError", calibration.error());
        JsonArray bins = new JsonArray();
        for (Calibration.Bin bin : calibration.bins()) {
            JsonObject figures = new JsonObject();
            figures.addProperty("images", bin.count());
            number(figures, "confidence", bin.confidence());
            number(figures, "accuracy", bin.accuracy());
            bins.add(figures);
        }
        json.add("bins", bins);
        return json;
    }

    private static JsonArray mistakes(Evaluation evaluation) {
        JsonArray mistakes = new JsonArray();
        for (Evaluation.Mistake mistake : evaluation.mistakes()) {
            JsonObject json = new JsonObject();
            json.addProperty("image", mistake.image());
            json.addProperty("digit", mistake.digit());
            json.addProperty("answer", mistake.answer() < 0 ? null : mistake.answer());
            number(json, "confidence", mistake.confidence());
            number(json, "probability", mistake.probability());
            number(json, "loss", mistake.loss());
            mistakes.add(json);
        }
        return mistakes;
    }

    private static void number(JsonObject json, String name, double value) {
        json.addProperty(name, Double.isFinite(value) ? value : null);
    }
}
