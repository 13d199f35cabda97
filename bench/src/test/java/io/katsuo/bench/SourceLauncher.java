package io.katsuo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs a program of one source file with the command in the documentation: {@code java -p … --add-modules … FILE}. */
public final class SourceLauncher {
    /** The files of a tool's output and errors. */
    static final String OUT = "out";

    static final String ERR = "err";

    private static final Set<String> LIBRARIES = Set.of("com.google.gson", "info.picocli");

    private SourceLauncher() {}

    /**
     * Compiles and runs a program; fails if the program fails.
     *
     * @param source its source file
     * @param module the module of Katsuo that it needs
     * @param directory its working directory, which also gets its output
     * @return its output
     * @throws IOException if it cannot be started
     * @throws InterruptedException if this thread is interrupted
     */
    public static String run(Path source, String module, Path directory) throws IOException, InterruptedException {
        return java(directory, "--module-path", modulePath(), "--add-modules", module, source.toString());
    }

    /**
     * Compiles and runs programs in one JVM; fails if one of them fails. Each leaves a directory of its name,
     * with the files that it wrote and its output in {@link SourcePrograms#OUTPUT}.
     *
     * @param programs source files, each with Katsuo's module that it needs
     * @param directory the parent of their directories
     * @throws IOException if the JVM cannot be started
     * @throws InterruptedException if this thread is interrupted
     */
    public static void runAll(Map<Path, String> programs, Path directory) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "--module-path",
                modulePath(),
                "--add-modules",
                "ALL-MODULE-PATH",
                "--class-path",
                Path.of("target", "test-classes").toAbsolutePath().toString(),
                SourcePrograms.class.getName(),
                directory.toString()));
        programs.forEach((source, module) -> arguments.addAll(List.of(source.toString(), module)));
        java(Files.createDirectory(directory.resolve("working")), arguments.toArray(String[]::new));
    }

    /**
     * Runs Java with these arguments; fails if Java fails. The file {@code err} has its standard error.
     *
     * @param directory its working directory, which also gets its output
     * @param arguments of the command
     * @return its output
     * @throws IOException if it cannot be started
     * @throws InterruptedException if this thread is interrupted
     */
    public static String java(Path directory, String... arguments) throws IOException, InterruptedException {
        return tool("java", directory, Redirect.PIPE, arguments);
    }

    /**
     * As {@link #java}, for any tool of the JDK.
     *
     * @param tool its name
     * @param directory its working directory, which also gets its output
     * @param input what it reads
     * @param arguments of the command
     * @return its output
     * @throws IOException if it cannot be started
     * @throws InterruptedException if this thread is interrupted
     */
    public static String tool(String tool, Path directory, Redirect input, String... arguments)
            throws IOException, InterruptedException {
        Path out = directory.resolve(OUT);
        Path err = directory.resolve(ERR);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(input)
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

    /**
     * The part of this test's class path that the launcher would put on the module path.
     *
     * @return directories and jars
     */
    public static String modulePath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(SourceLauncher::isOurs)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isOurs(String entry) {
        try {
            return ModuleFinder.of(Path.of(entry)).findAll().stream()
                    .map(module -> module.descriptor().name())
                    .anyMatch(name -> name.startsWith("io.katsuo.") || LIBRARIES.contains(name));
        } catch (FindException e) {
            // Not a module.
            return false;
        }
    }
}
