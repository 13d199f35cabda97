package io.katsuo.mnist.cli;

import io.katsuo.mnist.command.CommandRunner;
import io.katsuo.mnist.command.Session;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The program {@code katsuo} with its commands. */
public final class Main {
    private Main() {}

    /**
     * Runs a command and ends the process: with 0 if it succeeded, 1 if it failed, 2 if it was not understood, 130
     * after Ctrl-C.
     */
    public static void main(String[] args) {
        System.exit(run(Session.ofProcess(), args));
    }

    /** Runs a command in this process, and returns its exit code. */
    public static int run(Session session, String... args) {
        return CommandRunner.run(session, root(session), args);
    }

    private static CommandSpec root(Session session) {
        Runnable help = () -> session.terminal()
                .line(new CommandLine(root(session)).getUsageMessage().stripTrailing());
        CommandSpec root = CommandRunner.command(help, "katsuo", "Back-propagation, explained and at work.");
        root.addSubcommand("gradcheck", GradcheckCommand.spec(session));
        root.addSubcommand("train", TrainCommand.spec(session));
        root.addSubcommand("evaluate", EvaluateCommand.spec(session));
        root.addSubcommand("predict", PredictCommand.spec(session));
        root.addSubcommand("serve", ServeCommand.spec(session));
        root.addSubcommand("compare-optimizers", CompareOptimizersCommand.spec(session));
        root.addSubcommand("info", InfoCommand.spec(session));
        root.addSubcommand("convert", ConvertCommand.spec(session));
        root.addSubcommand("chapter", ChapterCommand.spec(session));
        root.usageMessage().footer("", "katsuo COMMAND --help lists the options of a command.");
        return root;
    }
}
