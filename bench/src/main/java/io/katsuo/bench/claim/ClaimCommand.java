package io.katsuo.bench.claim;

import io.katsuo.bench.claim.sides.Agreement;
import io.katsuo.bench.claim.sides.Images;
import io.katsuo.core.ops.Backend;
import io.katsuo.mnist.chapter.Digits;
import io.katsuo.mnist.cli.Main;
import io.katsuo.mnist.cli.Options;
import io.katsuo.mnist.cli.OutputDirectory;
import io.katsuo.mnist.cli.Session;
import io.katsuo.network.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code katsuo claim}: how much faster backpropagation is than numerical differentiation. */
public final class ClaimCommand implements Callable<Integer> {
    private static final String QUICK = "--quick";
    private static final String OUT = "--out";

    /** The files that a run leaves. */
    static final List<String> FILES = List.of("claim.html", "claim.json");

    private final Session session;
    private final Digits digits;
    private CommandSpec spec;

    ClaimCommand(Session session, Digits digits) {
        this.session = session;
        this.digits = digits;
    }

    /**
     * Runs the command and ends the process: with 0 if all went well, 1 if it failed, 2 if it was not understood.
     *
     * @param args the options
     */
    public static void main(String[] args) {
        Session session = Session.ofProcess();
        System.exit(Main.run(session, spec(session, Digits.onThisMachine()), args));
    }

    static CommandSpec spec(Session session, Digits digits) {
        ClaimCommand command = new ClaimCommand(session, digits);
        command.spec = Main.command(
                command, "katsuo claim", "Measure how much faster backpropagation is than numerical differentiation.");
        Options.flag(command.spec, QUICK, "Four networks and two forks: under a minute instead of under ten.");
        Options.add(
                command.spec,
                OUT,
                "DIR",
                "katsuo-out",
                Options::directory,
                "Where claim.html and claim.json go; made if need be.");
        command.spec
                .usageMessage()
                .description(
                        "",
                        "Times one gradient by backpropagation and one by central differences, for networks from 1,210 to"
                                + " 397,510 parameters, in fresh JVMs, and compares the ratio with that of the operations."
                                + " Before anything is timed the two gradients must agree.",
                        "")
                .footer(
                        "",
                        "Examples:",
                        "  katsuo claim --quick",
                        "  katsuo claim --out report",
                        "",
                        "Exit codes: 0 measured; 1 the gradients differ, or the measurement failed; 2 options not"
                                + " understood; 130 interrupted by Ctrl-C.");
        return command.spec;
    }

    @Override
    public Integer call() throws IOException {
        boolean quick = Options.<Boolean>value(spec, QUICK);
        Path path = Options.outputDirectory(spec, OUT);
        measure(quick ? Plan.quick() : Plan.full(), quick ? "quick" : "full", path);
        return Main.OK;
    }

    void measure(Plan plan, String mode, Path path) throws IOException {
        OutputDirectory out = OutputDirectory.open(OUT, path);
        session.cleanup(out::discardIfEmpty);
        try {
            for (String name : FILES) {
                AtomicFile.check(out.file(name));
            }
            session.doing("measuring; no file was written");
            // Chooses the kernels now, so that a choice that cannot be had is said before anything is begun.
            Backend.describe();
            Header header = Header.here(Images.describe(digits), mode);
            Findings findings = findings(plan, Images.of(digits), out);
            new TextReport(header, findings).lines().forEach(session.terminal()::line);
            session.doing("writing claim.html and claim.json");
            AtomicFile.write(out.file(FILES.getFirst()), new Page(header, findings).html());
            AtomicFile.write(out.file(FILES.getLast()), ClaimJson.of(header, findings));
            session.terminal().line("");
            session.terminal()
                    .line("Report: " + out.file(FILES.getFirst()) + ", figures: " + out.file(FILES.getLast()));
            session.doing(null);
        } finally {
            out.discardIfEmpty();
        }
    }

    private Findings findings(Plan plan, Images images, OutputDirectory out) throws IOException {
        ClaimRun run = new ClaimRun(plan, images, session.terminal()::error);
        List<Agreement> agreements = run.check();
        Path shared = Files.createTempFile("katsuo-claim-", ".npz");
        Path log = Files.createTempFile("katsuo-claim-", ".log");
        Runnable tidy = () -> {
            shared.toFile().delete();
            log.toFile().delete();
        };
        session.cleanup(() -> {
            tidy.run();
            out.discardIfEmpty();
        });
        try {
            images.write(shared);
            Stopwatch stopwatch = new JmhStopwatch(plan, shared, log);
            return new Findings(run.time(agreements, stopwatch), run.products(stopwatch));
        } finally {
            tidy.run();
        }
    }
}
