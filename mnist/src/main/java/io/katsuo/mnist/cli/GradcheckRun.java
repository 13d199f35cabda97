package io.katsuo.mnist.cli;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.mnist.Digits;
import io.katsuo.mnist.LabelledImages;
import io.katsuo.mnist.command.Machine;
import io.katsuo.mnist.command.Messages;
import io.katsuo.mnist.command.OutputFile;
import io.katsuo.mnist.command.ProgressLine;
import io.katsuo.mnist.command.Session;
import io.katsuo.mnist.command.Terminal;
import io.katsuo.network.Network;
import io.katsuo.network.TwoLayerNet;
import io.katsuo.network.gradcheck.CheckedParameter;
import io.katsuo.network.gradcheck.GradientCheck;
import io.katsuo.network.gradcheck.GradientReport;
import io.katsuo.network.gradcheck.SelfTestReport;
import io.katsuo.network.gradcheck.StepSweep;
import io.katsuo.network.gradcheck.SweepReport;
import io.katsuo.network.gradcheck.Verdict;
import io.katsuo.network.numeric.CheckProgress;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/** One run of {@code gradcheck}, from loading data to the verdict. */
final class GradcheckRun {
    private final GradcheckOptions options;
    private final Session session;
    private final Terminal terminal;
    private final Networks networks;

    /** Makes the network to check. */
    @FunctionalInterface
    interface Networks {
        /** A network with these numbers of inputs, units of each hidden layer, and classes. */
        Network of(List<Integer> sizes, long seed);
    }

    GradcheckRun(GradcheckOptions options, Session session, Networks networks) {
        this.options = options;
        this.networks = networks;
        this.session = session;
        this.terminal = session.terminal();
    }

    /** Runs it. */
    Verdict run() throws IOException {
        OutputFile.check("--json", options.json());
        OutputFile.check("--svg", options.svg());
        session.doing("loading data; nothing was checked");
        Digits digits = DataOption.load(options.data(), terminal);
        session.doing("checking gradients; there is no verdict");
        LabelledImages few = digits.train().first(options.images());
        Tensor images = few.images();
        Targets labels = few.targets();

        Network network = networks.of(options.net(), options.seed());
        long start = System.nanoTime();
        GradientReport report = check(network, images, labels);
        announce(report, Machine.secondsSince(start));
        SelfTestReport selfTest = options.selfTest() ? selfTest(network, images, labels) : null;
        SweepReport sweep = options.sweep() ? sweep(network, images, labels) : null;
        if (options.json() != null) {
            OutputFile.write(options.json(), GradcheckJson.of(options, digits.dataset(), report, selfTest, sweep));
            terminal.line("Figures: " + options.json());
        }
        session.doing(null);
        return report.verdict();
    }

    /** With one hidden layer, the network that {@code train} begins with for the same seed. */
    static Network network(List<Integer> sizes, long seed) {
        if (sizes.size() == 3) {
            return new TwoLayerNet(sizes.get(0), sizes.get(1), sizes.get(2), seed);
        }
        return Network.of(sizes.stream().mapToInt(Integer::intValue).toArray(), seed);
    }

    private GradientReport check(Network network, Tensor images, Targets labels) {
        GradientCheck check =
                GradientCheck.of(network).on(images, labels).progress(progress(total -> "of all derivatives"));
        return switch (options.mode()) {
            case ALL -> check.run();
            case SAMPLE ->
                check.sample(options.samplesPerParameter(), options.seed()).run();
            case DIRECTIONS -> check.runDirections(options.directions(), options.seed());
        };
    }

    private CheckProgress progress(LongFunction<String> label) {
        ProgressLine bar = new ProgressLine(terminal);
        return new CheckProgress((done, total) -> {
            if (bar.isDue()) {
                bar.draw(label.apply(total), done, total);
            }
        });
    }

    private void announce(GradientReport report, double seconds) {
        terminal.line("Network " + options.netName() + ", seed " + options.seed() + ", on the first " + options.images()
                + " training images; " + mode());
        terminal.line("");
        terminal.line("As the book prints it, the mean absolute difference:");
        for (CheckedParameter entry : report.entries()) {
            terminal.line("  " + entry.name() + ":"
                    + String.format(Locale.ROOT, "%.2e", entry.errors().meanAbsolute()));
        }
        terminal.line("");
        terminal.line("d = back-propagation in float32 - numerical derivative in double, g = the latter:");
        report.toString().lines().forEach(line -> terminal.line("  " + line));
        terminal.line("");
        terminal.line(report.reason() + " (" + Messages.seconds(seconds) + ")");
    }

    private String mode() {
        return switch (options.mode()) {
            case ALL -> "all derivatives.";
            case SAMPLE -> "a sample of " + Messages.grouped(options.samplesPerParameter()) + " of each parameter.";
            case DIRECTIONS -> "along " + Messages.grouped(options.directions()) + " random directions each.";
        };
    }

    private SelfTestReport selfTest(Network network, Tensor images, Targets labels) {
        session.doing("planting mistakes");
        SelfTestReport selfTest = GradientCheck.of(network)
                .on(images, labels)
                .progress(progress(total -> "of " + Messages.grouped(total) + " layers with mistakes"))
                .selfTest(options.seed());
        terminal.line("");
        selfTest.toString().lines().forEach(terminal::line);
        return selfTest;
    }

    private SweepReport sweep(Network network, Tensor images, Targets labels) throws IOException {
        session.doing("differentiating with steps from 1e-1 to 1e-12");
        SweepReport sweep = StepSweep.of(network, images, labels)
                .run(progress(total -> "of " + Messages.grouped(total) + " steps"));
        terminal.line("");
        terminal.line("Error of numerical derivatives by their step, relative to the gradient, worst parameter:");
        sweep.toString().lines().forEach(line -> terminal.line("  " + line));
        if (options.svg() != null) {
            String subtitle = options.netName() + ", seed " + options.seed() + ", the 20 largest derivatives of each"
                    + " parameter; the worst parameter";
            OutputFile.write(options.svg(), sweep.chart(subtitle).toSvg());
            terminal.line("Curves: " + options.svg());
        }
        return sweep;
    }
}
