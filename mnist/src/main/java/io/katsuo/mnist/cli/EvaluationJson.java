package io.katsuo.mnist.cli;

import static io.katsuo.mnist.command.JsonText.object;

import io.katsuo.mnist.command.JsonText;
import io.katsuo.mnist.report.Evaluation;
import io.katsuo.network.metrics.Calibration;
import io.katsuo.network.metrics.ConfusionMatrix;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;

/** The file of {@code evaluate --json}. A figure that is not finite is null. */
final class EvaluationJson {
    private EvaluationJson() {}

    /** The text of the file. */
    static String of(Path file, String dataset, String parameterHash, Evaluation evaluation) {
        ConfusionMatrix matrix = evaluation.confusion();
        Map<String, Object> json = object("file", file.toString(), "dataset", dataset, "parameterHash", parameterHash);
        json.put("images", matrix.samples());
        json.put("accuracy", matrix.accuracy());
        json.put("topThreeAccuracy", evaluation.topThree());
        json.put("loss", evaluation.loss());
        json.put("macroPrecision", matrix.macroPrecision());
        json.put("macroRecall", matrix.macroRecall());
        json.put("macroF1", matrix.macroF1());
        json.put(
                "digits",
                IntStream.range(0, matrix.classes())
                        .mapToObj(k -> digit(matrix, k))
                        .toList());
        Calibration calibration = evaluation.calibration();
        json.put(
                "calibration",
                object(
                        "expectedError",
                        calibration.error(),
                        "bins",
                        calibration.bins().stream().map(EvaluationJson::bin).toList()));
        json.put(
                "mistakes",
                evaluation.mistakes().stream().map(EvaluationJson::mistake).toList());
        return JsonText.of(json);
    }

    private static Map<String, Object> digit(ConfusionMatrix matrix, int k) {
        Map<String, Object> json = object("digit", k, "images", matrix.support(k), "precision", matrix.precision(k));
        json.put("recall", matrix.recall(k));
        json.put("f1", matrix.f1(k));
        json.put(
                "takenFor",
                IntStream.range(0, matrix.classes())
                        .mapToObj(j -> matrix.count(k, j))
                        .toList());
        return json;
    }

    private static Map<String, Object> bin(Calibration.Bin bin) {
        return object("images", bin.count(), "confidence", bin.confidence(), "accuracy", bin.accuracy());
    }

    private static Map<String, Object> mistake(Evaluation.Mistake mistake) {
        Map<String, Object> json = object("image", mistake.image(), "digit", mistake.digit());
        json.put("answer", mistake.answer() < 0 ? null : mistake.answer());
        json.put("confidence", mistake.confidence());
        json.put("probability", mistake.probability());
        json.put("loss", mistake.loss());
        return json;
    }
}
