package io.katsuo.bench.launcher;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A copy of the launcher in a clone of almost nothing, with spaces in all paths, where {@code mvn} and {@code java} are
 * scripts that record their arguments. Only the tools that the launcher may use are on the {@code PATH}, and its copy
 * looks for JDKs below {@link #system} instead of in the machine's own directories.
 */
final class Clone {
    private static final List<String> TOOLS = List.of(
            "bash",
            "cat",
            "cp",
            "date",
            "find",
            "head",
            "ls",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "rmdir",
            "sed",
            "sleep",
            "tail");
    private static final String SCRIPT = "#!/usr/bin/env bash\n";
    private static final String JAVA = SCRIPT + "printf '%s\\n' \"${0%/bin/java}\" \"$@\"\n";
    private static final String MAVEN = SCRIPT + """
            printf '%s\\n' "$JAVA_HOME $*" >>builds
            sleep "${BUILD_SECONDS:-0}"
            if [ -n "${BUILD_FAILS:-}" ]; then
              printf '%s\\n' '[INFO] Compiling' '[ERROR] Moth.java:[3,1] a moth in the relay' '[ERROR] -> [Help 1]' '[ERROR] more'
              exit 1
            fi
            mkdir -p mnist/target/launch bench/target/peers/natives core/target
            for jar in mnist/target/launch/katsuo-core-1.jar mnist/target/katsuo-mnist-1.jar bench/target/benchmarks.jar core/target/katsuo-core-1.jar; do
              : >"$jar"
            done
            """;

    /** Links to the tools, made once. JUnit warns about links in its own temporary directories. */
    private static final Path LINKS = links();

    final Path root;
    final Path home;
    final Path system;
    final Path path;
    final Map<String, String> environment = new LinkedHashMap<>();
    private final Path directory;
    private final Map<Process, Path> outputs = new LinkedHashMap<>();

    /**
     * The result of a run of the launcher.
     *
     * @param exitCode its exit code
     * @param out the lines of its standard output
     * @param err the lines of its standard error
     */
    record Run(int exitCode, List<String> out, List<String> err) {}

    Clone(Path launcher, Path directory) throws IOException {
        this.directory = directory;
        root = Files.createDirectories(directory.resolve("a clone"));
        home = Files.createDirectories(directory.resolve("a home"));
        system = Files.createDirectories(directory.resolve("a system"));
        path = Files.createDirectories(directory.resolve("a path"));
        script(root.resolve("katsuo"), inOtherSystem(Files.readString(launcher)));
        Files.writeString(root.resolve("pom.xml"), "<project>\n  <properties>\n    <revision>1.2.3</revision>\n");
        for (String module : List.of("mnist", "bench")) {
            Files.createDirectories(root.resolve(module).resolve("src/main"));
            Files.writeString(root.resolve(module).resolve("pom.xml"), "<project/>\n");
            Files.writeString(root.resolve(module).resolve("src/main/A.java"), "class A {}\n");
        }
        Files.createDirectories(root.resolve("bench/src/peers"));
        script(path.resolve("mvn"), MAVEN);
        environment.put("PATH", path + File.pathSeparator + LINKS);
        environment.put("HOME", home.toString());
    }

    private static Path links() {
        try {
            Path links = Files.createTempDirectory("tools");
            links.toFile().deleteOnExit();
            for (String tool : TOOLS) {
                Files.createSymbolicLink(links.resolve(tool), find(tool))
                        .toFile()
                        .deleteOnExit();
            }
            return links;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The launcher's text with other system directories. */
    private String inOtherSystem(String text) {
        String moved = text;
        for (String known :
                List.of("/usr/lib/jvm/", "/usr/java/", "/opt/java/", "/opt/jdk", "{,\"$home\"}", "{/opt/h")) {
            assertTrue(moved.contains(" " + known), "the launcher looks in " + known);
            moved = moved.replace(
                    " " + known, known.startsWith("{") ? " \"$home\"" + known : " '" + system + "'" + known);
        }
        return moved;
    }

    /** The path of a program, or null. */
    static Path find(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(entry -> Path.of(entry, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** Makes a JDK that prints its home and its arguments, one on each line. */
    Path jdk(Path where, String version) throws IOException {
        Files.createDirectories(where.resolve("bin"));
        script(where.resolve("bin/java"), JAVA);
        script(where.resolve("bin/javac"), SCRIPT);
        Files.writeString(where.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
        return where;
    }

    static Path script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    Run run(String... args) throws IOException, InterruptedException {
        return run(root.resolve("katsuo"), directory, args);
    }

    Run run(Path launcher, Path from, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(args));
        return result(start(from, command), command);
    }

    /** Starts it; its output goes to files that are named after the process. */
    Process start(Path from, List<String> command) throws IOException {
        Path out = Files.createTempFile(directory, "out", "");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(from.toFile()).redirectOutput(out.toFile());
        builder.redirectError(directory.resolve(out.getFileName() + ".err").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        outputs.put(process, out);
        return process;
    }

    Run result(Process process, List<String> command) throws IOException, InterruptedException {
        try {
            assertTrue(process.waitFor(1, TimeUnit.MINUTES), () -> "it ends: " + command);
        } finally {
            process.destroyForcibly();
        }
        Path out = outputs.get(process);
        return new Run(
                process.exitValue(),
                Files.readAllLines(out),
                Files.readAllLines(directory.resolve(out.getFileName() + ".err")));
    }

    /** The calls of Maven so far: the JDK and the arguments of each. */
    List<String> builds() throws IOException {
        Path builds = root.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds) : List.of();
    }

    /** Changes the files' times as if this file had changed after the last build. */
    void change(Path file, String image) throws IOException {
        long now = System.currentTimeMillis();
        Files.setLastModifiedTime(root.resolve("target/launch/" + image + ".run"), FileTime.fromMillis(now - 20_000));
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path source :
                    tree.filter(p -> !p.startsWith(root.resolve("target"))).toList()) {
                Files.setLastModifiedTime(source, FileTime.fromMillis(now - 40_000));
            }
        }
        if (file != null) {
            Files.setLastModifiedTime(file, FileTime.fromMillis(now - 10_000));
        }
    }
}
