package io.katsuo.bench.firstcall;

import io.katsuo.bench.machine.JavaProcess;
import io.katsuo.bench.results.TextTable;
import io.katsuo.core.ops.Backend;
import io.katsuo.mnist.command.CommandRunner;
import io.katsuo.mnist.command.JsonText;
import io.katsuo.mnist.command.Machine;
import io.katsuo.mnist.command.Options;
import io.katsuo.mnist.command.OutputFile;
import io.katsuo.mnist.command.Session;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.commons.math3.stat.StatUtils;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code katsuo bench first-call}: the time of an op from its first call in a fresh JVM on, with Katsuo on the class path and on
 * the module path, beside plain Java loops.
 */
public final class FirstCallCommand implements Callable<Integer> {
    private static final String JVMS = "--jvms";
    private static final String OPS = "--ops";
    private static final String SETTLED = "--settled";
    private static final String JSON = "--json";

    private final Session session;
    private CommandSpec spec;

    private FirstCallCommand(Session session) {
        this.session = session;
    }

    /** The command. */
    public static CommandSpec spec(Session session) {
        FirstCallCommand command = new FirstCallCommand(session);
        command.spec = CommandRunner.command(
                command, "katsuo bench first-call", "Time ops from their first call in fresh JVMs on.");
        Options.add(command.spec, JVMS + " N", "5", Options.whole(1, 1000), "JVMs for each op and path.");
        Options.add(
                command.spec,
                OPS + " FILTER",
                null,
                FirstCallCommand::pattern,
                "Only ops whose names match this regular expression, for example 'matmul|loop'.");
        Options.flag(
                command.spec,
                SETTLED,
                "Time all ops after more than thirty other kernels instead: the speed on which each JVM settles.");
        Options.add(command.spec, JSON + " FILE", null, Options::file, "Write the figures to this file, too.");
        CommandRunner.help(
                command.spec,
                List.of(
                        "Every figure is a median over JVMs, each of which calls a single op. \"class\" has Katsuo on the"
                                + " class path, \"module\" on the module path; they take turns. The flags are the JVM's defaults."
                                + " A plain Java loop computes the same product for comparison."));
        return command.spec;
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new TypeConversionException("'" + text + "' is not a regular expression: " + e.getDescription());
        }
    }

    @Override
    public Integer call() throws IOException {
        Path json = Options.value(spec, JSON);
        OutputFile.check(JSON, json);
        boolean settled = Options.value(spec, SETTLED);
        List<String> ops = ops(settled, json);
        session.doing("measuring; nothing was written");
        if (settled) {
            return settled(Options.value(spec, JVMS));
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("processor", Machine.cpu());
        report.put("processors", Runtime.getRuntime().availableProcessors());
        report.put("jdk", Machine.jdk());
        report.put("loadBefore", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        report.put("jvms", Options.value(spec, JVMS));
        report.forEach((name, value) -> session.terminal().line(name + ": " + value));
        List<Map<String, Object>> results = measure(ops, Options.value(spec, JVMS));
        report.put("results", results);
        TextTable table =
                new TextTable(2, "op", "path", "start", "first", "worst", "next 10", "compiled", "steady µs", "x loop");
        for (Map<String, Object> figures : results) {
            List<String> cells = new ArrayList<>();
            figures.values()
                    .forEach(value -> cells.add(
                            value instanceof Double number
                                    ? TextTable.number(number)
                                    : value == null ? "-" : value.toString()));
            table.add(cells.toArray(String[]::new));
        }
        session.terminal().line("");
        table.lines().forEach(session.terminal()::line);
        session.terminal().line("");
        List.of(
                        "Milliseconds; medians over the JVMs. start: the library's start and the first call; first: the first call"
                                + " alone; worst:",
                        "the longest first call of all JVMs; next 10: the longest of the next ten calls; compiled: until no kernel"
                                + " is pending; steady:",
                        "a call after at least a second; x loop: the first call divided by that of a plain Java loop.")
                .forEach(session.terminal()::line);
        if (json != null) {
            OutputFile.write(json, JsonText.of(report));
        }
        return CommandRunner.OK;
    }

    /** The ops to time. */
    private List<String> ops(boolean settled, Path json) {
        Pattern filter = Options.value(spec, OPS);
        List<String> ops = FirstCall.OPS.stream()
                .filter(op -> filter == null || filter.matcher(op).find())
                .toList();
        if (settled && (filter != null || json != null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    SETTLED + " times all ops and writes no file: leave out " + OPS + " and " + JSON);
        }
        if (ops.isEmpty()) {
            throw new ParameterException(spec.commandLine(), OPS + ": no op matches; there are " + FirstCall.OPS);
        }
        return ops;
    }

    /** The processor time of calls over JVMs on the class path, one thread. */
    private int settled(int jvms) throws IOException {
        List<double[]> all = new ArrayList<>();
        for (int jvm = 0; jvm < jvms; jvm++) {
            session.terminal().error("JVM " + (jvm + 1) + "...");
            all.add(run(SettledCalls.class, "settled", "class", List.of("-Dkatsuo.threads=1")));
        }
        int count = SettledCalls.OPS.size();
        TextTable table = new TextTable(1, "op", "best µs", "median", "worst", "worst/best");
        for (int op = 0; op < count; op++) {
            double[] times = column(all, op);
            double best = StatUtils.min(times) / 1e3;
            double worst = StatUtils.max(times) / 1e3;
            table.add(
                    SettledCalls.OPS.get(op),
                    TextTable.number(best),
                    TextTable.number(StatUtils.percentile(times, 50) / 1e3),
                    TextTable.number(worst),
                    TextTable.number(worst / best));
        }
        table.lines().forEach(session.terminal()::line);
        session.terminal()
                .line("Kernels that were not compiled after 40 s, in all JVMs: "
                        + (int) StatUtils.sum(column(all, count)));
        return CommandRunner.OK;
    }

    private List<Map<String, Object>> measure(List<String> ops, int jvms) throws IOException {
        Map<String, Double> loops = new LinkedHashMap<>();
        List<Map<String, Object>> results = new ArrayList<>();
        for (String op : ops) {
            session.terminal().error(op + "...");
            String shape = op.split(" ")[1];
            boolean loop = op.startsWith(FirstCall.LOOP);
            Map<String, List<double[]>> paths = new LinkedHashMap<>();
            for (int jvm = 0; jvm < jvms; jvm++) {
                for (String path : loop ? List.of("-") : List.of("class", "module")) {
                    paths.computeIfAbsent(path, name -> new ArrayList<>())
                            .add(run(FirstCall.class, op, path, List.of(), op.split(" ")));
                }
            }
            paths.forEach((path, times) -> results.add(figures(op, path, times, loops.get(shape))));
            if (loop) {
                loops.put(shape, (Double) results.getLast().get("firstCallMillis"));
            }
        }
        return results;
    }

    /**
     * What was measured of one op on one path. The loop's factor is null if the op is no product or its loop was not timed; the
     * time until all kernels were compiled is null if one was still pending after ten seconds.
     */
    private static Map<String, Object> figures(String op, String path, List<double[]> jvms, Double loopMillis) {
        double first = median(jvms, 1) / 1e6;
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("op", op);
        figures.put("path", path);
        figures.put("startAndFirstCallMillis", median(jvms, 0) / 1e6);
        figures.put("firstCallMillis", first);
        figures.put("worstFirstCallMillis", StatUtils.max(column(jvms, 1)) / 1e6);
        figures.put("worstOfNextTenMillis", median(jvms, 2) / 1e6);
        figures.put("compiledMillis", StatUtils.min(column(jvms, 4)) < 0 ? null : median(jvms, 4) / 1e6);
        figures.put("steadyMicros", median(jvms, 3) / 1e3);
        figures.put("factorOfLoop", loopMillis == null ? null : first / loopMillis);
        return figures;
    }

    private static double median(List<double[]> jvms, int figure) {
        return StatUtils.percentile(column(jvms, figure), 50);
    }

    private static double[] column(List<double[]> jvms, int figure) {
        return jvms.stream().mapToDouble(jvm -> jvm[figure]).toArray();
    }

    private static double[] run(Class<?> main, String what, String path, List<String> more, String... arguments)
            throws IOException {
        Path bench = place(FirstCallCommand.class);
        Path core = core(bench);
        List<String> flags = new ArrayList<>(
                path.equals("module")
                        ? List.of("-p", core.toString(), "--add-modules", "io.katsuo.core")
                        : List.of("--add-modules", "jdk.incubator.vector"));
        flags.addAll(more);
        String classPath = (path.equals("module") ? "" : core + File.pathSeparator) + bench;
        JavaProcess process =
                new JavaProcess("first-call: " + what + " (" + path + ")", flags, classPath, Map.of(), 60);
        return Arrays.stream(process.run(main, arguments).split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** Katsuo's core as a module: beside the launcher's jar, which holds all classes and no module; else where it was loaded from. */
    private static Path core(Path bench) throws IOException {
        if (Files.isRegularFile(bench)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(bench.getParent(), "katsuo-core-*.jar")) {
                for (Path jar : jars) {
                    return jar;
                }
            }
            throw new IOException(
                    "first-call: there is no katsuo-core-*.jar beside " + bench + "; run it with ./katsuo");
        }
        return place(Backend.class);
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of " + type + " is not a path", e);
        }
    }
}
