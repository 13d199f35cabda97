package io.katsuo.bench.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide's pages belong together: links, translations, the tests they name, and the items they promise to cover. */
class PagesTest {
    /** A table of names needs no translation. */
    private static final Set<String> ENGLISH_ONLY = Set.of("coverage.md");

    private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
    private static final Pattern TEST_METHOD = Pattern.compile("(?m)^    void (\\w+)\\(");

    @Test
    void linksLeadSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : Guide.pages()) {
            Links.broken(page).forEach(link -> broken.add(Guide.name(page) + ": " + link));
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void everyPageHasATwinWithTheSameRegionsAndPictures() throws IOException {
        List<String> english = names(Guide.DIRECTORY);
        english.removeAll(ENGLISH_ONLY);
        assertTrue(english.size() >= 2, "pages: " + english);
        for (Path translation : Guide.TRANSLATIONS) {
            assertEquals(english, names(translation));
            for (String name : english) {
                Path page = Guide.DIRECTORY.resolve(name);
                Path twin = translation.resolve(name);
                String message = Guide.name(twin);
                assertEquals(Region.in(Guide.read(page)), Region.in(Guide.read(twin)), message);
                assertEquals(Links.pictures(page), Links.pictures(twin), message);
                assertEquals(namedTests(Guide.read(page)), namedTests(Guide.read(twin)), message);
            }
        }
    }

    @Test
    void everyPageLinksToItsTwins() throws IOException {
        for (Path page : Guide.pages()) {
            Set<Path> twins = directories().stream()
                    .map(directory -> directory.resolve(page.getFileName()))
                    .filter(twin -> !twin.equals(page) && Files.exists(twin))
                    .collect(Collectors.toSet());
            Links.targets(page)
                    .forEach(target -> twins.remove(page.resolveSibling(target).normalize()));
            assertEquals(Set.of(), twins, Guide.name(page));
        }
    }

    private static List<Path> directories() {
        return Stream.concat(Stream.of(Guide.DIRECTORY), Guide.TRANSLATIONS.stream())
                .toList();
    }

    private static List<String> names(Path directory) throws IOException {
        return new ArrayList<>(Guide.files(directory, ".md").stream()
                .map(file -> file.getFileName().toString())
                .toList());
    }

    private static List<String> namedTests(String page) {
        return NAMED_TEST
                .matcher(page)
                .results()
                .map(test -> test.group(1) + "." + test.group(2))
                .toList();
    }

    @Test
    void theTestsThatAreNamedExist() throws IOException {
        Set<String> there = new TreeSet<>();
        for (String module : List.of("core", "graph", "layers", "network", "mnist", "spark", "bench")) {
            try (Stream<Path> tree = Files.walk(Guide.ROOT.resolve(module + "/src/test/java"))) {
                tree.filter(file -> file.toString().endsWith("Test.java")).forEach(file -> {
                    String type = file.getFileName().toString().replace(".java", "");
                    TEST_METHOD
                            .matcher(Guide.read(file))
                            .results()
                            .forEach(method -> there.add(type + "." + method.group(1)));
                });
            }
        }
        Set<String> missing = new TreeSet<>();
        for (Path page : Guide.pages()) {
            missing.addAll(namedTests(Guide.read(page)));
        }
        assertTrue(missing.size() > 20, "tests named: " + missing);
        missing.removeAll(there);
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyErrorAndTrapHasItsLine() throws IOException {
        List<String> expected = Stream.concat(
                        IntStream.rangeClosed(1, 20).mapToObj(i -> "E" + i),
                        IntStream.rangeClosed(1, 28).mapToObj(i -> "T" + i))
                .toList();
        for (Path directory : directories()) {
            assertEquals(expected, firstColumn(directory.resolve("traps.md"), "[ET]\\d+"));
        }
    }

    @Test
    void everyItemAndFigureIsCovered() throws IOException {
        Path page = Guide.DIRECTORY.resolve("coverage.md");
        assertEquals(
                IntStream.rangeClosed(1, 79).mapToObj(String::valueOf).toList(),
                firstColumn(page, "\\d+[a-h]?").stream()
                        .map(item -> item.replaceAll("[a-h]", ""))
                        .distinct()
                        .toList());
        assertEquals(IntStream.rangeClosed(1, 33).mapToObj(i -> "5." + i).toList(), firstColumn(page, "5\\.\\d+"));
    }

    /** The cells in the first columns of a page's tables that match a pattern. */
    private static List<String> firstColumn(Path page, String pattern) {
        return Pattern.compile("(?m)^\\| (" + pattern + ") \\|")
                .matcher(Guide.read(page))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toList());
    }
}
