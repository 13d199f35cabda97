package io.katsuo.bench.firstcall;

import io.katsuo.core.ops.Backend;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * {@code katsuo bench first-call [JVMS]}: every op of {@link FirstCall} in fresh JVMs, one an op, with Katsuo on the class
 * path and on the module path, by turns.
 */
public final class FirstCallCommand {
    private static final int JVMS = 5;
    private static final double MILLI = 1e6;

    private FirstCallCommand() {}

    /**
     * Prints a table: medians over the JVMs, and the worst first call.
     *
     * @param args the number of JVMs for an op and a path, 5 if there is none
     * @return 0
     * @throws IOException if a JVM cannot be started
     */
    public static int run(String... args) throws IOException {
        int jvms = args.length == 0 ? JVMS : Integer.parseInt(args[0]);
        System.out.printf(
                "%d JVMs for a line; milliseconds, the last column microseconds%n%-24s%-8s%10s%10s%10s%10s%10s%10s%n",
                jvms, "op", "path", "start", "first", "worst", "next 10", "compiled", "steady");
        for (String op : FirstCall.OPS) {
            List<List<long[]>> results = List.of(new ArrayList<>(), new ArrayList<>());
            for (int jvm = 0; jvm < jvms; jvm++) {
                results.get(0).add(measure(op, false));
                results.get(1).add(measure(op, true));
            }
            print(op, "class", results.get(0));
            print(op, "module", results.get(1));
        }
        return 0;
    }

    private static void print(String op, String path, List<long[]> results) {
        double worst = results.stream().mapToLong(r -> r[1]).max().orElseThrow() / MILLI;
        double ready = results.stream().anyMatch(r -> r[4] < 0) ? -1 : median(results, 4) / MILLI;
        System.out.printf(
                Locale.ROOT,
                "%-24s%-8s%10.1f%10.1f%10.1f%10.2f%10.0f%10.2f%n",
                op,
                path,
                median(results, 0) / MILLI,
                median(results, 1) / MILLI,
                worst,
                median(results, 2) / MILLI,
                ready,
                median(results, 3) / 1e3);
    }

    private static double median(List<long[]> results, int figure) {
        return results.stream()
                .mapToLong(r -> r[figure])
                .sorted()
                .skip(results.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static long[] measure(String op, boolean modulePath) throws IOException {
        String core = place(Backend.class);
        String bench = place(FirstCallCommand.class);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                modulePath
                        ? List.of("-p", core, "--add-modules", "io.katsuo.core", "-cp", bench)
                        : List.of("--add-modules", "jdk.incubator.vector", "-cp", core + File.pathSeparator + bench));
        command.addAll(List.of(FirstCall.class.getName(), op));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!printed.matches("[-\\d ]+\\R")) {
            throw new IOException("no figures of \"" + op + "\" but \"" + printed.strip() + "\"");
        }
        return Arrays.stream(printed.strip().split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of " + type + " is not a path", e);
        }
    }
}
