package io.katsuo.mnist.cli;

import io.katsuo.core.ops.Backend;
import io.katsuo.core.parallel.Threads;
import io.katsuo.mnist.command.CommandRunner;
import io.katsuo.mnist.command.OutputDirectory;
import io.katsuo.mnist.command.Session;
import java.io.IOException;
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
        command.spec = CommandRunner.command(command, "train", "Train the two-layer network on MNIST.");
        TrainOptions.declare(command.spec);
        command.spec
                .usageMessage()
                .description(
                        "",
                        "Checks the gradients of the network on three images, takes steps of stochastic gradient"
                                + " descent, and reports the accuracy on all training and test images once an epoch.",
                        "")
                .footer(
                        "",
                        "Files: summary.json (all figures and settings), parameters.npz and losses.npy (NumPy opens"
                                + " them), training.svg (the curves).",
                        "",
                        "Examples:",
                        "  katsuo train",
                        "  katsuo train --data embedded --iterations 2000 --out /tmp/digits",
                        "  katsuo train --data ~/mnist --hidden 100 --sampling shuffled --seed 7",
                        "",
                        "Exit codes: 0 trained; 1 failed, for example on damaged data or a gradient check that does"
                                + " not pass; 2 options not understood; 130 interrupted by Ctrl-C.");
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
            passed = Threads.call(options.threads(), () -> new Training(options, session, out).run());
        } finally {
            out.discardIfEmpty();
        }
        return passed ? CommandRunner.OK : CommandRunner.FAILED;
    }
}
