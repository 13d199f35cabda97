package io.katsuo.bench;

import io.katsuo.bench.firstcall.FirstCallCommand;
import io.katsuo.bench.results.CompareCommand;
import io.katsuo.bench.results.ScoreTable;
import io.katsuo.mnist.command.CommandRunner;
import io.katsuo.mnist.command.Session;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.ProfilersFailedException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Model.CommandSpec;

/** {@code katsuo bench}: runs benchmarks with JMH's arguments and prints a table; {@code compare} compares two runs. */
public final class BenchCommand {
    private static final String NAME = "katsuo bench: ";
    private static final String SCALAR = "-Dkatsuo.kernels=scalar";

    private BenchCommand() {}

    /**
     * Runs the command and ends the process: with 0 if all went well, 1 if a benchmark failed, 2 if the arguments are invalid.
     */
    public static void main(String[] args) throws IOException {
        System.exit(run(args));
    }

    /** Runs the command in this process and returns its exit code. */
    static int run(String... args) throws IOException {
        String command = args.length == 0 ? "" : args[0];
        if (command.equals("compare") || command.equals("first-call")) {
            Session session = Session.ofProcess();
            CommandSpec spec =
                    command.equals("compare") ? CompareCommand.spec(session) : FirstCallCommand.spec(session);
            return CommandRunner.run(session, spec, Arrays.copyOfRange(args, 1, args.length));
        }
        try {
            return args.length == 1 && args[0].equals("--help") ? help() : jmh(args);
        } catch (NoBenchmarksException e) {
            return misunderstood("no benchmark matches; katsuo bench -l lists them");
        } catch (ProfilersFailedException e) {
            String why = (e.getCause() == null ? e : e.getCause()).getMessage();
            return misunderstood(why.lines().findFirst().orElse("") + "; katsuo bench -lprof lists the profilers");
        } catch (CommandLineOptionException | PatternSyntaxException e) {
            return misunderstood(e.getMessage().lines().findFirst().orElse("") + "; see katsuo bench --help");
        } catch (RunnerException e) {
            System.err.println(NAME + e.getMessage());
            return CommandRunner.FAILED;
        }
    }

    private static int help() throws IOException, CommandLineOptionException {
        System.out.println("Usage: katsuo bench [--scalar] [JMH's arguments, see below]");
        System.out.println("       katsuo bench compare A B   compares two files that -rf json -rff FILE wrote");
        System.out.println("       katsuo bench first-call    times ops from their first call in fresh JVMs on");
        System.out.println("       katsuo bench peers         compares Katsuo with other systems");
        System.out.println("--scalar times Katsuo's scalar kernels instead of its SIMD kernels.");
        System.out.println(
                "JVM flags belong in JDK_JAVA_OPTIONS: -jvmArgsAppend replaces those that the benchmarks need.");
        System.out.println();
        new CommandLineOptions().showHelp();
        return CommandRunner.OK;
    }

    private static int jmh(String... words) throws IOException, CommandLineOptionException, RunnerException {
        // JMH's -jvmArgsAppend would replace the flags of the benchmarks; -jvmArgsPrepend does not.
        String[] args = Stream.of(words)
                .flatMap(word -> word.equals("--scalar") ? Stream.of("-jvmArgsPrepend", SCALAR) : Stream.of(word))
                .toArray(String[]::new);
        CommandLineOptions options = new CommandLineOptions(args);
        boolean asksOnly = options.shouldHelp()
                || options.shouldList()
                || options.shouldListWithParams()
                || options.shouldListProfilers()
                || options.shouldListResultFormats();
        if (asksOnly) {
            org.openjdk.jmh.Main.main(args);
            return CommandRunner.OK;
        }
        checkParameters(options, args);
        Progress progress = Progress.of(options);
        Collection<RunResult> results = new Runner(options, progress.format()).run();
        System.out.println();
        System.out.print(ScoreTable.of(results));
        Set<String> failed = progress.failed();
        if (!failed.isEmpty()) {
            System.err.println(NAME + "failed, see above: " + String.join(", ", failed));
            return CommandRunner.FAILED;
        }
        return CommandRunner.OK;
    }

    /**
     * JMH ignores parameters that no benchmark has: after a typing error it would run everything. And a benchmark that gets
     * a shape of too few extents fails with a stack trace, so a value must look like one of those it has by default.
     */
    private static void checkParameters(CommandLineOptions options, String... args) throws CommandLineOptionException {
        Map<String, Set<String>> known = new HashMap<>();
        BenchmarkList.defaultList()
                .find(
                        OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT),
                        options.getIncludes(),
                        options.getExcludes())
                .forEach(benchmark -> benchmark
                        .getParams()
                        .orElse(Map.of())
                        .forEach((name, values) -> known.computeIfAbsent(name, any -> new TreeSet<>())
                                .addAll(List.of(values))));
        for (int i = 1; i < args.length; i++) {
            String[] parameter = args[i].split("=", 2);
            if (!args[i - 1].equals("-p") || known.isEmpty()) {
                continue;
            }
            Set<String> values = known.get(parameter[0]);
            if (values == null) {
                throw new CommandLineOptionException("no benchmark that matches has a parameter " + parameter[0]);
            }
            Set<String> forms = values.stream().map(BenchCommand::form).collect(Collectors.toSet());
            for (String value : parameter.length == 1 ? new String[0] : parameter[1].split(",")) {
                if (!forms.contains(form(value))) {
                    throw new CommandLineOptionException(
                            parameter[0] + "=" + value + " does not look like one of " + String.join(", ", values));
                }
            }
        }
    }

    /** A value without its numbers: {@code 64x32} and {@code 5x7} have one form, and so have networks of any depth. */
    private static String form(String value) {
        return value.replaceAll("\\d+", "9").replaceAll("(-9)+", "-9");
    }

    private static int misunderstood(String message) {
        System.err.println(NAME + message);
        return CommandRunner.USAGE;
    }
}
