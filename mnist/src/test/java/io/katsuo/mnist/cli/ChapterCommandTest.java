package io.katsuo.mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.katsuo.mnist.Mnist;
import io.katsuo.mnist.chapter.Chapter;
import io.katsuo.mnist.chapter.Example;
import io.katsuo.mnist.command.CommandRunner;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code katsuo chapter}: the list, choosing examples, writing pictures, and everything that can be wrong. */
class ChapterCommandTest {
    private static final List<Example> EXAMPLES = Chapter.examples(Mnist::embedded);

    @TempDir
    private Path directory;

    // ---- list and choice ----

    @Test
    void theListNamesEveryExample() {
        Run run = Run.of("chapter");
        assertEquals(CommandRunner.OK, run.exitCode());
        assertEquals(2 * EXAMPLES.size(), run.out().size(), "two lines each");
        for (Example example : EXAMPLES) {
            String line = run.out().get(2 * (example.number() - 1));
            assertTrue(line.strip().startsWith(example.number() + "  " + example.name() + " "), line);
            assertTrue(line.endsWith(example.title()), line);
            assertEquals(
                    example.section(), run.out().get(2 * example.number() - 1).strip());
        }
        assertEquals(run, Run.of("chapter", "list"));
        Locale before = Locale.getDefault(Locale.Category.FORMAT);
        Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertEquals(run, Run.of("chapter", "list"), "digits that the command takes back");
        } finally {
            Locale.setDefault(Locale.Category.FORMAT, before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "02", "apples-and-oranges", "Apples-And-Oranges", "applesandoranges", "apples"})
    void anExampleByNumberOrName(String name) {
        Run run = Run.of("chapter", name);
        assertEquals(CommandRunner.OK, run.exitCode(), run::toString);
        assertEquals("2  Buying apples and oranges", run.out().getFirst());
        assertTrue(run.says("total          = fruit × tax"), run::toString);
        assertEquals(
                "--svg DIR writes the picture that goes with this.", run.out().getLast());
    }

    @ParameterizedTest
    @CsvSource({
        "5.15, 10",
        "fig-05-15, 10",
        "5-15, 10",
        "Figure 5.15, 10",
        "fig-05-15-apples-and-oranges, 10",
        "5.6, 5",
        "5.8, 6",
        "5.10, 7",
        "5.23, 14",
        "5.33, 20",
        "5.3.1, 7",
        "section 5.2.3, 6"
    })
    void anExampleByFigureOrSection(String wish, int number) {
        assertEquals(number, ExampleNames.find(EXAMPLES, wish).number());
    }

    @Test
    void everyFigureIsFoundWhereItsPictureIs() throws IOException {
        for (Example example : EXAMPLES) {
            List<String> pictures = new ArrayList<>();
            example.program()
                    .run(new PrintStream(OutputStream.nullOutputStream()), picture -> pictures.add(picture.name()));
            for (String picture : pictures) {
                if (picture.startsWith("fig-")) {
                    assertEquals(example, ExampleNames.find(EXAMPLES, picture), picture);
                }
            }
        }
    }

    @Test
    void listAndAllInAnyLetters() {
        assertEquals(Run.of("chapter"), Run.of("chapter", " List "));
        assertTrue(Run.of("chapter", "'list").err().getFirst().contains("no example is called"));
        assertTrue(Run.of("chapter", "ALL ").says("32  "), "all examples");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "affine         | several examples begin with 'affine': affine-one-sample, affine-batch, affine-from",
                "relo           | no example is called 'relo'; near it is relu, and list shows all;",
                "chian-rule     | near it is chain-rule, and",
                "aple           | near it are buy-apples, apples-and-oranges, apple-gradients, apple-layers, and",
                "exclusive      | no example is called 'exclusive'; list shows all;",
                "99             | no example is 99: there are examples 1 to 32;",
                "0              | there are examples 1 to 32;",
                "-5             | Unknown option: '-5'",
                "5.3.3          | several examples are of section 5.3.3: apple-gradients, fruit-gradients;",
                "5.9.9          | no example is of section 5.9.9;",
                "fig-06-01      | no example shows figure 6.1;",
                "-              | no example is called '-'; list shows all;",
                "list --svg x   | a list has no pictures",
                "1 2            | Unmatched argument at index 2: '2'",
                "1 --svg        | Missing required parameter for option '--svg'",
                "1 --svgs       | Unknown option: '--svgs'",
                "play           | play which example? name one, or all",
                "play nothing   | no example is called 'nothing'",
                "1 --svg a --html b | leave out --svg",
                "list --html x  | a list has no pictures"
            })
    void notUnderstood(String arguments, String expected) {
        Run run = Run.of(("chapter " + arguments).split(" "));
        assertOneLine(run, CommandRunner.USAGE, expected);
        assertTrue(run.err().getFirst().endsWith("; see katsuo chapter --help"), run::toString);
        assertEquals(List.of(), run.out());
    }

    @Test
    void help() {
        Run run = Run.of("chapter", "--help");
        assertEquals(CommandRunner.OK, run.exitCode());
        assertTrue(run.says("--svg=DIR") && run.says("Exit codes:"), run::toString);
        assertTrue(Run.of().says("chapter"), "no command: the commands");
    }

    // ---- pictures ----

    @Test
    void picturesAndAPageThatShowsThem() throws IOException {
        Run run = Run.of("chapter", "1", "--svg", directory.resolve("new/out").toString());
        assertEquals(CommandRunner.OK, run.exitCode(), run::toString);
        Path out = directory.resolve("new/out");
        assertEquals(
                Set.of(
                        "fig-05-01-apples.svg",
                        "fig-05-01-apples.dot",
                        "fig-05-02-apples.svg",
                        "fig-05-02-apples.dot",
                        "index.html"),
                names(out));
        String page = Files.readString(out.resolve("index.html"));
        assertTrue(page.contains("<img src=\"fig-05-01-apples.svg\""), page);
        assertTrue(page.contains("Figure 5.2: the same, all numbers outside"), page);
        assertTrue(Files.readString(out.resolve("fig-05-01-apples.svg")).startsWith("<svg"));
        assertTrue(Files.readString(out.resolve("fig-05-01-apples.dot")).startsWith("digraph"));
        assertTrue(run.says("2 pictures; " + out.resolve("index.html") + " shows them all."), run::toString);
    }

    @Test
    void otherPeoplesFilesStay() throws IOException {
        Files.writeString(directory.resolve("notes.txt"), "mine");
        assertEquals(
                CommandRunner.OK,
                Run.of("chapter", "2", "--svg", directory.toString()).exitCode());
        assertEquals(
                CommandRunner.OK,
                Run.of("chapter", "3", "--svg", directory.toString()).exitCode(),
                "over our own page");
        assertEquals("mine", Files.readString(directory.resolve("notes.txt")));
        assertTrue(names(directory)
                .containsAll(Set.of("fig-05-03-apples-and-oranges.svg", "fig-05-04-local-computation.svg")));
    }

    @Test
    void aPageOfSomebodyElseIsNotReplaced() throws IOException {
        Path page = Files.writeString(directory.resolve("index.html"), "<h1>My site</h1>");
        Run run = Run.of("chapter", "2", "--svg", directory.toString());
        assertOneLine(run, CommandRunner.FAILED, page + ": is not a page of katsuo chapter");
        assertEquals(List.of(), run.out(), "found before anything is run");
        assertEquals(Set.of("index.html"), names(directory));
        assertEquals("<h1>My site</h1>", Files.readString(page));
    }

    @Test
    void thePageKeepsWhatIsStillThere() throws IOException {
        String out = directory.toString();
        for (String example : List.of("3", "1", "2")) {
            assertEquals(
                    CommandRunner.OK, Run.of("chapter", example, "--svg", out).exitCode());
        }
        Run again = Run.of("chapter", "1", "--svg", out);
        assertTrue(again.out().getLast().endsWith("shows them all, and 2 from before."), again::toString);
        assertEquals(
                List.of(
                        "fig-05-01-apples",
                        "fig-05-02-apples",
                        "fig-05-03-apples-and-oranges",
                        "fig-05-04-local-computation"),
                shown(),
                "in the order of the examples");
        String page = Files.readString(directory.resolve("index.html"));
        assertTrue(page.contains("<h2>3  " + EXAMPLES.get(2).title() + " <small>"), page);

        Files.delete(directory.resolve("fig-05-03-apples-and-oranges.svg"));
        assertTrue(Run.of("chapter", "5", "--svg", out).out().getLast().endsWith(", and 3 from before."));
        assertEquals(5, shown().size());
        assertFalse(shown().contains("fig-05-03-apples-and-oranges"), "its file is gone");
        assertFalse(Files.readString(directory.resolve("index.html"))
                .contains(EXAMPLES.get(1).title()));
    }

    @Test
    void anExampleIsPlayedOnAPageOfItsOwn() throws IOException {
        Run run = Run.of("chapter", "play", "5.14", "--html", directory.toString());
        Path file = directory.resolve("apple-gradients.html");
        assertEquals(List.of("Page: " + file + "; open it in a browser."), run.out(), run::toString);
        assertEquals(Set.of("apple-gradients.html"), names(directory));
        String page = Files.readString(file);
        assertTrue(page.contains("1.1 × 2 = 2.2"), "why 2.2");
        assertTrue(page.contains("by an apple's price 2.2"), "what it prints");
        assertFalse(page.contains("index.html"), "there is none");
        assertFalse(page.contains(" src=") || page.contains("@import") || page.contains("url("), "complete in itself");

        Files.writeString(file, "mine");
        assertOneLine(
                Run.of("chapter", "play", "9", "--html", directory.toString()),
                CommandRunner.FAILED,
                file + ": is not a page of katsuo chapter");
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void everyExampleHasAPageToPlay() throws IOException {
        Run run = Run.of("chapter", "all", "--html", directory.toString());
        assertTrue(run.out().getLast().startsWith("44 pictures and 32 pages to play; "), run::toString);
        String index = Files.readString(directory.resolve("index.html"));
        for (Example example : EXAMPLES) {
            String page = Files.readString(directory.resolve(example.name() + ".html"));
            assertTrue(page.contains("<section class=\"player\""), example.name() + " has nothing to play");
            assertTrue(page.contains("index.html"), example.name());
            assertTrue(index.contains("<a href=\"" + example.name() + ".html\">"), example.name());
            assertTrue(index.contains("<a href=\"#example-" + example.number() + "\">"), example.name());
        }
        List<String> alternatives = Pattern.compile(" alt=\"(.*?)\"")
                .matcher(index)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertEquals(44, Set.copyOf(alternatives).size(), "each figure has words of its own");
        assertTrue(alternatives.stream().allMatch(text -> text.contains(" → ")), alternatives::toString);

        Run again = Run.of("chapter", "1", "--svg", directory.toString());
        assertTrue(again.out().getLast().endsWith(", and 42 from before."), again::toString);
        assertTrue(
                Files.readString(directory.resolve("index.html")).contains("<a href=\"worked-losses.html\">"),
                "an example without figures stays while its page is there");
    }

    private List<String> shown() throws IOException {
        return Pattern.compile("<img src=\"(.*?)\\.svg\"")
                .matcher(Files.readString(directory.resolve("index.html")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void aDirectoryInPlaceOfThePage() throws IOException {
        Path page = Files.createDirectory(directory.resolve("index.html"));
        Run run = Run.of("chapter", "1", "--svg", directory.toString());
        assertOneLine(run, CommandRunner.FAILED, "katsuo: " + page + ": is a directory");
        assertEquals(Set.of("index.html"), names(directory), "found before anything is drawn");
    }

    @Test
    void nothingToDraw() throws IOException {
        Path out = directory.resolve("out");
        Run run = Run.of("chapter", "worked-losses", "--svg", out.toString());
        assertEquals(CommandRunner.OK, run.exitCode());
        assertTrue(run.says("No pictures: there was nothing to draw"), run::toString);
        assertFalse(Files.exists(out), "the directory that was made for the files is removed");
    }

    @Test
    void aFileInPlaceOfTheDirectory() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "mine");
        Run run = Run.of("chapter", "1", "--svg", file.toString());
        assertOneLine(run, CommandRunner.USAGE, "katsuo chapter: --svg names a file, not a directory: " + file);
        assertOneLine(
                Run.of("chapter", "1", "--svg", file.resolve("below").toString()), CommandRunner.FAILED, "--svg: ");
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void aDirectoryThatCannotBeWritten() throws Exception {
        Path out = Files.createDirectory(directory.resolve("out"));
        assertTrue(out.toFile().setWritable(false));
        assertOneLine(
                Run.unprivileged("chapter", "1", "--svg", out.toString()), CommandRunner.FAILED, "permission denied");
        assertTrue(out.toFile().setWritable(true));
    }

    @Test
    void aDirectoryThatCannotBeMade() {
        assumeTrue(Files.isDirectory(Path.of("/proc")), "no /proc here");
        assertOneLine(
                Run.of("chapter", "1", "--svg", "/proc/katsuo-out"), CommandRunner.FAILED, "--svg: /proc/katsuo-out");
    }

    @Test
    void aDirectoryInPlaceOfAPicture() throws IOException {
        Files.createDirectories(directory.resolve("fig-05-01-apples.svg/full"));
        Run run = Run.of("chapter", "1", "--svg", directory.toString());
        assertEquals(CommandRunner.FAILED, run.exitCode(), run::toString);
        assertEquals(1, run.err().size(), run::toString);
        assertEquals(
                "katsuo: " + directory.resolve("fig-05-01-apples.svg") + ": is a directory",
                run.err().getFirst());
        assertFalse(Files.exists(directory.resolve("index.html")), "no page without its pictures");
    }

    private static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static void assertOneLine(Run run, int exitCode, String expected) {
        assertEquals(exitCode, run.exitCode(), run::toString);
        assertEquals(1, run.err().size(), run::toString);
        String line = run.err().getFirst();
        assertTrue(line.startsWith("katsuo") && line.contains(expected), line);
        assertFalse(line.contains("Exception") || line.contains("io.katsuo"), line);
    }
}
