package io.katsuo.bench.guide;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The targets of a page's links. */
final class Links {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern PICTURE = Pattern.compile("images/([\\w-]+)\\.svg");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern COMMAND = Pattern.compile("katsuo chapter ([a-z][a-z-]*)");
    private static final Pattern THIRD_OF_NUMBERED_ROW =
            Pattern.compile("(?m)^\\| [\\d.]+[a-h]? \\|[^|]*\\|([^|]*)\\|");
    private static final Pattern NAME = Pattern.compile("`([^`]*)`");

    private Links() {}

    /** The broken links of a page: without a file, or without a heading. */
    static List<String> broken(Path page) {
        return targets(page).stream()
                .filter(target -> !leadsSomewhere(page, target))
                .toList();
    }

    /** The targets of its links, without links to other sites. */
    static List<String> targets(Path page) {
        return LINK.matcher(Guide.read(page))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.contains("://"))
                .toList();
    }

    private static boolean leadsSomewhere(Path page, String target) {
        int hash = target.indexOf('#');
        String path = hash < 0 ? target : target.substring(0, hash);
        Path file = path.isEmpty() ? page : page.resolveSibling(path).normalize();
        return Files.exists(file) && (hash < 0 || anchors(Guide.read(file)).contains(target.substring(hash + 1)));
    }

    /** The anchors that the headings of a page get on GitHub. */
    private static List<String> anchors(String page) {
        return HEADING.matcher(page)
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading ->
                        heading.replaceAll("[^\\p{L}\\p{N}\\p{M} _-]", "").replace(' ', '-'))
                .toList();
    }

    /** The names of the pictures that a page shows or links to, in order. */
    static List<String> pictures(Path page) {
        return targets(page).stream()
                .map(PICTURE::matcher)
                .filter(Matcher::find)
                .map(picture -> picture.group(1))
                .toList();
    }

    /** The examples that a page names: in commands, and in the third column of numbered tables. */
    static List<String> examples(String page) {
        Stream<MatchResult> inTables = THIRD_OF_NUMBERED_ROW
                .matcher(page)
                .results()
                .flatMap(row -> NAME.matcher(row.group(1)).results());
        return Stream.concat(COMMAND.matcher(page).results(), inTables)
                .map(name -> name.group(1))
                .toList();
    }
}
