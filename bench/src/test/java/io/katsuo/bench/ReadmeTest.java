package io.katsuo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each program on these pages runs as it stands, as a reader would run it, and prints what the page says it prints. */
class ReadmeTest {
    private static final String README = "README.md";
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```\n```text\n(.*?)```\n", Pattern.DOTALL);

    /** Errors of 1e-9 have a last digit that depends on the JDK's own double functions. */
    private static final Pattern TINY = Pattern.compile("\\d\\.\\d+e-\\d+");

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

    private static String masked(String output) {
        return TINY.matcher(output).replaceAll("#").strip();
    }

    private String run(String program) throws IOException, InterruptedException {
        return SourceLauncher.run(
                Files.writeString(directory.resolve("Program.java"), program), "io.katsuo.mnist", directory);
    }
}
