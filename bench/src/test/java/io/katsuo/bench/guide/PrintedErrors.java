package io.katsuo.bench.guide;

import java.util.List;
import java.util.regex.Pattern;

/** Errors such as 1.4e-09 in a program's output: their digits depend on the JDK's double functions. */
final class PrintedErrors {
    private static final Pattern ERROR = Pattern.compile("\\b\\d\\.\\d+e-\\d\\d\\b");

    private PrintedErrors() {}

    /** The kept output, if the new output is the same except for errors, which may differ by a factor of three. */
    static String keep(String kept, String now) {
        List<Double> errors = errors(now);
        List<Double> shown = errors(kept);
        boolean near = errors.size() == shown.size();
        for (int i = 0; near && i < errors.size(); i++) {
            near = errors.get(i) <= 3 * shown.get(i) && shown.get(i) <= 3 * errors.get(i);
        }
        return near && masked(now).equals(masked(kept)) ? kept : now;
    }

    private static List<Double> errors(String text) {
        return ERROR.matcher(text)
                .results()
                .map(error -> Double.valueOf(error.group()))
                .toList();
    }

    private static String masked(String text) {
        return ERROR.matcher(text).replaceAll("#");
    }
}
