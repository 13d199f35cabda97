package io.katsuo.bench.results;

import io.katsuo.mnist.command.CommandRunner;
import io.katsuo.mnist.command.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
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
        command.addFile("0", "A", "Results of before.");
        command.addFile("1", "B", "Results of after.");
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
        Comparison.lines(read(0), read(1)).forEach(session.terminal()::line);
        return CommandRunner.OK;
    }

    private JmhFile read(int index) throws IOException {
        try {
            return JmhFile.read(spec.positionalParameters().get(index).getValue());
        } catch (JmhFile.UnusableException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}
