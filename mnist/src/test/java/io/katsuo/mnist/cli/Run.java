package io.katsuo.mnist.cli;

import io.katsuo.mnist.command.Session;
import io.katsuo.mnist.command.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * One run of a command in this JVM.
 *
 * @param exitCode what the process would have ended with
 * @param out the lines on the standard output
 * @param err the lines on the standard error
 */
record Run(int exitCode, List<String> out, List<String> err) {
    static Run of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false);
        int exitCode = Main.run(new Session(terminal), args);
        return new Run(
                exitCode,
                out.toString().lines().toList(),
                err.toString().lines().toList());
    }

    /**
     * A command for which permissions count. For root, who may write and read everything, it is a process of its own
     * without that privilege; a test is skipped, and says so, where no program takes it away.
     */
    static Run unprivileged(String... args) throws IOException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return of(args);
        }
        List<String> command = new ArrayList<>(List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search"));
        Process probe;
        try {
            List<String> nothing = new ArrayList<>(command);
            nothing.add("true");
            probe = new ProcessBuilder(nothing).start();
        } catch (IOException e) {
            return skipped(e.getMessage());
        }
        if (probe.waitFor() != 0) {
            return skipped("setpriv cannot take root's privileges away here");
        }
        ProcessBuilder process = process(args);
        command.addAll(process.command());
        Path err = Files.createTempFile("katsuo-errors", "");
        try {
            Process started =
                    process.command(command).redirectError(err.toFile()).start();
            List<String> out = started.inputReader().lines().toList();
            List<String> said = Files.readAllLines(err).stream()
                    .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
                    .toList();
            return new Run(started.waitFor(), out, said);
        } finally {
            Files.delete(err);
        }
    }

    private static Run skipped(String why) {
        System.err.println("SKIPPED, a test of permissions, for root: " + why);
        return Assumptions.abort(why);
    }

    /** {@code train} on the embedded digits. */
    static Run train(Path out, String... more) {
        List<String> args = new ArrayList<>(List.of("train", "--data", "embedded", "--out", out.toString()));
        args.addAll(List.of(more));
        return of(args.toArray(String[]::new));
    }

    /** A command in a process of its own. */
    static ProcessBuilder process(String... args) {
        String modules = System.getProperty("jdk.module.path");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                modules == null
                        ? List.of(
                                "--add-modules=jdk.incubator.vector",
                                "--class-path",
                                System.getProperty("java.class.path"),
                                Main.class.getName())
                        : List.of("--module-path", modules, "--module", "io.katsuo.mnist/" + Main.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command);
    }

    /** Whether a line of the output starts so. */
    boolean says(String start) {
        return out.stream().anyMatch(line -> line.strip().startsWith(start));
    }
}
