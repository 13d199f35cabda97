package io.katsuo.bench.results;

import io.katsuo.mnist.command.CommandRunner;
import io.katsuo.mnist.command.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

    /**
     * The command.
     *
     * @param session where it speaks
     */
    public static CommandSpec spec(Session session) {
        CompareCommand command = new CompareCommand(session);
        command.spec = CommandRunner.command(
                command, "katsuo bench compare", "Compare two files of results: katsuo bench -rf json -rff FILE.");
        command.spec.addPositional(file("0", "A", "Results of before."));
        command.spec.addPositional(file("1", "B", "Results of after."));
        return command.spec;
    }

    private static PositionalParamSpec file(String index, String label, String description) {
        return PositionalParamSpec.builder()
                .index(index)
                .type(Path.class)
                .required(true)
                .paramLabel(label)
                .description(description)
                .build();
    }

    @Override
    public Integer call() throws IOException {
        List<PositionalParamSpec> files = spec.positionalParameters();
        Comparison comparison =
                new Comparison(read(files.get(0).getValue()), read(files.get(1).getValue()));
        comparison.toString().lines().forEach(session.terminal()::line);
        return CommandRunner.OK;
    }

    private JmhFile read(Path file) throws IOException {
        try {
            return JmhFile.read(file);
        } catch (JmhFile.UnusableException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}
