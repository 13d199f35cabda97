package io.katsuo.mnist.cli;

import io.katsuo.core.ops.Backend;
import io.katsuo.core.parallel.Threads;
import io.katsuo.mnist.command.CommandRunner;
import io.katsuo.mnist.command.Session;
import io.katsuo.network.gradcheck.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code katsuo gradcheck}. */
final class GradcheckCommand implements Callable<Integer> {
    /** The exit code of a check that found nothing wrong, but did not test everything. */
    static final int NOT_SHOWN = 3;

    private final Session session;
    private final GradcheckRun.Networks networks;
    private CommandSpec spec;

    private GradcheckCommand(Session session, GradcheckRun.Networks networks) {
        this.session = session;
        this.networks = networks;
    }

    /** The command and its options. */
    static CommandSpec spec(Session session) {
        return spec(session, GradcheckRun::network);
    }

    /** The command for other networks than those that {@code train} begins with. */
    static CommandSpec spec(Session session, GradcheckRun.Networks networks) {
        GradcheckCommand command = new GradcheckCommand(session, networks);
        command.spec =
                CommandRunner.command(command, "gradcheck", "Check the gradients of a network on images of digits.");
        GradcheckOptions.declare(command.spec);
        CommandRunner.help(
                command.spec,
                List.of("Compares the gradients of back-propagation, in float32 as training uses them, with numerical"
                        + " derivatives of the same network computed in double precision, and gives a verdict."),
                "Examples:",
                "  katsuo gradcheck",
                "  katsuo gradcheck --data embedded --net 784-100-50-10 --seed 7",
                "  katsuo gradcheck --net 784-1000-1000-10 --mode directions",
                "  katsuo gradcheck --mode sample --samples-per-parameter 20 --json check.json",
                "  katsuo gradcheck --sweep --svg sweep.svg",
                "  katsuo gradcheck --self-test",
                "",
                "What the figures mean: docs/gradient-check.md.",
                "Exit codes: 0 the gradients are right; 1 they are not, or the check could not be run; 2"
                        + " options not understood; 3 nothing is wrong, but of some parameter or layer nothing"
                        + " was tested; 130 interrupted by Ctrl-C.");
        return command.spec;
    }

    @Override
    public Integer call() throws IOException {
        GradcheckOptions options = GradcheckOptions.of(spec);
        // Chooses the kernels now, so that an unavailable choice fails before anything begins.
        Backend.describe();
        Verdict verdict = Threads.call(options.threads(), () -> new GradcheckRun(options, session, networks).run());
        return switch (verdict) {
            case PASSED -> CommandRunner.OK;
            case FAILED -> CommandRunner.FAILED;
            case NOT_SHOWN -> NOT_SHOWN;
        };
    }
}
