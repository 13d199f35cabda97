package io.katsuo.bench.results;

import io.katsuo.mnist.command.CommandRunner;
import io.katsuo.mnist.command.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

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
        command.addFile("0", "A", "Results from before.");
        command.addFile("1", "B", "Results from after.");
        command.spec.addOption(OptionSpec.builder("--gate")
                .type(Double.class)
                .paramLabel("RATIO")
                .description(
                        "Exit with 1 if a benchmark is surely slower than this: its whole interval of the speed lies below"
                                + " RATIO, such as 0.95. Also if nothing can be compared.")
                .build());
        return command.spec;
    }

    private void addFile(String index, String label, String description) {
        spec.addPositional(PositionalParamSpec.builder()
                .index(index)
                .type(Path.class)
                .required(true)
                .paramLabel(label)
                .description(description)
                .build());
    }

    @Override
    public Integer call() throws IOException {
        JmhFile a = read(0);
        JmhFile b = read(1);
        Comparison.lines(a, b).forEach(session.terminal()::line);
        Double gate = spec.findOption("--gate").getValue();
        if (gate == null) {
            return CommandRunner.OK;
        }
        if (!(gate > 0)) {
            throw new ParameterException(spec.commandLine(), "--gate: " + gate + " is not a ratio above 0");
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
