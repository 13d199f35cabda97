package io.katsuo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each program on these pages runs and prints the output on the page. */
class ReadmeTest {
    private static final String MODULE = "io.katsuo.mnist";
    private static final String README = "README.md";

    /** The number of the README's program that trains a network; the one before it computes with tensors. */
    private static final int NETWORK = 1;

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```\n```text\n(.*?)```\n", Pattern.DOTALL);

    /** The last digit of errors of 1e-9 depends on the JDK's double functions. */
    private static final Pattern TINY = Pattern.compile("\\d\\.\\d+e-\\d+");

    @TempDir
    private Path directory;

    /** Runs it as a reader would. */
    @Test
    void theNetworkPrintsWhatThePageSaysAndSavesItsParameters() throws IOException, InterruptedException {
        MatchResult program = programs(README).get(NETWORK);
        Path file = Files.writeString(directory.resolve("Program.java"), program.group(1));
        assertEquals(masked(program.group(2)), masked(SourceLauncher.run(file, MODULE, directory)));
        assertTrue(Files.size(directory.resolve("parameters.npz")) > 4 * 784 * 50);
    }

    @Test
    void theOtherProgramsPrintWhatThePagesSay() throws IOException, InterruptedException {
        List<MatchResult> programs = new ArrayList<>(programs(README));
        programs.remove(NETWORK);
        programs.addAll(programs("docs/gradient-check.md"));
        Map<Path, String> modules = new TreeMap<>();
        for (int i = 0; i < programs.size(); i++) {
            Path file = Files.createTempDirectory(directory, "source").resolve("Program" + i + ".java");
            modules.put(Files.writeString(file, programs.get(i).group(1)), MODULE);
        }
        Path ran = Files.createDirectory(directory.resolve("ran"));
        SourceLauncher.runAll(modules, ran);
        for (int i = 0; i < programs.size(); i++) {
            String printed = Files.readString(ran.resolve("Program" + i).resolve(SourcePrograms.OUTPUT));
            assertEquals(
                    masked(programs.get(i).group(2)),
                    masked(printed),
                    programs.get(i).group(1));
        }
    }

    private static List<MatchResult> programs(String page) throws IOException {
        String text = Files.readString(ROOT.resolve(page));
        List<MatchResult> programs = PROGRAM.matcher(text).results().toList();
        assertEquals(
                text.split("```java", -1).length - 1,
                programs.size(),
                page + ": the output of a program follows every program");
        assertTrue(programs.size() >= 2, "found " + programs.size() + " programs in " + page);
        return programs;
    }

    @Test
    void theFirstScreenIsShort() throws IOException {
        for (MatchResult program : programs(README).subList(0, NETWORK + 1)) {
            long statements = program.group(1)
                    .lines()
                    .filter(line -> line.startsWith("    "))
                    .count();
            assertTrue(statements <= 8, statements + " lines");
        }
    }

    private static String masked(String output) {
        return TINY.matcher(output).replaceAll("#").strip();
    }
}
