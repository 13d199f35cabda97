package io.katsuo.graph;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of a printed formula, by the rules of arithmetic: · and / from left to right before + and −, ² before all of
 * them. Knows nothing of graphs, only the values of names.
 */
final class Expression {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?(E-?[0-9]+)?");

    private final String text;
    private final Map<String, Double> values;
    private final List<String> names;
    private int at;

    private Expression(String text, Map<String, Double> values) {
        this.text = text;
        this.values = values;
        names = values.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    static double value(String text, Map<String, Double> values) {
        Expression expression = new Expression(text, values);
        double value = expression.sum();
        if (expression.at != text.length()) {
            throw expression.wrong("the end");
        }
        return value;
    }

    private double sum() {
        double value = product();
        while (true) {
            if (accept(" + ")) {
                value += product();
            } else if (accept(" − ")) {
                value -= product();
            } else {
                return value;
            }
        }
    }

    private double product() {
        if (accept("−")) {
            return -product();
        }
        double value = power();
        while (true) {
            if (accept("·")) {
                value *= power();
            } else if (accept(" / ")) {
                value /= power();
            } else {
                return value;
            }
        }
    }

    private double power() {
        double value = primary();
        return accept("²") ? value * value : value;
    }

    private double primary() {
        for (String name : names) {
            if (accept(name)) {
                return values.get(name);
            }
        }
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (number.lookingAt()) {
            at = number.end();
            return Double.parseDouble(number.group());
        }
        if (accept("(")) {
            return closed(sum(), ")");
        }
        if (accept("exp(")) {
            return closed(Math.exp(sum()), ")");
        }
        if (accept("log(")) {
            return closed(Math.log(sum()), ")");
        }
        if (accept("sin(")) {
            return closed(Math.sin(sum()), ")");
        }
        if (accept("sin′(")) {
            return closed(Math.cos(sum()), ")");
        }
        if (accept("max(")) {
            double first = closed(sum(), ", ");
            return closed(Math.max(first, sum()), ")");
        }
        if (accept("[")) {
            double first = sum();
            boolean greater = accept(" > ");
            double second = greater ? sum() : closed(0, " ≤ ") + sum();
            return closed((first > second) == greater ? 1 : 0, "]");
        }
        throw wrong("an operand");
    }

    private double closed(double value, String end) {
        if (!accept(end)) {
            throw wrong(end);
        }
        return value;
    }

    private boolean accept(String token) {
        boolean found = text.startsWith(token, at);
        at += found ? token.length() : 0;
        return found;
    }

    private AssertionError wrong(String expected) {
        return new AssertionError("expected " + expected + " at " + at + " of " + text);
    }
}
