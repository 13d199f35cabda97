package io.katsuo.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a class of the test's class path in a fresh JVM.
 *
 * @param exitCode its exit code
 * @param output its standard output and error
 */
public record JavaProcess(int exitCode, String output) {
    /** Switches off JMH's lock, which lets one program measure at a time; tests do not measure. */
    public static final String NO_LOCK = "-Djmh.ignoreLock=true";

    /** Without the Vector API, unless the flags load it. */
    public static JavaProcess run(List<String> flags, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, NO_LOCK, "-cp", System.getProperty("java.class.path")));
        command.addAll(flags);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null"))
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new JavaProcess(process.waitFor(), output);
    }
}
