package io.katsuo.bench.results;

import io.katsuo.mnist.command.CommandRunner;
import io.katsuo.mnist.command.Options;
import io.katsuo.mnist.command.Session;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** {@code katsuo bench compare a.json b.json}: which benchmarks became faster or slower, as far as the forks tell. */
public final class CompareCommand implements Callable<Integer> {
    private final Session session;
    private CommandSpec spec;

    private CompareCommand(Session session) {
        this.session = session;
    }

    /** The command. */
    public static CommandSpec spec(Session session) {
        CompareCommand command = new CompareCommand(session);
        command.spec = CommandRunner.command(
                command, "katsuo bench compare", "Compare two files of results: katsuo bench -rf json -rff FILE.");
        Options.file(command.spec, "A", "Results from before.");
        Options.file(command.spec, "B", "Results from after.");
        Options.add(
                command.spec,
                "--gate RATIO",
                null,
                CompareCommand::ratio,
                "Exit with 1 if a benchmark is surely slower than this: its whole interval of the speed lies below"
                        + " RATIO, such as 0.95. Also if nothing can be compared.");
        return command.spec;
    }

    private static Double ratio(String text) {
        try {
            if (Double.parseDouble(text) > 0) {
                return Double.valueOf(text);
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw new TypeConversionException("'" + text + "' is not a ratio above 0");
    }

    @Override
    public Integer call() throws IOException {
        JmhFile a = read(0);
        JmhFile b = read(1);
        Comparison.lines(a, b).forEach(session.terminal()::line);
        Double gate = Options.value(spec, "--gate");
        if (gate == null) {
            return CommandRunner.OK;
        }
        List<String> closed = Comparison.closed(a, b, gate);
        closed.forEach(session.terminal()::line);
        return closed.isEmpty() ? CommandRunner.OK : CommandRunner.FAILED;
    }

    private JmhFile read(int index) throws IOException {
        try {
            return JmhFile.read(spec.positionalParameters().get(index).getValue());
        } catch (JmhFile.UnusableException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}
