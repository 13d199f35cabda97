package io.katsuo.mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.katsuo.mnist.chapter.Chapter;
import io.katsuo.mnist.chapter.Digits;
import io.katsuo.mnist.chapter.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code katsuo chapter}: the list, choosing examples, writing pictures, and everything that can be wrong. */
class ChapterCommandTest {
    private static final List<Example> EXAMPLES = Chapter.examples(Digits.drawn());

    @TempDir
    private Path directory;

    // ---- list and choice ----

    @Test
    void theListNamesEveryExample() {
        Run run = Run.of("chapter");
        assertEquals(Main.OK, run.exitCode());
        assertEquals(2 * EXAMPLES.size(), run.out().size(), "two lines each");
        for (Example example : EXAMPLES) {
            String line = run.out().get(2 * (example.number() - 1));
            assertTrue(line.strip().startsWith(example.number() + "  " + example.name() + " "), line);
            assertTrue(line.endsWith(example.title()), line);
            assertEquals(
                    example.section(), run.out().get(2 * example.number() - 1).strip());
        }
        assertEquals(run, Run.of("chapter", "list"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2",
                "02",
                "apples-and-oranges",
                "Apples-And-Oranges",
                "applesandoranges",
                "apples",
                "Ex02ApplesAndOranges",
                "ex02"
            })
    void anExampleByNumberOrName(String name) {
        Run run = Run.of("chapter", name);
        assertEquals(Main.OK, run.exitCode(), run::toString);
        assertEquals("2  Buying apples and oranges", run.out().getFirst());
        assertTrue(run.says("total          = fruit × tax"), run::toString);
        assertEquals(
                "--svg DIR writes the picture that goes with this.", run.out().getLast());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "affine         | several examples begin with 'affine': affine-one-sample, affine-batch, affine-from",
                "relo           | no example is called 'relo'; near it are relu,",
                "chian-rule     | near it are chain-rule,",
                "99             | no example is called '99'",
                "0              | no example is called '0'",
                "-              | no example is called '-'",
                "ex0            | several examples begin with 'ex0': buy-apples, apples-and-oranges,",
                "list --svg x   | a list has no pictures",
                "1 2            | Unmatched argument at index 2: '2'",
                "1 --svg        | Missing required parameter for option '--svg'",
                "1 --svgs       | Unknown option: '--svgs'"
            })
    void notUnderstood(String arguments, String expected) {
        Run run = Run.of(("chapter " + arguments).split(" "));
        assertOneLine(run, Main.USAGE, expected);
        assertTrue(run.err().getFirst().endsWith("; see katsuo chapter --help"), run::toString);
        assertEquals(List.of(), run.out());
    }

    @Test
    void help() {
        Run run = Run.of("chapter", "--help");
        assertEquals(Main.OK, run.exitCode());
        assertTrue(run.says("--svg=DIR") && run.says("Exit codes:"), run::toString);
        assertTrue(Run.of().says("chapter"), "no command: the commands");
    }

    // ---- pictures ----

    @Test
    void picturesAndAPageThatShowsThem() throws IOException {
        Run run = Run.of("chapter", "1", "--svg", directory.resolve("new/out").toString());
        assertEquals(Main.OK, run.exitCode(), run::toString);
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
                Main.OK, Run.of("chapter", "2", "--svg", directory.toString()).exitCode());
        assertEquals(
                Main.OK, Run.of("chapter", "3", "--svg", directory.toString()).exitCode(), "over our own page");
        assertEquals("mine", Files.readString(directory.resolve("notes.txt")));
        assertTrue(names(directory)
                .containsAll(Set.of("fig-05-03-apples-and-oranges.svg", "fig-05-04-local-computation.svg")));
    }

    @Test
    void aPageOfSomebodyElseIsNotReplaced() throws IOException {
        Path page = Files.writeString(directory.resolve("index.html"), "<h1>My site</h1>");
        Run run = Run.of("chapter", "2", "--svg", directory.toString());
        assertOneLine(run, Main.FAILED, page + ": is not a page of katsuo chapter");
        assertEquals(List.of(), run.out(), "found before anything is run");
        assertEquals(Set.of("index.html"), names(directory));
        assertEquals("<h1>My site</h1>", Files.readString(page));
    }

    @Test
    void nothingToDraw() throws IOException {
        Path out = directory.resolve("out");
        Run run = Run.of("chapter", "worked-losses", "--svg", out.toString());
        assertEquals(Main.OK, run.exitCode());
        assertTrue(run.says("There was nothing to draw; no file was written."), run::toString);
        assertFalse(Files.exists(out), "the directory that was made for the files is removed");
    }

    @Test
    void aFileInPlaceOfTheDirectory() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "mine");
        Run run = Run.of("chapter", "1", "--svg", file.toString());
        assertOneLine(run, Main.FAILED, "--svg: " + file + ": is not a directory");
        assertOneLine(Run.of("chapter", "1", "--svg", file.resolve("below").toString()), Main.FAILED, "--svg: ");
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void aDirectoryThatCannotBeWritten() throws IOException {
        Path out = Files.createDirectory(directory.resolve("out"));
        assumeTrue(out.toFile().setWritable(false) && !Files.isWritable(out), "root writes everywhere");
        assertOneLine(Run.of("chapter", "1", "--svg", out.toString()), Main.FAILED, "permission denied");
        assertTrue(out.toFile().setWritable(true));
    }

    @Test
    void aDirectoryThatCannotBeMade() {
        assumeTrue(Files.isDirectory(Path.of("/proc")), "no /proc here");
        assertOneLine(Run.of("chapter", "1", "--svg", "/proc/katsuo-out"), Main.FAILED, "--svg: /proc/katsuo-out");
    }

    @Test
    void aDirectoryInPlaceOfAPicture() throws IOException {
        Files.createDirectories(directory.resolve("fig-05-01-apples.svg/full"));
        Run run = Run.of("chapter", "1", "--svg", directory.toString());
        assertEquals(Main.FAILED, run.exitCode(), run::toString);
        assertEquals(1, run.err().size(), run::toString);
        assertTrue(run.err().getFirst().contains("fig-05-01-apples.svg"), run::toString);
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
