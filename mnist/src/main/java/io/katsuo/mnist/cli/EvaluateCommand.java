package io.katsuo.mnist.cli;

import io.katsuo.core.ops.Backend;
import io.katsuo.core.parallel.Threads;
import io.katsuo.mnist.Digits;
import io.katsuo.mnist.command.CommandRunner;
import io.katsuo.mnist.command.Options;
import io.katsuo.mnist.command.OutputFile;
import io.katsuo.mnist.command.Session;
import io.katsuo.mnist.predict.Recognizer;
import io.katsuo.mnist.report.Evaluation;
import io.katsuo.mnist.report.EvaluationText;
import io.katsuo.network.Checkpoint;
import io.katsuo.network.Network;
import io.katsuo.network.exchange.NetworkFile;
import io.katsuo.network.format.Npz;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code katsuo evaluate}. */
final class EvaluateCommand implements Callable<Integer> {
    private static final int MAX_WORST = 10_000;

    private final Session session;
    private CommandSpec spec;

    private EvaluateCommand(Session session) {
        this.session = session;
    }

    /** The command and its options. */
    static CommandSpec spec(Session session) {
        EvaluateCommand command = new EvaluateCommand(session);
        command.spec = CommandRunner.command(command, "evaluate", "Tell how well a trained network names digits.");
        Options.file(command.spec, "FILE", "parameters.npz or checkpoint.npz of katsuo train, safetensors or ONNX.");
        DataOption.declare(command.spec);
        Options.add(
                command.spec,
                "--worst N",
                "6",
                Options.whole(0, MAX_WORST),
                "How many of the images that were not recognized to show, those of greatest loss first.");
        Options.add(command.spec, "--json FILE", null, Options::file, "Also write all figures to a file.");
        Options.threads(command.spec);
        CommandRunner.help(
                command.spec,
                List.of(
                        "Shows the network the test images: accuracy and loss, the confusion matrix with precision,"
                                + " recall and F1 of each digit, whether the network is right as often as it says, and the"
                                + " worst mistakes as images.",
                        "",
                        "Without --data a checkpoint is evaluated on the images that its run was given."),
                "Examples:",
                "  katsuo evaluate katsuo-out/parameters.npz",
                "  katsuo evaluate --worst 20 katsuo-out/checkpoint.npz",
                "  katsuo evaluate --data embedded --json figures.json katsuo-out/parameters.npz",
                "",
                "Exit codes: 0 evaluated; 1 failed, for example on a damaged file or one of another network;"
                        + " 2 options not understood.");
        return command.spec;
    }

    @Override
    public Integer call() throws IOException {
        Path file = spec.positionalParameters().getFirst().getValue();
        Path json = Options.value(spec, "--json");
        OutputFile.check("--json", json);
        Backend.describe();
        Network network = NetworkFile.load(file);
        String data = data(file);
        Digits digits = DataOption.load(data, session.terminal());
        Recognizer.checkFits(file, network, digits.test().rows(), digits.test().columns());
        Evaluation evaluation = Threads.call(Options.threadCount(spec), () -> Evaluation.of(network, digits.test()));
        if (json != null) {
            OutputFile.write(json, EvaluationJson.of(file, digits.dataset(), network.parameterHash(), evaluation));
        }
        boolean blocks = session.terminal().canPrint("▀▄█");
        EvaluationText.lines(evaluation, Options.<Integer>value(spec, "--worst"), blocks)
                .forEach(session.terminal()::line);
        return CommandRunner.OK;
    }

    private String data(Path file) throws IOException {
        boolean given = spec.commandLine().getParseResult().hasMatchedOption(DataOption.NAME);
        boolean checkpoint = NetworkFile.of(file) == NetworkFile.NPZ
                && Npz.readAll(file).others().containsKey("checkpoint.txt");
        String recorded =
                given || !checkpoint ? null : Checkpoint.read(file).settings().get(DataOption.NAME);
        return recorded != null ? recorded : Options.value(spec, DataOption.NAME);
    }
}
