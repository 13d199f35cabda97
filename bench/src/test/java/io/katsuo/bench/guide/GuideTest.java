package io.katsuo.bench.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The guide has the current code, output and pictures of the examples. Otherwise {@code mvn
 * test -Pguide} rewrites them; by the names of the tests, NumPy's output comes before the pages that show it.
 */
@TestMethodOrder(MethodOrderer.MethodName.class)
class GuideTest {
    private static final String REMEDY = "brought up to date by: mvn test -Pguide";

    private static final Path EXAMPLES = Guide.ROOT.resolve("mnist/src/main/java/io/katsuo/mnist/chapter");

    @TempDir
    private static Path written;

    private static ShownExamples examples;
    private static JavaPrograms programs;

    @TempDir
    private Path directory;

    private static synchronized ShownExamples examples() {
        if (examples == null) {
            examples = new ShownExamples();
        }
        return examples;
    }

    private static synchronized JavaPrograms programs() {
        try {
            if (programs == null) {
                programs = new JavaPrograms(Guide.JAVA, written);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return programs;
    }

    @Test
    void numpyProgramsPrintWhatIsKept() throws IOException, InterruptedException {
        NumpyScripts.assumePossible(directory, "what the guide's NumPy programs print");
        List<String> stale = new ArrayList<>();
        List<Path> scripts = Guide.files(Guide.NUMPY, ".py");
        List<String> printed = NumpyScripts.runAll(scripts, directory);
        for (int i = 0; i < scripts.size(); i++) {
            Guide.update(NumpyScripts.printed(scripts.get(i)), printed.get(i), stale);
        }
        assertEquals(List.of(), stale, REMEDY);
    }

    @Test
    void regionsShowCodeAndOutputOfToday() throws IOException {
        List<String> stale = new ArrayList<>();
        int regions = 0;
        for (Path page : Guide.pages()) {
            String text = Guide.read(page);
            regions += Region.in(text).size();
            List<String> wrong = new ArrayList<>();
            String filled = Region.fill(text, (region, now) -> content(region, page, now, wrong));
            wrong.forEach(region -> stale.add(Guide.name(page) + ": " + region));
            if (wrong.isEmpty()) {
                Guide.update(page, filled, stale);
            }
        }
        assertEquals(List.of(), stale, REMEDY);
        assertTrue(regions >= 100, regions + " regions");
    }

    /** The text that a region should show; its current text if that is equivalent. Notes an error if there is none. */
    private static String content(Region region, Path page, String now, List<String> wrong) {
        try {
            return PrintedErrors.keep(now, content(region, page));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            wrong.add(region + ": " + e.getMessage());
            return "";
        }
    }

    private static String content(Region region, Path page) {
        return switch (region.kind()) {
            case "method" -> fenced("java", source(region.subject()).method(member(region.subject())));
            case "body" -> fenced("java", source(region.subject()).body(member(region.subject())));
            case "output" -> output(region.subject(), page);
            case "java" -> fenced("java", Guide.read(Guide.JAVA.resolve(region.subject())));
            case "ran" -> fenced("text", programs().output(region.subject()));
            case "numpy" -> fenced("python", Guide.read(Guide.NUMPY.resolve(region.subject())));
            case "printed" -> fenced("text", NumpyScripts.kept(region.subject()));
            default -> throw new IllegalArgumentException("unknown region " + region);
        };
    }

    /** An example's output, source and command. */
    private static String output(String subject, Path page) {
        String name = examples().name(member(subject));
        Path link = page.getParent().relativize(file(subject));
        return fenced("text", examples().output(name))
                + "\n[`" + link.getFileName() + "`](" + link.toString().replace('\\', '/') + "), `./katsuo chapter "
                + name
                + "`\n";
    }

    /** The source file of a subject, which is the name of a class, {@code #}, and the name of a method. */
    private static Path file(String subject) {
        return EXAMPLES.resolve(subject.substring(0, subject.indexOf('#')) + ".java");
    }

    private static JavaSource source(String subject) {
        try {
            return JavaSource.read(file(subject));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String member(String subject) {
        return subject.substring(subject.indexOf('#') + 1);
    }

    private static String fenced(String language, String text) {
        return "```" + language + "\n" + text.stripTrailing() + "\n```\n";
    }

    @Test
    void picturesAreThoseDrawnToday() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (Path page : Guide.pages()) {
            shown.addAll(Links.pictures(page));
        }
        Map<String, String> drawn = new HashMap<>(examples().pictures());
        drawn.putAll(programs().pictures());
        List<String> stale = new ArrayList<>();
        for (String name : shown) {
            String svg = drawn.get(name);
            if (svg == null) {
                stale.add(name + ": nothing draws it");
            } else {
                Guide.update(Guide.IMAGES.resolve(name + ".svg"), svg, stale);
            }
        }
        for (Path file : Guide.files(Guide.IMAGES, "")) {
            if (!shown.contains(file.getFileName().toString().replace(".svg", ""))) {
                if (Guide.WRITE) {
                    Files.delete(file);
                } else {
                    stale.add(Guide.name(file) + " (shown nowhere)");
                }
            }
        }
        assertEquals(List.of(), stale, REMEDY);
    }

    @Test
    void codeAndOutputStandInRegionsOnly() throws IOException {
        List<String> loose = Guide.pages().stream()
                .filter(page -> Region.isLooseCodeIn(Guide.read(page)))
                .map(Guide::name)
                .toList();
        assertEquals(List.of(), loose);
    }

    @Test
    void everyProgramIsShown() throws IOException {
        assertEquals(names(Guide.NUMPY, ".py"), shown("numpy"));
        assertEquals(names(Guide.JAVA, ".java"), shown("java"));
        assertEquals(names(Guide.JAVA, ".java"), shown("ran"));
    }

    private static Set<String> shown(String kind) throws IOException {
        return Guide.pages().stream()
                .flatMap(page -> Region.in(Guide.read(page)).stream())
                .filter(region -> region.kind().equals(kind))
                .map(Region::subject)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(Path directory, String ending) throws IOException {
        return Guide.files(directory, ending).stream()
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void examplesThatAreNamedExist() throws IOException {
        List<String> unknown = new ArrayList<>();
        for (Path page : Guide.pages()) {
            for (String name : Links.examples(Guide.read(page))) {
                if (!Set.of("list", "all", "play").contains(name) && !examples().isName(name)) {
                    unknown.add(Guide.name(page) + ": " + name);
                }
            }
        }
        assertEquals(List.of(), unknown);
    }
}
