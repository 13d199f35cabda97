package io.katsuo.bench.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The guide's NumPy programs. Their outputs are kept beside them, for machines without NumPy. */
final class NumpyScripts {
    private static final String SEPARATOR = "\f\n";

    /** Runs the scripts that its arguments name, and prints a separator after each. */
    private static final String DRIVER = """
            import os, runpy, sys
            for script in sys.argv[1:]:
                sys.path[0] = os.path.dirname(script)
                runpy.run_path(script, run_name='__main__')
                print('\\f')
            """;

    private NumpyScripts() {}

    /** Skips a test on a machine without NumPy, and says what was not checked. */
    static void assumePossible(Path directory, String what) throws IOException, InterruptedException {
        boolean possible = canRun(directory);
        if (!possible) {
            System.err.println("NOT CHECKED: " + what + "; it takes python3 with numpy");
        }
        assumeTrue(possible, "python3 with numpy");
    }

    private static boolean canRun(Path directory) throws IOException, InterruptedException {
        try {
            return start(directory, "-c", "import numpy").exitValue() == 0;
        } catch (IOException e) {
            // There is no python3.
            return false;
        }
    }

    /** The output of a program. */
    static String run(Path script, Path directory) throws IOException, InterruptedException {
        return runAll(List.of(script), directory).getFirst();
    }

    /** The outputs of programs, each run in its own namespace; one process imports NumPy for all of them. */
    static List<String> runAll(List<Path> scripts, Path directory) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-c", DRIVER));
        scripts.forEach(script -> arguments.add(script.toString()));
        Process process = start(directory, arguments.toArray(String[]::new));
        assertEquals(0, process.exitValue(), () -> Guide.read(directory.resolve("err")));
        String out = Guide.read(directory.resolve("out")).replace("\r\n", "\n");
        return List.of(out.split(SEPARATOR, -1)).subList(0, scripts.size());
    }

    private static Process start(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", "-B"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        try {
            assertTrue(process.waitFor(5, TimeUnit.MINUTES), "it ends");
        } finally {
            process.destroyForcibly();
        }
        return process;
    }

    /** The file with a program's output. */
    static Path printed(Path script) {
        return script.resolveSibling(script.getFileName().toString().replace(".py", ".txt"));
    }

    /** The kept output of a program. */
    static String kept(String script) {
        Path file = printed(Guide.NUMPY.resolve(script));
        return Files.exists(file) ? Guide.read(file) : "";
    }
}
