package io.katsuo.bench.claim;

import io.katsuo.core.ops.Backend;
import io.katsuo.mnist.DigitSource;
import io.katsuo.mnist.Digits;
import io.katsuo.mnist.Mnist;
import io.katsuo.mnist.command.CommandRunner;
import io.katsuo.mnist.command.Options;
import io.katsuo.mnist.command.OutputDirectory;
import io.katsuo.mnist.command.OutputFile;
import io.katsuo.mnist.command.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code katsuo claim}: measures how much faster backpropagation is than numerical differentiation. */
public final class ClaimCommand implements Callable<Integer> {
    private static final String QUICK = "--quick";
    private static final String OUT = "--out";
    private static final String PAGE = "claim.html";
    private static final String JSON = "claim.json";

    private final Session session;
    private final DigitSource source;
    private CommandSpec spec;

    ClaimCommand(Session session, DigitSource source) {
        this.session = session;
        this.source = source;
    }

    /** Runs the command and exits with its exit code. */
    public static void main(String[] args) {
        Session session = Session.ofProcess();
        System.exit(CommandRunner.run(session, spec(session, Mnist::localOrEmbedded), args));
    }

    static CommandSpec spec(Session session, DigitSource source) {
        ClaimCommand command = new ClaimCommand(session, source);
        command.spec = CommandRunner.command(
                command, "katsuo claim", "Measure how much faster backpropagation is than numerical differentiation.");
        Options.flag(
                command.spec,
                QUICK,
                "Measure the first network, and plain Java, in two forks each: takes 35 seconds instead of ten minutes.");
        String help = "The directory of claim.html and claim.json; created if it does not exist.";
        Options.add(command.spec, OUT + " DIR", "katsuo-out", Options::directory, help);
        CommandRunner.help(
                command.spec,
                List.of("Times one gradient by backpropagation and one by central differences, for networks from 1,210"
                        + " to 397,510 parameters, in fresh JVMs, and compares the ratio with that of the"
                        + " operations. The two gradients must agree before anything is timed, and a time counts"
                        + " only when the code is compiled."),
                "Examples:",
                "  katsuo claim --quick",
                "  katsuo claim --out report",
                "",
                "Exit codes: 0 measured; 1 the gradients differ, the code was still being compiled, or the"
                        + " measurement failed; 2 invalid options; 130 interrupted by Ctrl-C.");
        return command.spec;
    }

    @Override
    public Integer call() throws IOException {
        boolean quick = Options.<Boolean>value(spec, QUICK);
        Path path = Options.outputDirectory(spec, OUT);
        Findings findings = measure(quick ? Plan.quick() : Plan.full(), quick ? "quick" : "full", path);
        return findings.headline().unsteady() == null ? CommandRunner.OK : CommandRunner.FAILED;
    }

    Findings measure(Plan plan, String mode, Path path) throws IOException {
        OutputDirectory out = OutputDirectory.open(OUT, path, List.of(PAGE, JSON), 0);
        session.cleanup(out::discardIfEmpty);
        try {
            session.doing("measuring; no file was written");
            // An impossible choice of kernels fails here, before anything is measured.
            Backend.describe();
            Digits digits = source.load();
            Header header =
                    Header.here(digits.isMnist() ? "MNIST" : "digits that Katsuo draws itself, not MNIST", mode);
            Findings findings = findings(plan, Images.of(digits), out);
            new TextReport(header, findings).lines().forEach(session.terminal()::line);
            session.doing("writing claim.html and claim.json");
            OutputFile.write(out.file(PAGE), new Page(header, findings).html());
            OutputFile.write(out.file(JSON), ClaimJson.of(header, findings));
            session.terminal().line("");
            session.terminal().line("Report: " + out.file(PAGE) + ", figures: " + out.file(JSON));
            session.doing(null);
            return findings;
        } finally {
            out.discardIfEmpty();
        }
    }

    private Findings findings(Plan plan, Images images, OutputDirectory out) throws IOException {
        List<Result> results = new ArrayList<>();
        for (Case of : plan.cases()) {
            Agreement found = Agreement.check(of, images);
            log(
                    "gradients agree within %.1e of the largest (allowed %.0e): %s; %,d compared, %,d at kinks left out",
                    found.worst(), of.way().limit, of.name(), found.compared(), found.kinked());
            results.add(new Result(of, found, new ArrayList<>(), new ArrayList<>()));
        }
        Path shared = Files.createTempFile("katsuo-claim-", ".npz");
        session.cleanup(() -> {
            shared.toFile().delete();
            out.discardIfEmpty();
        });
        try {
            images.write(shared);
            // The forks of a case are spread over the whole run, because the clock of a machine changes.
            for (int fork = 0; fork < plan.forks(); fork++) {
                for (Result result : results) {
                    if (fork < result.of().forks()) {
                        time(plan, result, shared);
                    }
                }
            }
        } finally {
            Files.delete(shared);
        }
        return new Findings(results);
    }

    private void time(Plan plan, Result result, Path images) throws IOException {
        Case of = result.of();
        result.backpropagation().add(ClaimFork.time(plan, of, Side.BACKPROPAGATION, images));
        result.differences().add(ClaimFork.time(plan, of, Side.DIFFERENCES, images));
        List<Result.Fork> forks = result.forks();
        double ratio = forks.getLast().ratio();
        String text = Double.isNaN(ratio)
                ? "no ratio, " + result.unsteady(forks.size() - 1)
                : "ratio " + Figures.grouped(ratio);
        log("fork %d of %d: %s: %s", forks.size(), of.forks(), of.name(), text);
    }

    private void log(String format, Object... values) {
        session.terminal().error(String.format(Locale.ROOT, format, values));
    }
}
