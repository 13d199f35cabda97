package io.katsuo.mnist.cli;

import io.katsuo.mnist.Cluster;
import io.katsuo.mnist.command.Options;
import io.katsuo.network.Checkpoint;
import io.katsuo.network.Sampling;
import io.katsuo.network.format.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The options of {@code katsuo train}. */
record TrainOptions(
        String data,
        int iterations,
        int epochs,
        int batchSize,
        int blockSize,
        Recipe recipe,
        long seed,
        int threads,
        Sampling sampling,
        Path out,
        double validation,
        int patience,
        int checkpointEvery,
        Checkpoint resumed,
        Integer servePort,
        String spark,
        String command) {
    private static final int MAX_ITERATIONS = 100_000_000;
    private static final int MAX_BATCH = 1_000_000;
    private static final int MAX_EPOCHS = 1_000_000;
    private static final String VALIDATION = "--validation";
    private static final String PATIENCE = "--patience";

    /** What a run that is resumed takes from the settings of its checkpoint if it is not given. */
    private static final List<String> RESUMED = List.of("--batch-size", "--seed", "--sampling");

    /** What a run that is resumed may have unlike the run before: the same images may be elsewhere. */
    private static final List<String> FREE = List.of(DataOption.NAME, "--iterations");

    /** Adds the options to a command. */
    static void declare(CommandSpec spec) {
        DataOption.declare(spec);
        Options.add(spec, "--iterations N", "10000", Options.whole(1, MAX_ITERATIONS), "How many steps to take.");
        Options.add(
                spec,
                "--epochs N",
                null,
                Options.whole(1, MAX_EPOCHS),
                "How many epochs, in place of --iterations: as many steps as read all images once on average.");
        Options.add(spec, "--batch-size N", "100", Options.whole(1, MAX_BATCH), "Images in a batch.");
        declareBlocks(spec);
        declareValidation(spec);
        Recipe.declare(spec);
        Options.seed(spec, "Where initial weights and batches come from.");
        Options.threads(spec);
        Options.add(
                spec,
                "--sampling WAY",
                "book",
                Options.oneOf(Sampling.class),
                "book: each image of a batch is drawn from all. shuffled: every image once an epoch.");
        Options.add(
                spec,
                "--out DIR",
                "katsuo-out",
                Options::directory,
                "Where the files go. With --resume: where the checkpoint is, unless given.");
        Options.add(
                spec,
                "--checkpoint-every N",
                null,
                Options.whole(1, MAX_ITERATIONS),
                "Write checkpoint.npz every N steps, and at the end and when the run is interrupted. Default: once an"
                        + " epoch, but at most 100 times in a run.");
        Options.add(
                spec,
                "--resume FILE",
                null,
                Options::file,
                "Go on from a checkpoint. Options that are not given are those of its run.");
        spec.addOption(OptionSpec.builder(SERVE)
                .paramLabel("PORT")
                .arity("0..1")
                .type(Integer.class)
                .fallbackValue("8080")
                .converters(Options.whole(0, ServeCommand.MAX_PORT))
                .description(
                        "Show a page with the curves of the run at http://127.0.0.1:PORT/ while it trains. PORT is 8080"
                                + " if not given, and 0 for any.")
                .build());
    }

    private static void declareValidation(CommandSpec spec) {
        Options.add(
                spec,
                VALIDATION + " FRACTION",
                "0",
                text -> Recipe.number(text, 0, 1),
                "Hold back a part of the training images, such as 0.1, and report the loss and accuracy on them.");
        Options.add(
                spec,
                PATIENCE + " N",
                null,
                Options.whole(1, MAX_EPOCHS),
                "With --validation: stop after N epochs in a row without a smaller validation loss. The network is then"
                        + " that of the best epoch.");
    }

    private static void declareBlocks(CommandSpec spec) {
        Options.add(
                spec,
                "--block-size N",
                null,
                Options.whole(1, MAX_BATCH),
                "Images in a block: the gradient of a batch is a sum over blocks, and the losses are those of before"
                        + " each update. Default: the whole batch; 128 with --spark.");
        Options.add(
                spec,
                SPARK + " MASTER",
                null,
                text -> text,
                "Train on Apache Spark: local[*], local-cluster[2,1,1024], spark://HOST:PORT. The result is the same.");
    }

    static final String SERVE = "--serve";
    static final String SPARK = "--spark";
    private static final String RATE = "--learning-rate";
    /** A run of more epochs writes fewer checkpoints than one an epoch, since each has all losses so far. */
    private static final int MOST_CHECKPOINTS = 100;

    /** The options by what they are about, for the help. */
    static SequencedMap<String, List<String>> groups() {
        SequencedMap<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("Network", List.of("--net", "--hidden", "--activation", "--dropout", "--batch-norm"));
        groups.put("Optimizer", List.of("--optimizer", "--learning-rate", "--schedule", "--weight-decay"));
        groups.put(
                "Data and length",
                List.of("--data", "--iterations", "--epochs", "--batch-size", "--block-size", "--sampling", "--seed"));
        groups.put("Validation", List.of(VALIDATION, PATIENCE));
        groups.put("Cluster", List.of(SPARK));
        groups.put("Files and pages", List.of("--out", "--checkpoint-every", "--resume", SERVE));
        return groups;
    }

    /** The options that a run adds to its checkpoint, beside the settings that a trainer writes. */
    static List<String> noted() {
        List<String> names = new ArrayList<>(List.of(DataOption.NAME, "--block-size", VALIDATION, PATIENCE));
        names.addAll(Recipe.NAMES);
        return names;
    }

    /** An option as text, as it can be given again; null if there is no value. */
    static String text(CommandSpec spec, String name) {
        Object value = name.equals(RATE) ? (Object) Recipe.of(spec).rate() : Options.value(spec, name);
        String text =
                value instanceof Enum<?> constant ? Recipe.word(constant) : value == null ? null : value.toString();
        // As users write it: the default of a rate is 0, not 0.0.
        return value instanceof Double ? text.replaceFirst("\\.0$", "") : text;
    }

    /** Reads the checkpoint of {@code --resume}, if it is given, and takes the options of its run. */
    private static Checkpoint resume(CommandSpec spec) throws IOException {
        Path file = Options.value(spec, "--resume");
        if (file == null) {
            return null;
        }
        Checkpoint checkpoint = read(file);
        for (String name : noted()) {
            take(spec, name, checkpoint.settings().get(name));
        }
        for (String name : RESUMED) {
            take(spec, name, checkpoint.settings().get(name.substring(2).replace('-', ' ')));
        }
        if (!spec.commandLine().getParseResult().hasMatchedOption("--epochs")) {
            take(spec, "--iterations", checkpoint.settings().get("iterations"));
        }
        return checkpoint;
    }

    private static Checkpoint read(Path file) throws IOException {
        try {
            return Checkpoint.read(file);
        } catch (FormatException e) {
            Path beside = file.resolveSibling(RunFiles.CHECKPOINT);
            throw Files.exists(beside) && !Files.isSameFile(beside, file)
                    ? new FormatException(e.getMessage() + "; did you mean " + beside + "?")
                    : e;
        }
    }

    private static void take(CommandSpec spec, String name, String text) {
        boolean given = spec.commandLine().getParseResult().hasMatchedOption(name);
        if (given && text != null && !FREE.contains(name) && !text.equals(text(spec, name))) {
            throw new ParameterException(
                    spec.commandLine(),
                    name + " " + text(spec, name) + " contradicts the checkpoint, which was made with " + text
                            + ": leave it out, or start a new run");
        }
        boolean hidden =
                name.equals("--net") && spec.commandLine().getParseResult().hasMatchedOption("--hidden");
        if (text != null && !given && !hidden) {
            OptionSpec option = spec.findOption(name);
            try {
                option.setValue(
                        option.type() == boolean.class
                                ? (Object) Boolean.valueOf(text)
                                : option.converters()[0].convert(text));
            } catch (Exception e) {
                throw new IllegalArgumentException(
                        "--resume: the checkpoint's " + name + " is not understood: " + text, e);
            }
        }
    }

    /** The options as they were given, or by default. */
    static TrainOptions of(CommandSpec spec) throws IOException {
        if (Options.value(spec, "--hidden") != null
                && spec.commandLine().getParseResult().hasMatchedOption("--net")) {
            throw new ParameterException(spec.commandLine(), "--hidden and --net contradict each other: give one");
        }
        if (Options.value(spec, "--epochs") != null
                && spec.commandLine().getParseResult().hasMatchedOption("--iterations")) {
            throw new ParameterException(
                    spec.commandLine(), "--epochs and --iterations contradict each other: give one");
        }
        Checkpoint resumed = resume(spec);
        if (Options.value(spec, SPARK) != null && Options.value(spec, "--block-size") == null) {
            take(spec, "--block-size", Integer.toString(Cluster.BLOCK_SIZE));
        }
        double validation = Options.<Double>value(spec, VALIDATION);
        Integer patience = Options.value(spec, PATIENCE);
        if (patience != null && validation == 0) {
            throw new ParameterException(spec.commandLine(), "option '" + PATIENCE + "' needs " + VALIDATION);
        }
        if (validation > 0 && Options.value(spec, SPARK) != null) {
            throw new ParameterException(spec.commandLine(), SPARK + " trains on all images: leave out " + VALIDATION);
        }
        Integer epochs = Options.value(spec, "--epochs");
        Integer every = Options.value(spec, "--checkpoint-every");
        return new TrainOptions(
                Options.value(spec, DataOption.NAME),
                Options.<Integer>value(spec, "--iterations"),
                epochs == null ? 0 : epochs,
                Options.<Integer>value(spec, "--batch-size"),
                blockSize(spec),
                Recipe.of(spec),
                Options.<Long>value(spec, "--seed"),
                Options.threadCount(spec),
                Options.value(spec, "--sampling"),
                out(spec),
                validation,
                patience == null ? 0 : patience,
                every == null ? 0 : every,
                resumed,
                Options.value(spec, SERVE),
                Options.value(spec, SPARK),
                command(spec));
    }

    private static int blockSize(CommandSpec spec) {
        Integer size = Options.value(spec, "--block-size");
        return size == null ? 0 : size;
    }

    /** A run that is resumed goes on where its checkpoint is, unless another directory is given. */
    private static Path out(CommandSpec spec) {
        Path checkpoint = Options.value(spec, "--resume");
        if (checkpoint == null || spec.commandLine().getParseResult().hasMatchedOption("--out")) {
            return Options.outputDirectory(spec, "--out");
        }
        return checkpoint.getParent() == null ? Path.of(".") : checkpoint.getParent();
    }

    /** The command that repeats the whole run, without the options that have their defaults. */
    private static String command(CommandSpec spec) {
        StringBuilder command = new StringBuilder("./katsuo train");
        List<String> names = noted();
        names.addAll(1, RESUMED);
        names.add(Options.value(spec, "--epochs") == null ? "--iterations" : "--epochs");
        for (String name : names) {
            String text = name.equals("--net") ? Recipe.of(spec).net() : text(spec, name);
            OptionSpec option = spec.findOption(name);
            boolean usual = name.equals(RATE)
                    ? Recipe.of(spec).rate() == Recipe.of(spec).optimizer().rate
                    : text == null || text.equals(option.defaultValue());
            if (!usual) {
                boolean plain = text.matches("[\\w./:+-]+");
                command.append(' ').append(name);
                command.append(
                        option.type() == boolean.class
                                ? ""
                                : plain ? " " + text : " '" + text.replace("'", "'\\''") + "'");
            }
        }
        return command.toString();
    }

    /** The largest number of steps of the whole run on this number of images. */
    int steps(int images) {
        return epochs == 0 ? iterations : Math.multiplyExact(epochs, epoch(images));
    }

    /** The number of steps from one checkpoint to the next. */
    int checkpointDistance(int images) {
        return checkpointEvery > 0
                ? checkpointEvery
                : Math.max(epoch(images), Math.ceilDiv(steps(images), MOST_CHECKPOINTS));
    }

    private int epoch(int images) {
        int trained = images - (int) Math.round(validation * images);
        return Math.max(1, Math.ceilDiv(trained, batchSize));
    }

    /** As users write it in the option. */
    String samplingName() {
        return Recipe.word(sampling);
    }
}
