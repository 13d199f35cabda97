package io.katsuo.bench.peers;

import io.katsuo.bench.peers.trial.Times;
import io.katsuo.bench.peers.trial.Trial;
import io.katsuo.mnist.command.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * {@code katsuo bench peers}: products, training, and functions of elements by Katsuo and by other systems. In each of
 * some fresh JVMs the systems take turns of a few milliseconds, so that what the machine does meets them alike.
 */
public final class PeersCommand implements Callable<Integer> {
    private CommandSpec spec;

    private PeersCommand() {}

    /**
     * Runs the comparison and ends the process: with 0 if all went well, 1 if it failed, 2 if it was not understood.
     */
    public static void main(String[] args) {
        PeersCommand command = new PeersCommand();
        command.spec = CommandSpec.wrapWithoutInspection(command).name("katsuo bench peers");
        command.spec
                .usageMessage()
                .header("Compare Katsuo with other systems, by turns in the same JVMs.", "")
                .abbreviateSynopsis(true)
                .sortOptions(false);
        command.spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
        PeersOptions.declare(command.spec);
        CommandLine line = new CommandLine(command.spec);
        line.setParameterExceptionHandler((e, ignored) -> {
            System.err.println("katsuo bench peers: " + e.getMessage() + "; see katsuo bench peers --help");
            return 2;
        });
        line.setExecutionExceptionHandler((e, ignored, parsed) -> {
            System.err.println("katsuo bench peers: " + e.getMessage());
            return 1;
        });
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws IOException {
        PeersOptions options = PeersOptions.of(spec);
        writable(PeersOptions.JSON, options.json());
        writable(PeersOptions.SVG, options.svg());
        PeersReport report = new PeersReport(options, measure(options));
        System.out.print(report.text());
        if (options.json() != null) {
            OutputFile.write(options.json(), report.toJson());
        }
        if (options.svg() != null) {
            OutputFile.write(options.svg(), SizeChart.of(report).toSvg());
        }
        return 0;
    }

    /** Who learns here that a file can't be written has lost no time. */
    private void writable(String option, Path file) {
        if (file == null) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw new ParameterException(spec.commandLine(), "a file is wanted, not a directory: " + file);
        }
        try {
            OutputFile.check(option, file);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), option + " can't be written: " + file, e);
        }
    }

    /** Progress on the line that the next one overwrites, or, in a log, once a JVM. */
    private static void progress(boolean starts, String text) {
        boolean terminal = System.console() != null && System.console().isTerminal();
        if (terminal) {
            System.err.print("\r\033[K" + text);
        } else if (starts) {
            System.err.println(text);
        }
    }

    /** All trials once in each JVM. */
    private static List<Comparison> measure(PeersOptions options) throws IOException {
        List<String> names = options.trials().stream().map(Trial::name).toList();
        Map<String, List<Times>> times = new HashMap<>();
        for (int pass = 1; pass <= options.passes(); pass++) {
            String jvm = "JVM " + pass + " of " + options.passes();
            int[] done = {0};
            progress(true, jvm + ", " + names.size() + " trials...");
            ForkProcess.run(options.threads(), options.systems(), names, result -> {
                times.computeIfAbsent(result.trial(), name -> new ArrayList<>()).add(result);
                done[0]++;
                progress(false, jvm + ", " + done[0] + " of " + names.size() + " trials...");
            });
        }
        progress(false, "");
        double bestPeak = times.values().stream()
                .flatMap(List::stream)
                .flatMapToDouble(result -> Arrays.stream(result.peaks()))
                .max()
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
