package io.katsuo.bench.results;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * JMH's results as a table. Beside the score it has JMH's error, which assumes independent iterations, and the smallest and
 * largest mean of a fork, which show whether JVMs settled on different speeds.
 */
public final class ScoreTable {
    private ScoreTable() {}

    /** The table of some results, with its legend. */
    public static String of(Collection<RunResult> results) {
        TextTable table =
                new TextTable(2, "Benchmark", "Parameters", "Mode", "Score", "Error", "Unit", "Forks", "Fork means");
        for (RunResult result : results) {
            Measurement.Key key = key(result.getParams());
            double[] means = result.getBenchmarkResults().stream()
                    .mapToDouble(fork -> fork.getPrimaryResult().getScore())
                    .sorted()
                    .toArray();
            String spread = means.length < 2
                    ? "one fork only"
                    : TextTable.number(means[0]) + " .. " + TextTable.number(means[means.length - 1]);
            add(
                    table,
                    result.getPrimaryResult(),
                    key.shortName(),
                    key.parameterText(),
                    key.mode(),
                    Integer.toString(means.length),
                    spread);
            // The results of profilers and counters.
            result.getSecondaryResults().forEach((name, value) -> add(table, value, "  " + name, "", "", "", ""));
        }
        return table
                + "Error: half of JMH's 99.9 % interval, over all iterations. Fork means: smallest and largest of all"
                + " forks." + System.lineSeparator();
    }

    private static void add(
            TextTable table,
            Result<?> result,
            String name,
            String parameters,
            String mode,
            String forks,
            String spread) {
        double error = result.getScoreError();
        table.add(
                name,
                parameters,
                mode,
                TextTable.number(result.getScore()),
                Double.isNaN(error) ? "" : "± " + TextTable.number(error),
                result.getScoreUnit(),
                forks,
                spread);
    }

    private static Measurement.Key key(BenchmarkParams params) {
        Map<String, String> parameters = new TreeMap<>();
        params.getParamsKeys().forEach(name -> parameters.put(name, params.getParam(name)));
        return new Measurement.Key(
                params.getBenchmark(), params.getMode().shortLabel(), params.getThreads(), parameters);
    }
}
