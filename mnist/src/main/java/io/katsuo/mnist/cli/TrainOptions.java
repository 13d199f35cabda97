package io.katsuo.mnist.cli;

import io.katsuo.core.parallel.Threads;
import io.katsuo.network.Sampling;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** What {@code katsuo train} is asked to do. */
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
    private static final int MAX_THREADS = 512;

    /** Adds the options to a command. */
    static void declare(CommandSpec spec) {
        add(
                spec,
                "--data",
                "DATA",
                "auto",
                text -> text,
                "auto: MNIST from $MNIST_DIR, else from the cache, else downloaded, else embedded. embedded: digits"
                        + " that Katsuo draws itself. Or a directory with MNIST's four files.");
        add(spec, "--iterations", "N", "10000", whole(1, MAX_ITERATIONS), "How many steps to take.");
        add(spec, "--batch-size", "N", "100", whole(1, MAX_BATCH), "Images in a batch.");
        add(spec, "--hidden", "N", "50", whole(1, MAX_HIDDEN), "Hidden units.");
        add(spec, "--learning-rate", "RATE", "0.1", TrainOptions::rate, "How far a step goes.");
        add(spec, "--seed", "N", "1", TrainOptions::seed, "Where initial weights and batches come from.");
        add(
                spec,
                "--threads",
                "N",
                null,
                whole(1, MAX_THREADS),
                "How many threads to use; all processors if not given. The results do not depend on it.");
        add(
                spec,
                "--sampling",
                "WAY",
                "book",
                TrainOptions::sampling,
                "book: each image of a batch is drawn from all. shuffled: every image once an epoch.");
        add(spec, "--out", "DIR", "katsuo-out", TrainOptions::path, "Where the files go.");
    }

    private static void add(
            CommandSpec spec, String name, String label, String value, ITypeConverter<?> converter, String help) {
        OptionSpec.Builder option = OptionSpec.builder(name)
                .paramLabel(label)
                .type(Object.class)
                .converters(converter)
                .description(value == null ? help : help + " Default: " + value + ".");
        spec.addOption(
                value == null ? option.build() : option.defaultValue(value).build());
    }

    /** The options as they were given, or by default. */
    static TrainOptions of(CommandSpec spec) {
        Integer threads = value(spec, "--threads");
        return new TrainOptions(
                value(spec, "--data"),
                TrainOptions.<Integer>value(spec, "--iterations"),
                TrainOptions.<Integer>value(spec, "--batch-size"),
                TrainOptions.<Integer>value(spec, "--hidden"),
                TrainOptions.<Float>value(spec, "--learning-rate"),
                TrainOptions.<Long>value(spec, "--seed"),
                threads == null ? Threads.count() : threads,
                value(spec, "--sampling"),
                value(spec, "--out"));
    }

    private static <T> T value(CommandSpec spec, String name) {
        return spec.findOption(name).getValue();
    }

    /** As users write it. */
    String samplingName() {
        return sampling.name().toLowerCase(Locale.ROOT);
    }

    private static ITypeConverter<Integer> whole(int low, int high) {
        return text -> {
            long value;
            try {
                value = Long.parseLong(text);
            } catch (NumberFormatException e) {
                value = Long.MIN_VALUE;
            }
            if (value < low || value > high) {
                throw new TypeConversionException(
                        "'" + text + "' is not a whole number from " + low + " to " + Messages.grouped(high));
            }
            return (int) value;
        };
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

    private static Long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a whole number of 64 bits");
        }
    }

    private static Sampling sampling(String text) {
        for (Sampling sampling : Sampling.values()) {
            if (sampling.name().toLowerCase(Locale.ROOT).equals(text)) {
                return sampling;
            }
        }
        throw new TypeConversionException("'" + text + "' is neither book nor shuffled");
    }

    private static Path path(String text) {
        try {
            if (!text.isBlank()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            // Said below.
        }
        throw new TypeConversionException("'" + text + "' is no name of a directory");
    }
}
