package io.katsuo.mnist.cli;

import io.katsuo.mnist.command.Options;
import io.katsuo.network.Sampling;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code katsuo train}. */
record TrainOptions(
        String data,
        int iterations,
        int batchSize,
        int hidden,
        float learningRate,
        long seed,
        int threads,
        Sampling sampling,
        Path out) {
    private static final int MAX_ITERATIONS = 100_000_000;
    private static final int MAX_BATCH = 1_000_000;
    private static final int MAX_HIDDEN = 1_000_000;

    /** Adds the options to a command. */
    static void declare(CommandSpec spec) {
        DataOption.declare(spec);
        Options.add(spec, "--iterations", "N", "10000", Options.whole(1, MAX_ITERATIONS), "How many steps to take.");
        Options.add(spec, "--batch-size", "N", "100", Options.whole(1, MAX_BATCH), "Images in a batch.");
        Options.add(spec, "--hidden", "N", "50", Options.whole(1, MAX_HIDDEN), "Hidden units.");
        Options.add(spec, "--learning-rate", "RATE", "0.1", TrainOptions::rate, "How far a step goes.");
        Options.seed(spec, "Where initial weights and batches come from.");
        Options.threads(spec);
        Options.add(
                spec,
                "--sampling",
                "WAY",
                "book",
                Options.oneOf(Sampling.class),
                "book: each image of a batch is drawn from all. shuffled: every image once an epoch.");
        Options.add(spec, "--out", "DIR", "katsuo-out", Options::directory, "Where the files go.");
    }

    /** The options as they were given, or by default. */
    static TrainOptions of(CommandSpec spec) {
        return new TrainOptions(
                Options.value(spec, DataOption.NAME),
                Options.<Integer>value(spec, "--iterations"),
                Options.<Integer>value(spec, "--batch-size"),
                Options.<Integer>value(spec, "--hidden"),
                Options.<Float>value(spec, "--learning-rate"),
                Options.<Long>value(spec, "--seed"),
                Options.threadCount(spec),
                Options.value(spec, "--sampling"),
                Options.outputDirectory(spec, "--out"));
    }

    /** As users write it in the option. */
    String samplingName() {
        return sampling.name().toLowerCase(Locale.ROOT);
    }

    private static Float rate(String text) {
        float value;
        try {
            value = Float.parseFloat(text);
        } catch (NumberFormatException e) {
            value = Float.NaN;
        }
        if (!(value > 0 && value < Float.POSITIVE_INFINITY)) {
            throw new TypeConversionException("'" + text + "' is not a finite number above 0");
        }
        return value;
    }
}
