package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A report as JSON, written without a library: this module has no dependencies. Records become objects. */
final class ReportJson {
    private ReportJson() {}

    static String of(GradientReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("passed", report.passed());
        json.put("verdict", report.verdict());
        json.put("reason", report.reason());
        json.putAll(members(report));
        json.put("parameters", json.remove("entries"));
        return json(json) + "\n";
    }

    /** The components of a record by their names; the errors of a parameter are members of the parameter itself. */
    private static Map<String, Object> members(Record value) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            String name = component.getName();
            try {
                Object member = component.getAccessor().invoke(value);
                if (name.equals("errors")) {
                    members.putAll(members((Record) member));
                } else {
                    members.put(value instanceof Errors ? name + "Error" : name, member);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("gradientReport: " + name + " of " + value, e);
            }
        }
        return members;
    }

    private static String json(Object value) {
        if (value instanceof Shape shape) {
            return Arrays.toString(shape.dims());
        }
        if (value instanceof Record fields) {
            return json(members(fields));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> json(entry.getKey()) + ":" + json(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ReportJson::json).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof Boolean || value instanceof Number) {
            return value instanceof Double number && !Double.isFinite(number) ? "null" : value.toString();
        }
        return quoted(value instanceof Verdict ? value.toString().toLowerCase(Locale.ROOT) : value.toString());
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
