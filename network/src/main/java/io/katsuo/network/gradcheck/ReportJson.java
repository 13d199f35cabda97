package io.katsuo.network.gradcheck;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A report as JSON, written without a library: this module has no dependencies. */
final class ReportJson {
    private ReportJson() {}

    static String of(GradientReport report) {
        CheckedForward forward = report.forward();
        return json(object(
                        "passed",
                        report.passed(),
                        "verdict",
                        word(report.verdict()),
                        "reason",
                        report.reason(),
                        "subject",
                        report.subject(),
                        "parameters",
                        report.entries().stream().map(ReportJson::parameter).toList(),
                        "layers",
                        report.layers().stream().map(ReportJson::layer).toList(),
                        "forward",
                        object(
                                "passed", forward.passed(),
                                "loss", forward.loss(),
                                "doubleLoss", forward.doubleLoss(),
                                "scoreError", forward.scoreError(),
                                "scoreBound", forward.scoreBound()),
                        "findings",
                        report.findings(),
                        "notes",
                        report.notes()))
                + "\n";
    }

    private static Map<String, Object> parameter(CheckedParameter entry) {
        Map<String, Object> json = object(
                "name",
                entry.name(),
                "layer",
                entry.layer(),
                "shape",
                Arrays.stream(entry.shape().dims()).boxed().toList(),
                "verdict",
                word(entry.verdict()),
                "passed",
                entry.passed(),
                "reason",
                entry.reason(),
                "checked",
                entry.checked(),
                "skipped",
                entry.skipped(),
                "shown",
                entry.shown());
        json.putAll(errors(entry.errors()));
        json.put("bound", entry.bound());
        json.put(
                "worst",
                object(
                        "index", entry.worst().index(),
                        "backpropagated", entry.worst().backpropagated(),
                        "reference", entry.worst().reference()));
        json.put("float32AgainstDouble", errors(entry.precision()));
        json.put("doubleAgainstDifferences", errors(entry.consistency()));
        return json;
    }

    private static Map<String, Object> errors(Errors errors) {
        return object(
                "meanAbsoluteError", errors.meanAbsolute(),
                "maxAbsoluteError", errors.maxAbsolute(),
                "meanRelativeError", errors.meanRelative(),
                "maxRelativeError", errors.maxRelative(),
                "normRelativeError", errors.norm());
    }

    private static Map<String, Object> layer(CheckedLayer layer) {
        return object(
                "name",
                layer.name(),
                "verdict",
                word(layer.verdict()),
                "passed",
                layer.passed(),
                "reason",
                layer.reason(),
                "forwardError",
                layer.forwardError(),
                "forwardBound",
                layer.forwardBound(),
                "backwardError",
                layer.backwardError(),
                "backwardBound",
                layer.backwardBound());
    }

    private static String word(Verdict verdict) {
        return verdict.toString().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }

    private static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> json(entry.getKey()) + ":" + json(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ReportJson::json).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof String text) {
            return quoted(text);
        }
        return value instanceof Double number && !Double.isFinite(number) ? "null" : value.toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                // A lone surrogate has no UTF-8 form; an escaped pair is still that character.
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
