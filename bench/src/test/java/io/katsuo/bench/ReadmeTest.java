package io.katsuo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each program on these pages runs as it stands, as a reader would run it, and prints what the page says it prints. */
class ReadmeTest {
    private static final String README = "README.md";
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```\n```text\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    /** Errors of 1e-9 have a last digit that depends on the JDK's own double functions. */
    private static final Pattern TINY = Pattern.compile("\\d\\.\\d+e-\\d+");

    private static final Set<String> LIBRARIES = Set.of("com.google.gson", "info.picocli");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {README, "docs/gradient-check.md"})
    void programsPrintWhatThePageSays(String page) throws IOException, InterruptedException {
        String text = Files.readString(ROOT.resolve(page));
        List<MatchResult> programs = PROGRAM.matcher(text).results().toList();
        assertEquals(text.split("```java", -1).length - 1, programs.size(), "every program is followed by its output");
        assertTrue(programs.size() >= 2, "found " + programs.size() + " programs");
        for (MatchResult program : programs) {
            assertEquals(masked(program.group(2)), masked(run(program.group(1))), program.group(1));
        }
    }

    @Test
    void theFirstProgramSavesItsParameters() throws IOException, InterruptedException {
        Matcher program = PROGRAM.matcher(Files.readString(ROOT.resolve(README)));
        assertTrue(program.find());
        run(program.group(1));
        assertTrue(Files.size(directory.resolve("parameters.npz")) > 4 * 784 * 50);
    }

    @Test
    void theFirstProgramIsShort() throws IOException {
        Matcher program = PROGRAM.matcher(Files.readString(ROOT.resolve(README)));
        assertTrue(program.find());
        long statements =
                program.group(1).lines().filter(line -> line.startsWith("    ")).count();
        assertTrue(statements <= 10, statements + " lines");
    }

    @ParameterizedTest
    @ValueSource(strings = {README, "docs/gradient-check.md"})
    void linksLeadSomewhere(String page) throws IOException {
        Path from = ROOT.resolve(page);
        List<String> broken = LINK.matcher(Files.readString(from))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !Files.exists(from.resolveSibling(link)))
                .toList();
        assertEquals(List.of(), broken);
    }

    private static String masked(String output) {
        return TINY.matcher(output).replaceAll("#").strip();
    }

    private String run(String program) throws IOException, InterruptedException {
        Path source = Files.writeString(directory.resolve("Program.java"), program);
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        modulePath(),
                        "--add-modules",
                        "io.katsuo.mnist",
                        source.toString())
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertTrue(process.waitFor(5, TimeUnit.MINUTES), "it ends");
        } finally {
            process.destroyForcibly();
        }
        assertEquals(0, process.exitValue(), () -> read(err));
        return read(out);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** What of this test's class path the launcher would put on the module path. */
    private static String modulePath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(ReadmeTest::isOurs)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isOurs(String entry) {
        try {
            return ModuleFinder.of(Path.of(entry)).findAll().stream()
                    .map(module -> module.descriptor().name())
                    .anyMatch(name -> name.startsWith("io.katsuo.") || LIBRARIES.contains(name));
        } catch (FindException e) {
            // Not a module, so not one of them.
            return false;
        }
    }
}
