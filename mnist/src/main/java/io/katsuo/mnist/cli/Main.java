package io.katsuo.mnist.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Where the commands start. */
public final class Main {
    /** The command did what it was asked to. */
    public static final int OK = 0;

    /** The command was understood and failed. */
    public static final int FAILED = 1;

    /** The command was not understood. */
    static final int USAGE = 2;

    private static final String DEBUG = "KATSUO_DEBUG";

    private Main() {}

    /**
     * Runs a command and ends the process: with 0 if all went well, 1 if the command failed, 2 if it was not
     * understood, 130 after Ctrl-C.
     *
     * @param args the name of a command, and its options
     */
    public static void main(String[] args) {
        Session session = Session.ofProcess();
        System.exit(run(session, args));
    }

    /** Runs a command in this process and returns its exit code. */
    static int run(Session session, String... args) {
        return run(session, root(session), args);
    }

    /**
     * Runs a command in this process.
     *
     * @param session where it speaks
     * @param command the command
     * @param args its options
     * @return its exit code
     */
    public static int run(Session session, CommandSpec command, String... args) {
        int exitCode = execute(session, command, args);
        if (session.terminal().out().checkError()) {
            session.terminal().error("katsuo: could not write to standard output");
            return exitCode == OK ? FAILED : exitCode;
        }
        return exitCode;
    }

    private static int execute(Session session, CommandSpec command, String... args) {
        try {
            return commandLine(session, command).execute(args);
        } catch (Error e) {
            return failed(session, e);
        } finally {
            session.end();
        }
    }

    private static CommandSpec root(Session session) {
        CommandSpec root = command(new Help(session), "katsuo", "Back-propagation, explained and at work.");
        root.addSubcommand("gradcheck", GradcheckCommand.spec(session));
        root.addSubcommand("train", TrainCommand.spec(session));
        root.addSubcommand("chapter", ChapterCommand.spec(session));
        root.usageMessage().footer("", "katsuo COMMAND --help tells the options of a command.");
        return root;
    }

    private static CommandLine commandLine(Session session, CommandSpec command) {
        CommandLine commandLine = new CommandLine(command);
        commandLine.setOut(session.terminal().out()).setErr(session.terminal().err());
        commandLine.setParameterExceptionHandler((e, ignored) -> misunderstood(session, e));
        commandLine.setExecutionExceptionHandler((e, ignored, parsed) -> failed(session, e));
        return commandLine;
    }

    /**
     * A command with {@code --help} and {@code --version} and nothing else.
     *
     * @param callable what it does
     * @param name its name
     * @param summary a sentence on it
     * @return the command
     */
    public static CommandSpec command(Object callable, String name, String summary) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(callable).name(name);
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
        session.terminal().error(name + ": " + Messages.of(e) + "; see " + name + " --help");
        return USAGE;
    }

    private static int failed(Session session, Throwable e) {
        session.terminal().error("katsuo: " + Messages.of(e));
        if (System.getenv(DEBUG) != null) {
            e.printStackTrace(session.terminal().err());
        }
        return FAILED;
    }

    /** What is shown if no command is named. */
    private record Help(Session session) implements Runnable {
        @Override
        public void run() {
            commandLine(session, root(session)).usage(session.terminal().out());
        }
    }
}
