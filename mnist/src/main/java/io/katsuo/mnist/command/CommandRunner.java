package io.katsuo.mnist.command;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs a command in this process: parses its options, prints errors in one line, and returns the exit code. */
public final class CommandRunner {
    /** The exit code of a command that succeeded. */
    public static final int OK = 0;
    /** The exit code of a command that was understood and failed. */
    public static final int FAILED = 1;
    /** The exit code of a command that was not understood. */
    public static final int USAGE = 2;

    private static final String DEBUG = "KATSUO_DEBUG";

    private CommandRunner() {}

    /** Runs a command. */
    public static int run(Session session, CommandSpec command, String... args) {
        int exitCode = execute(session, command, args);
        if (session.terminal().out().checkError()) {
            session.terminal().error("katsuo: could not write to standard output");
            return exitCode == OK ? FAILED : exitCode;
        }
        return exitCode;
    }

    private static int execute(Session session, CommandSpec command, String... args) {
        CommandLine commandLine = new CommandLine(command).setExpandAtFiles(false);
        commandLine.setOut(session.terminal().out()).setErr(session.terminal().err());
        commandLine.setParameterExceptionHandler((e, ignored) -> misunderstood(session, e));
        commandLine.setExecutionExceptionHandler((e, ignored, parsed) -> failed(session, e));
        try {
            return commandLine.execute(args);
        } catch (Error e) {
            return failed(session, e);
        } finally {
            session.end();
        }
    }

    /** Sets the texts of the help before and after the options, each behind an empty line. */
    public static void help(CommandSpec spec, List<String> before, String... after) {
        if (!before.isEmpty()) {
            spec.usageMessage().description(framed(before, ""));
        }
        if (after.length > 0) {
            spec.usageMessage().footer(framed(List.of(after)));
        }
    }

    private static String[] framed(List<String> lines, String... last) {
        return Stream.of(List.of(""), lines, List.of(last))
                .flatMap(List::stream)
                .toArray(String[]::new);
    }

    /**
     * A command with {@code --help} and {@code --version} and no other option.
     *
     * @param action a {@code Runnable}, or a {@code Callable} that returns the exit code
     */
    public static CommandSpec command(Object action, String name, String summary) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(action).name(name);
        spec.usageMessage().header(summary, "").abbreviateSynopsis(true).sortOptions(false);
        spec.version("Katsuo " + Machine.version() + ", JDK " + Runtime.version());
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show the version.")
                .build());
        return spec;
    }

    private static int misunderstood(Session session, ParameterException e) {
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        List<String> near = e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String meant = near.isEmpty() ? "" : "; did you mean " + near.getFirst() + "?";
        session.terminal().error(name + ": " + what(e) + meant + "; see " + name + " --help");
        return USAGE;
    }

    /** The message, which takes the values of unknown options for options too; these are left out. */
    private static String what(ParameterException e) {
        String message = Messages.of(e);
        if (!(e instanceof UnmatchedArgumentException unmatched) || !message.startsWith("Unknown options: ")) {
            return message;
        }
        List<String> options = unmatched.getUnmatched().stream()
                .filter(text -> text.startsWith("-"))
                .map(Messages::printable)
                .toList();
        return (options.size() == 1 ? "Unknown option: '" : "Unknown options: '") + String.join("', '", options) + "'";
    }

    private static int failed(Session session, Throwable e) {
        session.terminal().error("katsuo: " + Messages.of(e));
        if (System.getenv(DEBUG) != null) {
            e.printStackTrace(session.terminal().err());
        }
        return FAILED;
    }
}
