package io.katsuo.bench.guide;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A source file with regions that pages and Javadoc quote, from a line {@code // @start region="name"} to the next
 * {@code // @end}, the markers of the javadoc tool. In XML they are in comments.
 */
final class MarkedSource {
    private static final String OPEN = "(?m)^ *(?://|<!--) @";
    private static final String CLOSE = "(?: -->)?\n";
    private static final Pattern MARKER = Pattern.compile(OPEN + "(?:start region=\".*\"|end)" + CLOSE);

    private MarkedSource() {}

    /** The file without markers. */
    static String whole(Path file) {
        return MARKER.matcher(Guide.read(file)).replaceAll("");
    }

    /** One region, without its indentation. */
    static String region(Path file, String name) {
        Matcher region = Pattern.compile(OPEN + "start region=\"" + Pattern.quote(name) + "\"" + CLOSE + "((?s:.*?))"
                        + OPEN + "end" + CLOSE)
                .matcher(Guide.read(file));
        if (!region.find()) {
            throw new IllegalArgumentException(Guide.name(file) + " has no region \"" + name + "\"");
        }
        return region.group(1).stripTrailing().stripIndent();
    }
}
