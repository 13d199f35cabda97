package io.katsuo.bench.peers;

import io.katsuo.bench.peers.trial.Slices.Times;
import io.katsuo.bench.peers.trial.Trial;
import io.katsuo.mnist.command.CommandRunner;
import io.katsuo.mnist.command.OutputFile;
import io.katsuo.mnist.command.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code katsuo bench peers}: products, training, and functions of elements by Katsuo and by other systems. In each of some
 * fresh JVMs the systems take turns of a few milliseconds, so that they meet the same machine.
 */
public final class PeersCommand implements Callable<Integer> {
    private final Session session;
    private CommandSpec spec;

    private PeersCommand(Session session) {
        this.session = session;
    }

    /** Runs the comparison and exits: with 0 if it succeeded, 1 if it failed, 2 if the options are invalid. */
    public static void main(String[] args) {
        PeersCommand command = new PeersCommand(Session.ofProcess());
        command.spec = CommandRunner.command(
                command, "katsuo bench peers", "Compare Katsuo with other systems, by turns in the same JVMs.");
        PeersOptions.declare(command.spec);
        System.exit(CommandRunner.run(command.session, command.spec, args));
    }

    @Override
    public Integer call() throws IOException {
        PeersOptions options = PeersOptions.of(spec);
        OutputFile.check(PeersOptions.JSON, options.json());
        OutputFile.check(PeersOptions.SVG, options.svg());
        session.doing("measuring; nothing was written");
        PeersReport report = new PeersReport(options, measure(options));
        report.lines().forEach(session.terminal()::line);
        if (options.json() != null) {
            OutputFile.write(options.json(), report.toJson());
        }
        if (options.svg() != null) {
            OutputFile.write(options.svg(), SizeChart.of(report).toSvg());
        }
        return CommandRunner.OK;
    }

    /** All trials once in each JVM. */
    private List<Comparison> measure(PeersOptions options) throws IOException {
        List<String> names = options.trials().stream().map(Trial::name).toList();
        Map<String, List<Times>> times = new HashMap<>();
        for (int pass = 1; pass <= options.passes(); pass++) {
            session.terminal().error("JVM " + pass + " of " + options.passes() + ", " + names.size() + " trials...");
            Fork.run(
                    options.threads(),
                    options.systems(),
                    names,
                    result -> times.computeIfAbsent(result.trial(), name -> new ArrayList<>())
                            .add(result));
        }
        double bestPeak = times.values().stream()
                .flatMap(List::stream)
                .flatMap(result -> result.peaks().stream())
                .max(Double::compare)
                .orElseThrow();
        return options.trials().stream()
                .map(trial -> new Comparison(
                        trial,
                        trial.systems(options.threads()).stream()
                                .filter(options.systems()::contains)
                                .toList(),
                        times.get(trial.name()),
                        bestPeak))
                .toList();
    }
}
