package io.katsuo.bench.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.bench.SourceLauncher;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on getting started: its project on the module path and the class path, JShell, the version. */
class GettingStartedTest {
    private static final Path EXAMPLES = Guide.ROOT.resolve("docs/examples");
    private static final Path SOURCES = EXAMPLES.resolve("first/src/main/java");
    private static final String MAIN = "example.First";
    private static final String WARNING = "SIMD is off";
    private static final String FLAG = "--add-modules=jdk.incubator.vector";

    private static final Pattern VERSION = Pattern.compile("katsuo-(?:core|graph|layers|network|mnist|bench)"
            + "(?:-|:|</artifactId>\\s*<version>)(\\d[\\w.]*(?:-SNAPSHOT)?)");

    @TempDir
    private Path directory;

    /** Compiles the example against the modules and returns the path on which it runs. */
    private String compiled() {
        String classes = directory.resolve("classes").toString();
        int exitCode = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--module-path",
                        SourceLauncher.modulePath(),
                        "-d",
                        classes,
                        SOURCES.resolve("module-info.java").toString(),
                        SOURCES.resolve("example/First.java").toString());
        assertEquals(0, exitCode);
        return classes + File.pathSeparator + SourceLauncher.modulePath();
    }

    private String warnings() throws IOException {
        return Files.readString(directory.resolve("err"));
    }

    private void isWhatIsKept(String printed) throws IOException {
        List<String> stale = new ArrayList<>();
        Guide.update(EXAMPLES.resolve("first/First.txt"), printed.replace("\r\n", "\n"), stale);
        assertEquals(List.of(), stale);
    }

    @Test
    void onTheModulePathNoFlagIsNeeded() throws IOException, InterruptedException {
        String path = compiled();
        isWhatIsKept(SourceLauncher.java(directory, "--module-path", path, "--module", "example/" + MAIN));
        assertFalse(warnings().contains(WARNING), warnings());
    }

    @Test
    void onTheClassPathTheFlagIsNamed() throws IOException, InterruptedException {
        String path = compiled();
        isWhatIsKept(SourceLauncher.java(directory, "--class-path", path, MAIN));
        assertTrue(warnings().contains(WARNING) && warnings().contains(FLAG), warnings());
        isWhatIsKept(SourceLauncher.java(directory, FLAG, "--class-path", path, MAIN));
        assertFalse(warnings().contains(WARNING), warnings());
    }

    @Test
    void jshellAnswersWhatThePageShows() throws IOException, InterruptedException {
        Path input = EXAMPLES.resolve("first.jsh");
        String[] answers = SourceLauncher.tool(
                        "jshell",
                        directory,
                        Redirect.from(input.toFile()),
                        "-J-Djava.util.prefs.userRoot=" + directory,
                        "--module-path",
                        SourceLauncher.modulePath(),
                        "--add-modules",
                        "io.katsuo.core")
                .replace("\r\n", "\n")
                .split("jshell> ");
        List<String> lines = Guide.read(input).lines().toList();
        StringBuilder session = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String answer = answers[i + 1].strip();
            session.append("jshell> ").append(lines.get(i)).append('\n');
            session.append(answer.isEmpty() ? "" : answer + "\n");
        }
        List<String> stale = new ArrayList<>();
        Guide.update(EXAMPLES.resolve("first.txt"), session.toString(), stale);
        assertEquals(List.of(), stale);
    }

    @Test
    void versionsAreThatOfTheProject() throws IOException {
        Matcher revision =
                Pattern.compile("<revision>(.*)</revision>").matcher(Guide.read(Guide.ROOT.resolve("pom.xml")));
        assertTrue(revision.find());
        List<String> wrong = new ArrayList<>();
        int versions = 0;
        try (Stream<Path> tree = Files.walk(Guide.ROOT.resolve("docs"))) {
            for (Path file : Stream.concat(Stream.of(Guide.ROOT.resolve("README.md")), tree)
                    .filter(file -> file.toString().matches(".*\\.(md|xml|kts)"))
                    .toList()) {
                Matcher version = VERSION.matcher(Guide.read(file));
                while (version.find()) {
                    versions++;
                    if (!version.group(1).equals(revision.group(1))) {
                        wrong.add(Guide.name(file) + ": " + version.group());
                    }
                }
            }
        }
        assertEquals(List.of(), wrong, "the project's version is " + revision.group(1));
        assertTrue(versions >= 5, versions + " versions");
    }
}
