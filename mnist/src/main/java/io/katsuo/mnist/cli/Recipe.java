package io.katsuo.mnist.cli;

import io.katsuo.layers.Initializer;
import io.katsuo.mnist.command.Options;
import io.katsuo.network.Classifier;
import io.katsuo.network.Network;
import io.katsuo.network.NetworkBuilder;
import io.katsuo.network.TwoLayerNet;
import io.katsuo.network.optimizer.AdaGrad;
import io.katsuo.network.optimizer.Adam;
import io.katsuo.network.optimizer.AdamW;
import io.katsuo.network.optimizer.Momentum;
import io.katsuo.network.optimizer.Nesterov;
import io.katsuo.network.optimizer.Optimizer;
import io.katsuo.network.optimizer.RmsProp;
import io.katsuo.network.optimizer.Schedule;
import io.katsuo.network.optimizer.Sgd;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * The network of {@code katsuo train} and how it learns.
 *
 * @param net the numbers of units from inputs to classes, such as {@code 784-50-10}
 * @param rate the learning rate; 0 for the optimizer's usual one
 */
record Recipe(
        String net,
        Activation activation,
        double dropout,
        boolean batchNorm,
        OptimizerName optimizer,
        double rate,
        Plan schedule,
        double weightDecay) {
    /** The options, by which a run that is resumed finds them in its checkpoint. */
    static final List<String> NAMES = List.of(
            "--net",
            "--activation",
            "--dropout",
            "--batch-norm",
            "--optimizer",
            "--learning-rate",
            "--schedule",
            "--weight-decay");

    private static final int MAX_UNITS = 1_000_000;
    private static final int MAX_LAYERS = 100;

    /** The part of the steps in which a warm-up schedule rises. */
    private static final int WARM_UP_PART = 20;

    /** What follows every affine layer but the last. */
    enum Activation {
        RELU,
        SIGMOID,
        TANH,
        ELU,
        GELU
    }

    /** The optimizers, each with its usual learning rate for this data, and the book's for x²/20 + y². */
    enum OptimizerName {
        SGD(0.1, 0.95),
        MOMENTUM(0.05, 0.1),
        NESTEROV(0.05, 0.1),
        ADAGRAD(0.01, 1.5),
        RMSPROP(0.001, 0.3),
        ADAM(0.001, 0.3),
        ADAMW(0.001, 0.3);

        final double rate;
        final double rateInValley;

        OptimizerName(double rate, double rateInValley) {
            this.rate = rate;
            this.rateInValley = rateInValley;
        }
    }

    /** How the learning rate changes over the run. */
    enum Plan {
        CONSTANT,
        COSINE,
        WARMUP,
        ONECYCLE
    }

    /** Adds the options to a command. */
    static void declare(CommandSpec spec) {
        Options.add(
                spec,
                "--net SIZES",
                "784-50-10",
                Recipe::sizes,
                "Units from inputs to classes: the two-layer network, or a deeper one such as 784-100-50-10.");
        Options.add(spec, "--hidden N", null, Options.whole(1, MAX_UNITS), "Hidden units: short for --net 784-N-10.");
        Options.add(spec, "--activation NAME", "relu", Options.oneOf(Activation.class), names(Activation.values()));
        Options.add(
                spec,
                "--dropout RATE",
                "0",
                text -> number(text, 0, 1),
                "How many hidden units a step leaves out, from 0 to below 1.");
        Options.flag(spec, "--batch-norm", "Batch normalization before every activation.");
        Options.add(spec, "--optimizer NAME", "sgd", Options.oneOf(OptimizerName.class), names(OptimizerName.values()));
        Options.add(
                spec,
                "--learning-rate RATE",
                null,
                Recipe::rate,
                "How far a step goes. Default: 0.1 for sgd, 0.05 for momentum and nesterov, 0.01 for adagrad, else"
                        + " 0.001.");
        Options.add(
                spec,
                "--schedule NAME",
                "constant",
                Options.oneOf(Plan.class),
                "How the rate changes over the run: constant; cosine, down to 0; warmup, up in the first twentieth,"
                        + " then cosine; onecycle, up and down.");
        Options.add(
                spec,
                "--weight-decay FACTOR",
                "0",
                text -> number(text, 0, Double.POSITIVE_INFINITY),
                "Pulls weights towards 0.");
    }

    private static String names(Enum<?>[] values) {
        return String.join(", ", Arrays.stream(values).map(Recipe::word).toList()) + ".";
    }

    /** The options as they were given, or by default. */
    static Recipe of(CommandSpec spec) {
        Double rate = Options.value(spec, "--learning-rate");
        Integer hidden = Options.value(spec, "--hidden");
        return new Recipe(
                hidden == null
                        ? Options.<String>value(spec, "--net")
                        : Training.INPUTS + "-" + hidden + "-" + Training.CLASSES,
                Options.value(spec, "--activation"),
                Options.<Double>value(spec, "--dropout"),
                Options.<Boolean>value(spec, "--batch-norm"),
                Options.value(spec, "--optimizer"),
                rate == null ? Options.<OptimizerName>value(spec, "--optimizer").rate : rate,
                Options.value(spec, "--schedule"),
                Options.<Double>value(spec, "--weight-decay"));
    }

    static String sizes(String text) {
        String[] parts = text.split("-", -1);
        boolean valid = parts.length >= 2 && parts.length <= MAX_LAYERS;
        for (String part : parts) {
            valid &= part.matches("[1-9][0-9]{0,6}") && Integer.parseInt(part) <= MAX_UNITS;
        }
        if (!valid
                || !parts[0].equals("" + Training.INPUTS)
                || !parts[parts.length - 1].equals("" + Training.CLASSES)) {
            throw new TypeConversionException("'" + text + "' is not a network for digits: it begins with 784 inputs"
                    + " and ends with 10 classes, such as 784-100-50-10");
        }
        return text;
    }

    private static Double rate(String text) {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!((float) value > 0 && (float) value < Float.POSITIVE_INFINITY)) {
            throw new TypeConversionException("'" + text + "' is not a finite number above 0");
        }
        return value;
    }

    static double number(String text, double least, double below) {
        try {
            double value = Double.parseDouble(text);
            if (value >= least && value < below) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw new TypeConversionException("'" + text + "' is not a finite number from " + (int) least
                + (below < Double.POSITIVE_INFINITY ? " to below " + (int) below : " on"));
    }

    /** The numbers of units. */
    int[] units() {
        return Arrays.stream(net.split("-")).mapToInt(Integer::parseInt).toArray();
    }

    /** The network with its first weights. The book's network has the book's weights. */
    Classifier network(long seed) {
        int[] units = units();
        if (units.length == 3 && activation == Activation.RELU && dropout == 0 && !batchNorm) {
            return new TwoLayerNet(units[0], units[1], units[2], seed);
        }
        NetworkBuilder builder = Network.builder(units[0], seed);
        boolean saturates = activation == Activation.SIGMOID || activation == Activation.TANH;
        builder.initializer(saturates ? Initializer.XAVIER : Initializer.HE);
        for (int i = 1; i < units.length - 1; i++) {
            if (batchNorm) {
                // The normalization subtracts what a bias before it adds.
                builder.affineWithoutBias(units[i]).batchNormalization();
            } else {
                builder.affine(units[i]);
            }
            switch (activation) {
                case RELU -> builder.relu();
                case SIGMOID -> builder.sigmoid();
                case TANH -> builder.tanh();
                case ELU -> builder.elu();
                case GELU -> builder.gelu();
            }
            if (dropout > 0) {
                builder.dropout(dropout, seed + i);
            }
        }
        return builder.affine(units[units.length - 1]).softmaxWithLoss();
    }

    /** The optimizer of a run of this many steps. */
    Optimizer optimizer(int steps) {
        Schedule rates = switch (schedule) {
            case CONSTANT -> Schedule.constant(rate);
            case COSINE -> Schedule.cosine(rate, 0, steps);
            case WARMUP -> {
                int rising = Math.max(1, steps / WARM_UP_PART);
                yield Schedule.cosine(rate, 0, Math.max(1, steps - rising)).warmUp(rising);
            }
            case ONECYCLE -> Schedule.oneCycle(rate, steps);
        };
        Optimizer result = switch (optimizer) {
            case SGD -> new Sgd(rates);
            case MOMENTUM -> new Momentum(rates, 0.9);
            case NESTEROV -> new Nesterov(rates, 0.9);
            case ADAGRAD -> new AdaGrad(rates, 1e-8);
            case RMSPROP -> new RmsProp(rates, 0.9, 1e-8);
            case ADAM -> new Adam(rates, 0.9, 0.999, 1e-8);
            case ADAMW -> new AdamW(rates, weightDecay, 0.9, 0.999, 1e-8);
        };
        return weightDecay > 0 && optimizer != OptimizerName.ADAMW ? result.weightDecay(weightDecay) : result;
    }

    /** The network in words. */
    String describe() {
        return net + ", " + word(activation) + (batchNorm ? ", batch normalization" : "")
                + (dropout > 0 ? ", dropout " + dropout : "");
    }

    /** How it learns, in words. */
    String describeOptimizer() {
        return word(optimizer) + ", learning rate " + rate
                + (schedule == Plan.CONSTANT ? "" : ", schedule " + word(schedule))
                + (weightDecay > 0 ? ", weight decay " + weightDecay : "");
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
