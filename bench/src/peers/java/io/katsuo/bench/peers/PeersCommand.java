package io.katsuo.bench.peers;

import io.katsuo.network.files.AtomicFile;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * {@code katsuo bench peers}: matrix products by Katsuo and by other systems. For each shape the systems take turns, a
 * fresh JVM each time, so that a drift of the machine's clock meets them alike.
 */
public final class PeersCommand implements Callable<Integer> {
    private static final String NATIVES = "katsuo.peers.natives";

    private CommandSpec spec;

    private PeersCommand() {}

    /**
     * Runs the comparison and ends the process: with 0 if all went well, 1 if it failed, 2 if it was not understood.
     *
     * @param args the options
     */
    public static void main(String[] args) {
        PeersCommand command = new PeersCommand();
        command.spec = CommandSpec.wrapWithoutInspection(command).name("katsuo bench peers");
        command.spec
                .usageMessage()
                .header("Compare matrix products with other systems, in one run.", "")
                .abbreviateSynopsis(true)
                .sortOptions(false);
        command.spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
        PeersOptions.declare(command.spec);
        CommandLine line = new CommandLine(command.spec);
        line.setParameterExceptionHandler((e, ignored) -> {
            System.err.println("katsuo bench peers: " + e.getMessage() + "; see katsuo bench peers --help");
            return 2;
        });
        line.setExecutionExceptionHandler((e, ignored, parsed) -> {
            System.err.println("katsuo bench peers: " + e.getMessage());
            return 1;
        });
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws IOException {
        PeersOptions options = PeersOptions.of(spec);
        if (options.json() != null && Files.isDirectory(options.json())) {
            throw new ParameterException(spec.commandLine(), "--json names a directory: " + options.json());
        }
        Path log = Files.createTempFile("katsuo-peers-", ".log");
        log.toFile().deleteOnExit();
        List<Comparison> comparisons = new ArrayList<>();
        PeersReport report = new PeersReport(options, comparisons);
        System.out.println(report.header());
        for (Product product : options.products()) {
            Comparison comparison = new Comparison(product);
            for (int pass = 0; pass < options.passes(); pass++) {
                for (Peer peer : options.systems()) {
                    System.err.print("\r\033[K" + product.name() + ": pass " + (pass + 1) + ", " + peer.id + "...");
                    comparison.add(peer, run(product, peer, options.threads(), log));
                }
            }
            System.err.print("\r\033[K");
            comparisons.add(comparison);
            System.out.println(report.row(comparison));
        }
        System.out.println(report.means());
        if (options.json() != null) {
            AtomicFile.write(options.json(), report.toJson());
        }
        return 0;
    }

    /** One JVM's figures. What that JVM and JMH say is of interest only if they fail. */
    private static Comparison.Pass run(Product product, Peer peer, int threads, Path log) throws IOException {
        Options options = new OptionsBuilder()
                .include("^" + SgemmBenchmark.class.getName().replace(".", "\\.") + "\\.")
                .param("system", peer.id)
                .param("shape", product.name())
                .param("threads", Integer.toString(threads))
                .forks(1)
                .shouldFailOnError(true)
                .jvmArgsAppend(
                        "--add-modules=jdk.incubator.vector",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dkatsuo.threads=" + threads,
                        "-D" + NATIVES + "=" + System.getProperty(NATIVES, "target/peers/natives"))
                .build();
        RunResult result;
        PrintStream out = System.out;
        PrintStream err = System.err;
        // The other JVM's streams are copied to these.
        try (PrintStream quiet = new PrintStream(new FileOutputStream(log.toFile(), true), true)) {
            System.setOut(quiet);
            System.setErr(quiet);
            result = new Runner(options).run().iterator().next();
        } catch (RunnerException e) {
            throw new IllegalStateException(
                    "could not time " + peer.id + " at " + product.name() + ":\n" + Files.readString(log), e);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        double micros = result.getPrimaryResult().getScore();
        // JMH adds the iterations' counters up.
        double peak = result.getSecondaryResults().get("peakGflops").getScore()
                / result.getParams().getMeasurement().getCount();
        return new Comparison.Pass(product.operations() / micros / 1000, peak);
    }
}
