package io.katsuo.network.gradcheck;

import java.util.List;

/** A report as JSON, written without a library: this module has no dependencies. */
final class ReportJson {
    private final StringBuilder json = new StringBuilder();
    private boolean first = true;

    private ReportJson() {}

    static String of(GradientReport report) {
        ReportJson writer = new ReportJson();
        writer.open('{');
        writer.field("passed", report.passed());
        writer.field("reason", report.reason());
        writer.field("subject", report.subject());
        writer.key("parameters").open('[');
        report.entries().forEach(writer::parameter);
        writer.close(']');
        writer.key("layers").open('[');
        report.layers().forEach(writer::layer);
        writer.close(']');
        writer.forward(report.forward());
        writer.field("findings", report.findings());
        writer.field("notes", report.notes());
        writer.close('}');
        return writer.json.append('\n').toString();
    }

    private void parameter(CheckedParameter entry) {
        open('{');
        field("name", entry.name());
        field("layer", entry.layer());
        key("shape").open('[');
        for (int dim : entry.shape().dims()) {
            value(Integer.toString(dim));
        }
        close(']');
        field("passed", entry.passed());
        field("reason", entry.reason());
        field("checked", entry.checked());
        field("skipped", entry.skipped());
        errors(entry.errors());
        field("bound", entry.bound());
        key("worst").open('{');
        key("index").open('[');
        entry.worst().index().forEach(i -> value(Integer.toString(i)));
        close(']');
        field("backpropagated", entry.worst().backpropagated());
        field("reference", entry.worst().reference());
        close('}');
        key("float32AgainstDouble").open('{');
        errors(entry.precision());
        close('}');
        key("doubleAgainstDifferences").open('{');
        errors(entry.consistency());
        close('}');
        close('}');
    }

    private void errors(Errors errors) {
        field("meanAbsoluteError", errors.meanAbsolute());
        field("maxAbsoluteError", errors.maxAbsolute());
        field("meanRelativeError", errors.meanRelative());
        field("maxRelativeError", errors.maxRelative());
        field("normRelativeError", errors.norm());
    }

    private void layer(CheckedLayer layer) {
        open('{');
        field("name", layer.name());
        field("passed", layer.passed());
        field("reason", layer.reason());
        field("forwardError", layer.forwardError());
        field("forwardBound", layer.forwardBound());
        field("backwardError", layer.backwardError());
        field("backwardBound", layer.backwardBound());
        close('}');
    }

    private void forward(CheckedForward forward) {
        key("forward").open('{');
        field("passed", forward.passed());
        field("loss", forward.loss());
        field("doubleLoss", forward.doubleLoss());
        field("scoreError", forward.scoreError());
        field("scoreBound", forward.scoreBound());
        close('}');
    }

    // ---- the grammar ----

    private ReportJson open(char bracket) {
        separate();
        json.append(bracket);
        first = true;
        return this;
    }

    private void close(char bracket) {
        json.append(bracket);
        first = false;
    }

    private void separate() {
        if (!first) {
            json.append(',');
        }
        first = false;
    }

    private ReportJson key(String key) {
        separate();
        quote(key);
        json.append(':');
        first = true;
        return this;
    }

    private void value(String literal) {
        separate();
        json.append(literal);
    }

    private void field(String key, boolean value) {
        key(key).value(Boolean.toString(value));
    }

    private void field(String key, int value) {
        key(key).value(Integer.toString(value));
    }

    private void field(String key, double value) {
        key(key).value(Double.isFinite(value) ? Double.toString(value) : "null");
    }

    private void field(String key, String value) {
        key(key).separate();
        quote(value);
    }

    private void field(String key, List<String> values) {
        key(key).open('[');
        for (String value : values) {
            separate();
            quote(value);
        }
        close(']');
    }

    private void quote(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                // Lone surrogates have no UTF-8; a pair escaped is still that character.
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
