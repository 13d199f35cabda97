package io.katsuo.bench.results;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * JMH's results for people. Beside the score stand JMH's error, which takes all iterations for independent, and the
 * smallest and largest mean of a fork, which show it when JVMs settle on different speeds.
 */
public final class ScoreTable {
    private ScoreTable() {}

    /**
     * The table of some results.
     *
     * @param results what JMH measured
     */
    public static String of(Collection<RunResult> results) {
        TextTable table =
                new TextTable("Benchmark", "Parameters", "Mode", "Score", "Error", "Unit", "Forks", "Fork means");
        for (RunResult result : results) {
            Measurement.Key key = key(result.getParams());
            double[] means = result.getBenchmarkResults().stream()
                    .mapToDouble(fork -> fork.getPrimaryResult().getScore())
                    .sorted()
                    .toArray();
            String spread = means.length < 2
                    ? "one fork only"
                    : TextTable.number(means[0]) + " .. " + TextTable.number(means[means.length - 1]);
            Result<?> primary = result.getPrimaryResult();
            table.add(
                    key.shortName(),
                    key.parameterText(),
                    key.mode(),
                    TextTable.number(primary.getScore()),
                    error(primary),
                    primary.getScoreUnit(),
                    Integer.toString(means.length),
                    spread);
            addSecondary(table, result);
        }
        return table
                + "Error: half of JMH's 99.9 % interval, over all iterations. Fork means: smallest and largest of all"
                + " forks." + System.lineSeparator();
    }

    /** What profilers and counters say, a line each under their benchmark. */
    @SuppressWarnings("rawtypes") // as JMH has it
    private static void addSecondary(TextTable table, RunResult result) {
        for (Map.Entry<String, Result> secondary : result.getSecondaryResults().entrySet()) {
            Result<?> value = secondary.getValue();
            table.add(
                    "  " + secondary.getKey(),
                    "",
                    "",
                    TextTable.number(value.getScore()),
                    error(value),
                    value.getScoreUnit(),
                    "",
                    "");
        }
    }

    private static String error(Result<?> result) {
        return Double.isNaN(result.getScoreError()) ? "" : "± " + TextTable.number(result.getScoreError());
    }

    private static Measurement.Key key(BenchmarkParams params) {
        Map<String, String> parameters = new TreeMap<>();
        for (Object name : params.getParamsKeys()) {
            parameters.put(name.toString(), params.getParam(name.toString()));
        }
        return new Measurement.Key(
                params.getBenchmark(), params.getMode().shortLabel(), params.getThreads(), parameters);
    }
}
