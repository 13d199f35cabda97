package io.katsuo.bench.claim;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs {@link ClaimBenchmark} by JMH, one fork at a time, so that the two sides of a case are timed seconds apart and a
 * drift of the machine's clock meets both.
 */
final class JmhStopwatch implements Stopwatch {
    private final Plan plan;
    private final Path images;
    private final Path log;

    /**
     * @param images the file that the forks take their images from
     * @param log where JMH and the forks speak to
     */
    JmhStopwatch(Plan plan, Path images, Path log) {
        this.plan = plan;
        this.images = images;
        this.log = log;
    }

    @Override
    public double seconds(Case timed, Side side) throws IOException {
        OptionsBuilder options = new OptionsBuilder();
        options.include("^" + ClaimBenchmark.class.getName().replace(".", "\\.") + "\\." + side.benchmark + "$")
                .param("net", timed.net().toString())
                .param("batch", Integer.toString(timed.batch()))
                .param("way", timed.way().name())
                .param("entries", Integer.toString(timed.most()))
                .forks(1)
                .warmupIterations(side.warmUps)
                .warmupTime(millis(plan.warmUp()))
                .measurementIterations(plan.rounds())
                .measurementTime(millis(plan.measure()))
                .shouldFailOnError(true)
                .jvmArgsAppend(
                        "--add-modules=jdk.incubator.vector",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-D" + ClaimBenchmark.IMAGES + "=" + images);
        PrintStream out = System.out;
        PrintStream err = System.err;
        // What JMH and the other JVM say is of interest only if they fail.
        try (PrintStream quiet = new PrintStream(new FileOutputStream(log.toFile(), true), true)) {
            System.setOut(quiet);
            System.setErr(quiet);
            double micros = new Runner(options.build())
                    .run()
                    .iterator()
                    .next()
                    .getPrimaryResult()
                    .getScore();
            return micros / 1e6;
        } catch (RunnerException e) {
            throw new IOException("claim: could not time " + timed.name() + ": " + reason(e), e);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static TimeValue millis(double seconds) {
        return TimeValue.milliseconds(Math.round(seconds * 1000));
    }

    /** The first exception in the log, or what the runner says. */
    private String reason(RunnerException e) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.matches("(java|io)\\..*(Exception|Error).*"))
                .findFirst()
                .orElseGet(() -> e.getMessage() == null ? e.toString() : e.getMessage());
    }
}
