package io.katsuo.bench.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages of {@code docs} and the ten examples: programs run and print what is kept beside them, pages show code and
 * their current output, links are valid. {@code mvn test -Pguide} rewrites what is stale: by
 * the names of the tests, outputs come before the pages that show them.
 */
@TestMethodOrder(MethodOrderer.MethodName.class)
class SiteTest {
    private static final String REMEDY = "brought up to date by: mvn test -Pguide";
    private static final Path DOCS = Guide.ROOT.resolve("docs");
    private static final Path EXAMPLES = DOCS.resolve("examples");

    /** ReadmeTest runs the programs of the first; others show measurements, which no test repeats, or need Spark. */
    private static final Set<String> NOT_QUOTED = Set.of("docs/gradient-check.md", "docs/performance.md");

    private static final Pattern SNIPPET = Pattern.compile("\\{@snippet file=\"([^\"]*)\" region=\"([^\"]*)\"\\}");

    @TempDir
    private static Path written;

    private static JavaPrograms programs;

    private static synchronized JavaPrograms programs() {
        try {
            if (programs == null) {
                programs = new JavaPrograms(EXAMPLES, written);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return programs;
    }

    /** The pages of the site, without the guide to the chapter. */
    private static List<Path> pages() throws IOException {
        return Stream.of(DOCS, EXAMPLES)
                .flatMap(directory -> {
                    try {
                        return Guide.files(directory, ".md").stream();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    @Test
    void examplesPrintWhatIsKept() throws IOException {
        List<String> stale = new ArrayList<>();
        assertEquals(
                12,
                programs().outputs().keySet().stream()
                        .filter(name -> name.matches("E\\d\\d.*"))
                        .count());
        for (Map.Entry<String, String> program : programs().outputs().entrySet()) {
            Path kept = EXAMPLES.resolve(program.getKey().replace(".java", ".txt"));
            String before = Files.exists(kept) ? Guide.read(kept) : "";
            Guide.update(kept, PrintedErrors.keep(before, program.getValue()), stale);
        }
        assertEquals(List.of(), stale, REMEDY);
    }

    @Test
    void picturesAreThoseDrawnToday() throws IOException {
        List<String> stale = new ArrayList<>();
        for (Map.Entry<String, String> picture : programs().pictures().entrySet()) {
            Guide.update(EXAMPLES.resolve(picture.getKey() + ".svg"), picture.getValue(), stale);
        }
        assertEquals(List.of(), stale, REMEDY);
        assertEquals(
                programs().pictures().keySet(),
                Guide.files(EXAMPLES, ".svg").stream()
                        .map(file -> file.getFileName().toString().replace(".svg", ""))
                        .collect(Collectors.toSet()));
    }

    @Test
    void regionsShowCodeAndOutputOfToday() throws IOException {
        List<String> stale = new ArrayList<>();
        int regions = 0;
        for (Path page : pages()) {
            String text = Guide.read(page);
            regions += Region.in(text).size();
            Guide.update(page, Region.fill(text, (region, now) -> content(region)), stale);
        }
        assertEquals(List.of(), stale, REMEDY);
        assertTrue(regions >= 10, regions + " regions");
    }

    private static String content(Region region) {
        String file = region.subject().replaceFirst("#.*", "");
        return switch (region.kind()) {
            case "example" -> fenced(language(file), code(file, region.subject().substring(file.length())));
            case "jshell" -> fenced("text", Guide.read(EXAMPLES.resolve(file.replace(".jsh", ".txt"))));
            case "prints" -> fenced("text", Guide.read(EXAMPLES.resolve(file)));
            default -> throw new IllegalArgumentException("unknown region " + region);
        };
    }

    private static String language(String file) {
        return switch (file.substring(file.lastIndexOf('.') + 1)) {
            case "java" -> "java";
            case "kt", "kts" -> "kotlin";
            case "xml" -> "xml";
            default -> throw new IllegalArgumentException("no language: " + file);
        };
    }

    private static String code(String file, String region) {
        Path source = EXAMPLES.resolve(file);
        return region.isEmpty() ? MarkedSource.whole(source) : MarkedSource.region(source, region.substring(1));
    }

    private static String fenced(String language, String text) {
        return "```" + language + "\n" + text.stripTrailing() + "\n```\n";
    }

    @Test
    void javaStandsInRegionsOnly() throws IOException {
        List<String> loose = pages().stream()
                .filter(page -> !NOT_QUOTED.contains(Guide.name(page)))
                .filter(page -> Region.isLooseCodeIn(Guide.read(page)))
                .map(Guide::name)
                .toList();
        assertEquals(List.of(), loose);
    }

    @Test
    void everyExampleIsListed() throws IOException {
        String index = Guide.read(EXAMPLES.resolve("README.md"));
        List<String> missing = Guide.files(EXAMPLES, ".java").stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> !index.contains("](" + name + ")"))
                .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void everyPageIsListed() throws IOException {
        String index = Guide.read(DOCS.resolve("README.md"));
        List<String> missing = Guide.files(DOCS, ".md").stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.equals("README.md") && !index.contains("](" + name + ")"))
                .toList();
        assertEquals(List.of(), missing, "docs/README.md has a line for every page");
    }

    @Test
    void linksOfAllPagesLeadSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path page : allPages()) {
            Links.broken(page).forEach(link -> broken.add(Guide.name(page) + ": " + link));
            links += Links.targets(page).size();
        }
        assertEquals(List.of(), broken);
        assertTrue(links > 100, links + " links");
    }

    private static List<Path> allPages() throws IOException {
        List<Path> pages = new ArrayList<>(Guide.files(Guide.ROOT, ".md"));
        pages.add(Guide.ROOT.resolve("spark/README.md"));
        try (Stream<Path> tree = Files.walk(DOCS)) {
            tree.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    @Test
    void snippetsOfTheJavadocExist() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (String module : List.of("core", "graph", "layers", "network", "mnist")) {
            try (Stream<Path> tree = Files.walk(Guide.ROOT.resolve(module + "/src/main/java"))) {
                for (Path file :
                        tree.filter(file -> file.toString().endsWith(".java")).toList()) {
                    String text = Guide.read(file);
                    List<MatchResult> snippets = SNIPPET.matcher(text).results().toList();
                    assertEquals(text.split("\\{@snippet file", -1).length - 1, snippets.size(), file.toString());
                    for (MatchResult snippet : snippets) {
                        MarkedSource.region(EXAMPLES.resolve(snippet.group(1)), snippet.group(2));
                        shown.add(snippet.group());
                    }
                }
            }
        }
        assertTrue(shown.size() >= 5, "snippets: " + shown);
    }
}
