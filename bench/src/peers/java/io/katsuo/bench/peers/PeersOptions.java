package io.katsuo.bench.peers;

import io.katsuo.bench.peers.elementwise.ElementwiseTrial;
import io.katsuo.bench.peers.sgemm.SgemmTrial;
import io.katsuo.bench.peers.training.TrainingTrial;
import io.katsuo.bench.peers.trial.Trial;
import io.katsuo.core.parallel.Threads;
import io.katsuo.mnist.command.Options;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * What is compared.
 *
 * @param systems Katsuo first
 * @param passes the number of JVMs
 * @param json the file of the figures, or null
 * @param svg the file of the chart, or null
 */
record PeersOptions(int threads, List<Trial> trials, List<String> systems, int passes, Path json, Path svg) {
    static final String JSON = "--json";
    static final String SVG = "--svg";

    /** All trials, in the order of the tables. */
    private static final List<Trial> TRIALS = Stream.of(
                    SgemmTrial.all(), TrainingTrial.all(), ElementwiseTrial.all())
            .flatMap(List::stream)
            .toList();

    static void declare(CommandSpec spec) {
        Options.add(spec, "--threads N", "1", Options.whole(1, Threads.MAX), "Threads of each system.");
        List<String> groups = TRIALS.stream().map(Trial::group).distinct().toList();
        String all = String.join(",", groups);
        Options.add(spec, "--groups LIST", all, text -> among(groups, text), "Trials, separated by commas.");
        String shapes = "Only trials whose names match this regular expression.";
        Options.add(spec, "--shapes FILTER", null, PeersOptions::pattern, shapes);
        Options.add(
                spec,
                "--systems LIST",
                "katsuo,mkl,openblas,djl,djl-trainer",
                text -> text.equals("all") ? List.of() : among(systems(1), text),
                "Systems by name, separated by commas, or all, which adds for products on one thread: vectorblas, ejml,"
                        + " ojalgo, commons-math3.");
        Options.add(spec, "--passes N", "5", Options.whole(1, 1000), "JVMs; figures are medians over them.");
        Options.add(spec, JSON + " FILE", null, Options::file, "Write the figures to this file.");
        String chart = "Draw the speed of square products over their size into this file.";
        Options.add(spec, SVG + " FILE", null, Options::file, chart);
    }

    private static List<String> among(List<String> known, String text) {
        List<String> names = List.of(text.split(","));
        for (String name : names) {
            if (!known.contains(name)) {
                throw new TypeConversionException("'" + name + "' is unknown; there are " + known);
            }
        }
        return names;
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new TypeConversionException("'" + text + "' is not a regular expression: " + e.getDescription());
        }
    }

    static PeersOptions of(CommandSpec spec) {
        int threads = Options.<Integer>value(spec, "--threads");
        List<String> usable = systems(threads);
        List<String> wanted = Options.value(spec, "--systems");
        for (String name : wanted) {
            if (!usable.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(), name + " cannot be given a number of threads: compare it on one thread");
            }
        }
        List<String> groups = Options.value(spec, "--groups");
        Pattern shapes = Options.value(spec, "--shapes");
        List<Trial> trials = TRIALS.stream()
                .filter(trial -> groups.contains(trial.group())
                        && (shapes == null || shapes.matcher(trial.name()).find()))
                .toList();
        if (trials.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no trial of " + groups + " matches " + shapes + "; there are "
                            + TRIALS.stream().map(Trial::name).toList());
        }
        return new PeersOptions(
                threads,
                trials,
                usable.stream()
                        .filter(name -> wanted.isEmpty() || name.equals(Trial.KATSUO) || wanted.contains(name))
                        .toList(),
                Options.<Integer>value(spec, "--passes"),
                Options.value(spec, JSON),
                Options.value(spec, SVG));
    }

    /** The trials of these names. */
    static List<Trial> named(List<String> names) {
        return TRIALS.stream().filter(trial -> names.contains(trial.name())).toList();
    }

    private static List<String> systems(int threads) {
        return TRIALS.stream()
                .flatMap(trial -> trial.systems(threads).stream())
                .distinct()
                .toList();
    }
}
