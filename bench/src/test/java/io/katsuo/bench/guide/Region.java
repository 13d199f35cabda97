package io.katsuo.bench.guide;

import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A generated part of a page, between a line {@code <!-- kind: subject -->} and the line
 * {@code <!-- end -->}.
 */
record Region(String kind, String subject) {
    private static final Pattern REGION = Pattern.compile("(?ms)^<!-- (\\w+): (\\S+) -->\n(.*?)^<!-- end -->$");

    /** Fenced code of a language that only regions may show. */
    private static final Pattern LOOSE = Pattern.compile("(?m)^```(?:java|kotlin|python|py|text)\\b");

    static List<Region> in(String page) {
        return REGION.matcher(page)
                .results()
                .map(found -> new Region(found.group(1), found.group(2)))
                .toList();
    }

    /** The page with every region filled by a function of the region and its current text. */
    static String fill(String page, BiFunction<Region, String, String> content) {
        return REGION.matcher(page)
                .replaceAll(found -> Matcher.quoteReplacement("<!-- " + found.group(1) + ": " + found.group(2)
                        + " -->\n" + content.apply(new Region(found.group(1), found.group(2)), found.group(3))
                        + "<!-- end -->"));
    }

    /** Whether a page shows code or output that is in no region. */
    static boolean isLooseCodeIn(String page) {
        return LOOSE.matcher(REGION.matcher(page).replaceAll("")).find();
    }
}
