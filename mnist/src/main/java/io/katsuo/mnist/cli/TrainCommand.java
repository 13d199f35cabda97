package io.katsuo.mnist.cli;

import io.katsuo.core.ops.Backend;
import io.katsuo.core.parallel.Threads;
import io.katsuo.mnist.command.CommandRunner;
import io.katsuo.mnist.command.Options;
import io.katsuo.mnist.command.OutputDirectory;
import io.katsuo.mnist.command.Session;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code katsuo train}. */
final class TrainCommand implements Callable<Integer> {
    private final Session session;
    private CommandSpec spec;

    private TrainCommand(Session session) {
        this.session = session;
    }

    /** The command and its options. */
    static CommandSpec spec(Session session) {
        TrainCommand command = new TrainCommand(session);
        command.spec = CommandRunner.command(command, "train", "Train a network on MNIST.");
        TrainOptions.declare(command.spec);
        Options.group(command.spec, TrainOptions.groups());
        CommandRunner.help(
                command.spec,
                List.of("Checks the gradients of the network on three images, trains it, and reports the accuracy on"
                        + " all training and test images once an epoch. Without options it trains the book's"
                        + " network as the book does."),
                "Files: summary.json (all figures and settings), parameters.npz and losses.npy (NumPy opens"
                        + " them), training.svg (the curves), report.html (a page with curves, mistakes and"
                        + " settings), checkpoint.npz (to go on from; the one before it is kept as"
                        + " checkpoint.npz.previous).",
                "",
                "Examples:",
                "  katsuo train",
                "  katsuo train --data embedded --iterations 2000 --out /tmp/digits",
                "  katsuo train --data ~/mnist --hidden 100 --sampling shuffled --seed 7",
                "  katsuo train --net 784-100-50-10 --optimizer adam --dropout 0.2 --epochs 5",
                "  katsuo train --optimizer adam --epochs 30 --validation 0.1 --patience 3",
                "  katsuo train --net 784-400-200-10 --batch-norm --dropout 0.25 \\",
                "    --optimizer adam --learning-rate 0.003 --schedule onecycle \\",
                "    --epochs 16 --batch-size 128 --sampling shuffled",
                "  katsuo train --resume katsuo-out/checkpoint.npz",
                "",
                "Exit codes: 0 trained; 1 failed, for example on damaged data, a gradient check that does not"
                        + " pass, or training that diverged; 2 options not understood; 130 interrupted by"
                        + " Ctrl-C, or 143 by SIGTERM, after a checkpoint.");
        return command.spec;
    }

    @Override
    public Integer call() throws IOException {
        TrainOptions options = TrainOptions.of(spec);
        // Chooses the kernels now, so that an unavailable choice fails before anything begins.
        Backend.describe();
        OutputDirectory out = OutputDirectory.open("--out", options.out(), RunFiles.NAMES, RunFiles.bytes(options));
        session.cleanup(out::discardIfEmpty);
        boolean passed = false;
        try {
            Map<String, String> remembered = new LinkedHashMap<>();
            for (String name : TrainOptions.noted()) {
                String text = TrainOptions.text(spec, name);
                if (text != null) {
                    remembered.put(name, text);
                }
            }
            remembered.put("--net", options.recipe().net());
            passed = Threads.call(options.threads(), () -> new Training(options, remembered, session, out).run());
        } finally {
            out.discardIfEmpty();
        }
        return passed ? CommandRunner.OK : CommandRunner.FAILED;
    }
}
