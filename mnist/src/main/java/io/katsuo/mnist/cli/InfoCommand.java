package io.katsuo.mnist.cli;

import io.katsuo.core.ops.Reductions;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.mnist.command.CommandRunner;
import io.katsuo.mnist.command.Messages;
import io.katsuo.mnist.command.Options;
import io.katsuo.mnist.command.Session;
import io.katsuo.mnist.command.Terminal;
import io.katsuo.network.Architecture;
import io.katsuo.network.Checkpoint;
import io.katsuo.network.Network;
import io.katsuo.network.exchange.NetworkFile;
import io.katsuo.network.exchange.Onnx;
import io.katsuo.network.format.FormatException;
import io.katsuo.network.format.Npy;
import io.katsuo.network.format.Npz;
import io.katsuo.network.format.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code katsuo info}. */
final class InfoCommand implements Callable<Integer> {
    private final Terminal terminal;
    private CommandSpec spec;

    private InfoCommand(Session session) {
        this.terminal = session.terminal();
    }

    /** The command and its options. */
    static CommandSpec spec(Session session) {
        InfoCommand command = new InfoCommand(session);
        command.spec = CommandRunner.command(
                command, "info", "Tell what a file of a network, of parameters or a checkpoint holds.");
        Options.file(
                command.spec,
                "FILE",
                "parameters.npz, checkpoint.npz, losses.npy, any .npz, .npy or safetensors file, or ONNX.");
        CommandRunner.help(
                command.spec,
                List.of(),
                "Examples:",
                "  katsuo info katsuo-out/checkpoint.npz",
                "  katsuo info katsuo-out/parameters.npz",
                "  katsuo info model.onnx",
                "",
                "Exit codes: 0 done; 1 failed, for example on a damaged file; 2 not understood.");
        return command.spec;
    }

    @Override
    public Integer call() throws IOException {
        Path file = spec.positionalParameters().getFirst().getValue();
        if (file.toString().endsWith(".npy")) {
            Tensor tensor = Npy.read(file);
            terminal.line(file + ": a tensor");
            tensors(Map.of(file.getFileName().toString(), tensor));
            return CommandRunner.OK;
        }
        switch (NetworkFile.of(file)) {
            case NPZ -> npz(file);
            case SAFETENSORS -> safetensors(file);
            case ONNX -> {
                Network network = Onnx.read(file);
                terminal.line(file + ": ONNX, a network");
                layers(network.architecture());
                tensors(NetworkFile.tensors(network));
            }
        }
        return CommandRunner.OK;
    }

    private void safetensors(Path file) throws IOException {
        Safetensors.Contents contents = Safetensors.read(file);
        Optional<Architecture> architecture = NetworkFile.architecture(file, contents);
        terminal.line(file + ": safetensors" + (architecture.isPresent() ? " of a network" : ""));
        architecture.ifPresent(this::layers);
        tensors(contents.tensors());
    }

    private void layers(Architecture architecture) {
        architecture.layersAndLoss().forEach(layer -> terminal.line("  " + layer));
    }

    private void npz(Path file) throws IOException {
        Npz.Contents contents = Npz.readAll(file);
        Optional<Architecture> architecture;
        try {
            architecture = Architecture.of(contents);
        } catch (IllegalArgumentException e) {
            throw new FormatException(file + ": " + e.getMessage());
        }
        if (contents.others().size() == (architecture.isPresent() ? 1 : 0)) {
            terminal.line(file + ": tensors" + (architecture.isPresent() ? " of a network" : ""));
            architecture.ifPresent(this::layers);
            tensors(contents.tensors());
        } else {
            checkpoint(file, Checkpoint.read(file));
        }
    }

    private void checkpoint(Path file, Checkpoint checkpoint) {
        terminal.line(file + ": a checkpoint after " + Messages.count(checkpoint.iterations(), "iteration"));
        checkpoint
                .settings()
                .forEach((name, value) -> terminal.line(String.format(Locale.ROOT, "  %-16s %s", name, value)));
        if (checkpoint.iterations() > 0) {
            terminal.line(String.format(
                    Locale.ROOT, "  %-16s %.4f", "last loss", checkpoint.losses()[checkpoint.iterations() - 1]));
        }
        if (!checkpoint.epochs().isEmpty()) {
            terminal.line(String.format(
                    Locale.ROOT,
                    "  %-16s train %s, test %s",
                    "last accuracies",
                    Messages.percent(checkpoint.epochs().getLast().trainAccuracy()),
                    Messages.percent(checkpoint.epochs().getLast().testAccuracy())));
        }
        terminal.line("  state hash       " + checkpoint.stateHash());
        tensors(checkpoint.tensors());
        terminal.line("Go on with: katsuo train --resume " + file);
    }

    private void tensors(Map<String, Tensor> tensors) {
        int width = tensors.keySet().stream().mapToInt(String::length).max().orElse(1);
        String format = "  %-" + width + "s  %-14s %12s %12s %12s";
        terminal.line(String.format(Locale.ROOT, format, "tensor", "shape", "smallest", "mean", "largest"));
        long elements = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor t = entry.getValue();
            elements += t.size();
            terminal.line(String.format(
                            Locale.ROOT,
                            format,
                            entry.getKey(),
                            t.shape(),
                            t.size() == 0 ? "" : String.format(Locale.ROOT, "%.4g", Reductions.min(t)),
                            t.size() == 0 ? "" : String.format(Locale.ROOT, "%.4g", Reductions.mean(t)),
                            t.size() == 0 ? "" : String.format(Locale.ROOT, "%.4g", Reductions.max(t)))
                    .stripTrailing());
        }
        terminal.line("  " + Messages.count(elements, "element") + " in " + Messages.count(tensors.size(), "tensor"));
    }
}
