package io.katsuo.mnist.cli;

import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.mnist.command.CommandRunner;
import io.katsuo.mnist.command.Messages;
import io.katsuo.mnist.command.Options;
import io.katsuo.mnist.command.OutputFile;
import io.katsuo.mnist.command.Session;
import io.katsuo.network.Classifier;
import io.katsuo.network.Network;
import io.katsuo.network.exchange.NetworkFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code katsuo convert}. */
final class ConvertCommand implements Callable<Integer> {
    private static final String LIKE = "--like";
    private static final String FOR_PYTORCH = "--pytorch-names";
    private static final String CLASSIFIER = "--classifier";

    private final Session session;
    private CommandSpec spec;

    private ConvertCommand(Session session) {
        this.session = session;
    }

    /** The command and its options. */
    static CommandSpec spec(Session session) {
        ConvertCommand command = new ConvertCommand(session);
        CommandSpec spec = CommandRunner.command(command, "convert", "Take a network to and from other tools.");
        command.spec = spec;
        Options.file(spec, "FROM", "A network: .npz, .safetensors or ONNX, which its content tells.");
        Options.file(spec, "TO", "The file to write: its name ends in .npz, .safetensors or .onnx.");
        Options.add(
                spec,
                LIKE + " FILE",
                null,
                Options::file,
                "A network with the same layers, if FROM has parameters only, with Katsuo's or PyTorch's names.");
        Options.flag(spec, FOR_PYTORCH, "Write parameters only, as torch.nn.Sequential names and transposes them.");
        Options.flag(spec, CLASSIFIER, "The largest score names the class, though FROM has no softmax.");
        CommandRunner.help(
                spec,
                List.of(),
                "Examples:",
                "  katsuo convert katsuo-out/parameters.npz model.onnx",
                "  katsuo convert model.onnx model.safetensors",
                "  katsuo convert --pytorch-names katsuo-out/parameters.npz torch.safetensors",
                "  katsuo convert --like katsuo-out/parameters.npz torch.safetensors model.npz",
                "",
                "Exit codes: 0 written; 1 failed, for example on a damaged file or layers that are not"
                        + " known; 2 not understood.");
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        Path from = spec.positionalParameters().get(0).getValue();
        Path to = spec.positionalParameters().get(1).getValue();
        Path like = Options.value(spec, LIKE);
        boolean forPyTorch = Options.value(spec, FOR_PYTORCH);
        try {
            if (Files.exists(from) && Files.exists(to) && Files.isSameFile(from, to)) {
                throw new IllegalArgumentException("FROM and TO are the same file: " + to);
            }
            if (NetworkFile.named(to) == NetworkFile.ONNX && forPyTorch) {
                throw new IllegalArgumentException("an ONNX file has its own names: " + FOR_PYTORCH);
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        OutputFile.check("TO", to);
        Network network = like == null ? NetworkFile.load(from) : NetworkFile.load(from, NetworkFile.load(like));
        if (Options.value(spec, CLASSIFIER)) {
            network = new Classifier(List.copyOf(network.layers().values()), new SoftmaxWithLoss());
        }
        if (forPyTorch) {
            NetworkFile.saveForPyTorch(to, network);
        } else {
            NetworkFile.save(to, network);
        }
        session.terminal()
                .line(to + ": " + network.layers().size() + " layers, " + Messages.grouped(parameters(network))
                        + " parameters, " + Messages.grouped(Files.size(to)) + " bytes");
        return CommandRunner.OK;
    }

    private static long parameters(Network network) {
        return network.parameters().stream()
                .mapToLong(parameter -> parameter.value().size())
                .sum();
    }
}
