package io.katsuo.bench.peers;

import io.katsuo.bench.peers.trial.Group;
import io.katsuo.bench.peers.trial.Trial;
import io.katsuo.core.parallel.Threads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * What is to be compared.
 *
 * @param threads how many threads the systems may use
 * @param trials what they do
 * @param systems Katsuo first
 * @param passes how many JVMs
 * @param json where the figures go, or null
 * @param svg where a chart of products over their size goes, or null
 */
record PeersOptions(int threads, List<Trial> trials, List<String> systems, int passes, Path json, Path svg) {
    private static final String THREADS = "--threads";
    private static final String GROUPS = "--groups";
    private static final String SHAPES = "--shapes";
    private static final String SYSTEMS = "--systems";
    private static final String PASSES = "--passes";
    static final String JSON = "--json";
    static final String SVG = "--svg";

    private static final String STANDARD_SYSTEMS = "katsuo,mkl,openblas,djl,djl-trainer";

    static void declare(CommandSpec spec) {
        add(spec, Integer.class, THREADS, "N", "1", "Threads that each system may use.");
        add(
                spec,
                String.class,
                GROUPS,
                "LIST",
                "sgemm,training,elementwise",
                "Which trials, separated by commas.");
        add(spec, String.class, SHAPES, "FILTER", "", "Only trials whose names match this regular expression.");
        add(
                spec,
                String.class,
                SYSTEMS,
                "LIST",
                STANDARD_SYSTEMS,
                "Systems by name, separated by commas, or all, which adds for products on one thread: vectorblas, ejml,"
                        + " ojalgo, commons-math3.");
        add(spec, Integer.class, PASSES, "N", "5", "JVMs; figures are medians over them.");
        addFile(spec, JSON, "Write the figures to this file.");
        addFile(spec, SVG, "Draw the speed of square products over their size into this file.");
    }

    private static void addFile(CommandSpec spec, String name, String text) {
        spec.addOption(OptionSpec.builder(name)
                .paramLabel("FILE")
                .type(Path.class)
                .description(text)
                .build());
    }

    private static void add(CommandSpec spec, Class<?> type, String name, String label, String standard, String text) {
        spec.addOption(OptionSpec.builder(name)
                .paramLabel(label)
                .type(type)
                .defaultValue(standard)
                .description(text + (standard.isEmpty() ? "" : " Default: " + standard + "."))
                .build());
    }

    static PeersOptions of(CommandSpec spec) {
        int threads = positive(spec, THREADS);
        try {
            Threads.with(threads, () -> {});
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
        List<String> systems = systems(spec, threads);
        return new PeersOptions(
                threads,
                trials(spec),
                systems,
                positive(spec, PASSES),
                value(spec, JSON),
                value(spec, SVG));
    }

    private static <T> T value(CommandSpec spec, String name) {
        return spec.findOption(name).getValue();
    }

    private static int positive(CommandSpec spec, String name) {
        int number = PeersOptions.<Integer>value(spec, name);
        if (number < 1) {
            throw new ParameterException(spec.commandLine(), name + " must be at least 1, not " + number);
        }
        return number;
    }

    private static List<Trial> trials(CommandSpec spec) {
        String filter = value(spec, SHAPES);
        Pattern pattern;
        try {
            pattern = Pattern.compile(filter);
        } catch (PatternSyntaxException e) {
            throw new ParameterException(
                    spec.commandLine(), SHAPES + " is not a regular expression: " + e.getDescription());
        }
        Set<String> groups = groups(spec);
        List<Trial> trials = Trials.all().stream()
                .filter(trial -> groups.contains(trial.group().id())
                        && pattern.matcher(trial.name()).find())
                .toList();
        if (trials.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no trial of " + groups + " matches " + filter + "; there are "
                            + Trials.all().stream().map(Trial::name).toList());
        }
        return trials;
    }

    private static Set<String> groups(CommandSpec spec) {
        List<String> known = Arrays.stream(Group.values()).map(Group::id).toList();
        Set<String> groups = new LinkedHashSet<>(List.of(PeersOptions.<String>value(spec, GROUPS).split(",")));
        for (String group : groups) {
            if (!known.contains(group)) {
                throw new ParameterException(spec.commandLine(), "no group is named " + group + "; there are " + known);
            }
        }
        return groups;
    }

    private static List<String> systems(CommandSpec spec, int threads) {
        Set<String> known = names(1);
        Set<String> usable = names(threads);
        String list = value(spec, SYSTEMS);
        List<String> wanted = list.equals("all") ? new ArrayList<>(usable) : List.of(list.split(","));
        for (String name : wanted) {
            if (!known.contains(name)) {
                throw new ParameterException(spec.commandLine(), "no system is named " + name + "; there are " + known);
            }
            if (!usable.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(), name + " cannot be told a number of threads: compare it with one");
            }
        }
        return usable.stream()
                .filter(name -> name.equals(Trial.KATSUO) || wanted.contains(name))
                .toList();
    }

    private static Set<String> names(int threads) {
        Set<String> names = new LinkedHashSet<>();
        Trials.all().forEach(trial -> names.addAll(trial.systems(threads)));
        return names;
    }
}
