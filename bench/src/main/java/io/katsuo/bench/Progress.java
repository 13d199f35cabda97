package io.katsuo.bench;

import java.io.FileNotFoundException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.Options;

/**
 * JMH's output without its final table. It also collects the benchmarks that failed, because JMH continues without them and
 * succeeds.
 */
final class Progress {
    private final OutputFormat jmh;
    private final OutputFormat format;
    private final Set<String> unfinished = new LinkedHashSet<>();

    private Progress(PrintStream out, Options options) {
        jmh = OutputFormatFactory.createFormatInstance(out, options.verbosity().orElse(Defaults.VERBOSITY));
        format = (OutputFormat) Proxy.newProxyInstance(
                Progress.class.getClassLoader(), new Class<?>[] {OutputFormat.class}, this::hear);
    }

    /** To the output that the options name. */
    static Progress of(Options options) throws CommandLineOptionException {
        if (!options.getOutput().hasValue()) {
            return new Progress(System.out, options);
        }
        try {
            return new Progress(new PrintStream(options.getOutput().get()), options);
        } catch (FileNotFoundException e) {
            throw new CommandLineOptionException("cannot write to " + e.getMessage(), e);
        }
    }

    OutputFormat format() {
        return format;
    }

    /** The benchmarks that did not finish. */
    Set<String> failed() {
        return unfinished;
    }

    private Object hear(Object proxy, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "startBenchmark" -> unfinished.add(((BenchmarkParams) arguments[0]).id());
            case "endBenchmark" -> {
                if (arguments[0] != null) {
                    unfinished.remove(
                            ((BenchmarkResult) arguments[0]).getParams().id());
                }
            }
            case "endRun" -> {
                jmh.flush();
                return null;
            }
            default -> {
                // Passed on below.
            }
        }
        try {
            return method.invoke(jmh, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
