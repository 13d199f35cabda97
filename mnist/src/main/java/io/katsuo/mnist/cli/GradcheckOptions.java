package io.katsuo.mnist.cli;

import io.katsuo.mnist.command.Messages;
import io.katsuo.mnist.command.Options;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * The options of {@code katsuo gradcheck}.
 *
 * @param net the number of units of each layer, the input first
 * @param svg null for no picture
 * @param json null for no file
 */
record GradcheckOptions(
        String data,
        int images,
        List<Integer> net,
        Mode mode,
        int samplesPerParameter,
        int directions,
        long seed,
        int threads,
        boolean sweep,
        boolean selfTest,
        Path svg,
        Path json) {
    private static final int MAX_IMAGES = 10_000;
    private static final int MAX_UNITS = 1_000_000;
    private static final int MAX_DIRECTIONS = 1_000_000;
    private static final int DEFAULT_SAMPLES = 100;
    private static final int DEFAULT_DIRECTIONS = 10;

    private static final String SAMPLES = "--samples-per-parameter";
    private static final String DIRECTIONS = "--directions";
    private static final String MODE = "--mode";
    private static final String SWEEP = "--sweep";
    private static final String SELF_TEST = "--self-test";
    private static final String SVG = "--svg";
    private static final String JSON = "--json";
    private static final String NET = "--net";

    /** What is compared. */
    enum Mode {
        ALL,
        SAMPLE,
        DIRECTIONS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Adds the options to a command. */
    static void declare(CommandSpec spec) {
        DataOption.declare(spec);
        Options.add(spec, "--images N", "3", Options.whole(1, MAX_IMAGES), "How many of the training images to use.");
        Options.add(
                spec,
                NET + " SIZES",
                "784-50-10",
                GradcheckOptions::sizes,
                "Units of each layer: pixels, hidden layers with ReLU, classes. With one hidden layer the network and"
                        + " its weights are those of train; otherwise weights are He's.");
        Options.add(
                spec,
                MODE + " MODE",
                "all",
                Options.oneOf(Mode.class),
                "all: every derivative. sample: some of each parameter. directions: the gradient times random"
                        + " directions, for large networks.");
        Options.add(
                spec,
                SAMPLES + " N",
                null,
                Options.whole(1, Integer.MAX_VALUE),
                "With --mode sample: derivatives of each parameter. Default: " + DEFAULT_SAMPLES + ".");
        Options.add(
                spec,
                DIRECTIONS + " N",
                null,
                Options.whole(1, MAX_DIRECTIONS),
                "With --mode directions: directions through each parameter, and through all. Default: "
                        + DEFAULT_DIRECTIONS + ".");
        Options.seed(spec, "Where weights, samples and directions come from.");
        Options.threads(spec);
        Options.flag(spec, SWEEP, "Also show the error of numerical derivatives for steps from 1e-1 to 1e-12.");
        Options.flag(spec, SELF_TEST, "Also plant mistakes in the network and show which of them the check sees.");
        Options.add(spec, SVG + " FILE", null, Options::file, "With --sweep: draw the curves.");
        Options.add(spec, JSON + " FILE", null, Options::file, "Write all figures to a file.");
    }

    private static List<Integer> sizes(String text) {
        List<Integer> sizes;
        try {
            sizes = Arrays.stream(text.split("-", -1)).map(Integer::valueOf).toList();
        } catch (NumberFormatException e) {
            sizes = List.of();
        }
        if (sizes.size() < 2 || sizes.stream().anyMatch(size -> size < 1 || size > MAX_UNITS)) {
            throw new TypeConversionException("'" + text + "' is not two or more numbers of units from 1 to "
                    + Messages.grouped(MAX_UNITS) + " with - between them, such as 784-50-10");
        }
        return sizes;
    }

    /** The options as they were given, or by default. */
    static GradcheckOptions of(CommandSpec spec) {
        List<Integer> net = Options.value(spec, NET);
        Mode mode = Options.value(spec, MODE);
        boolean sweep = Options.<Boolean>value(spec, SWEEP);
        fits(spec, net.getFirst(), Training.INPUTS, "begins", "pixels an image has");
        fits(spec, net.getLast(), Training.CLASSES, "ends", "classes there are");
        needs(spec, SAMPLES, mode == Mode.SAMPLE, MODE + " sample");
        needs(spec, DIRECTIONS, mode == Mode.DIRECTIONS, MODE + " directions");
        needs(spec, SVG, sweep, SWEEP);
        named(spec, SVG);
        named(spec, JSON);
        return new GradcheckOptions(
                Options.value(spec, DataOption.NAME),
                Options.<Integer>value(spec, "--images"),
                net,
                mode,
                orElse(spec, SAMPLES, DEFAULT_SAMPLES),
                orElse(spec, DIRECTIONS, DEFAULT_DIRECTIONS),
                Options.<Long>value(spec, "--seed"),
                Options.threadCount(spec),
                sweep,
                Options.<Boolean>value(spec, SELF_TEST),
                Options.value(spec, SVG),
                Options.value(spec, JSON));
    }

    private static void fits(CommandSpec spec, int units, int wanted, String where, String what) {
        if (units != wanted) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '" + NET + "': the network " + where + " with " + units
                            + " units, not with " + "the " + wanted + " " + what);
        }
    }

    /** {@code -} means standard output elsewhere, but here the table is printed there. */
    private static void named(CommandSpec spec, String option) {
        Path file = Options.value(spec, option);
        if (file != null && file.toString().equals("-")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '" + option + "': - is not a file, and standard output has the table; a"
                            + " file called - is ./-");
        }
    }

    private static void needs(CommandSpec spec, String option, boolean met, String other) {
        if (Options.value(spec, option) != null && !met) {
            throw new ParameterException(spec.commandLine(), "option '" + option + "' needs " + other);
        }
    }

    private static int orElse(CommandSpec spec, String option, int value) {
        Integer given = Options.value(spec, option);
        return given == null ? value : given;
    }

    /** Such as {@code 784-50-10}. */
    String netName() {
        return net.stream().map(String::valueOf).collect(Collectors.joining("-"));
    }
}
