package io.katsuo.bench.peers;

import com.google.gson.Gson;
import io.katsuo.bench.machine.JavaProcess;
import io.katsuo.bench.peers.natives.NativeBlas;
import io.katsuo.bench.peers.natives.Torch;
import io.katsuo.bench.peers.trial.Slices;
import io.katsuo.bench.peers.trial.Slices.Times;
import io.katsuo.bench.peers.trial.Trial;
import io.katsuo.core.ops.Backend;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A JVM that times some trials and prints a line of JSON for each. */
final class Fork {
    /** Begins each line of results; libraries print other lines. */
    private static final String MARK = "katsuo-peers: ";

    private static final double WARM_UP_SECONDS = 0.3;
    private static final double SECONDS = 1;

    private Fork() {}

    /** Times trials in a fresh JVM and hands over each result when it comes. */
    static void run(int threads, List<String> systems, List<String> trials, Consumer<Times> results)
            throws IOException {
        List<String> flags = List.of(
                "--add-modules=jdk.incubator.vector",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dkatsuo.threads=" + threads,
                "-D" + NativeBlas.DIRECTORY + "=" + System.getProperty(NativeBlas.DIRECTORY, "target/peers/natives"));
        // OpenBLAS's limit is the binary logarithm of clock ticks.
        Map<String, String> pools =
                Map.of("KMP_BLOCKTIME", Integer.toString(Slices.SPIN_MILLIS), "OPENBLAS_THREAD_TIMEOUT", "26");
        new JavaProcess(
                        "a JVM of the comparison failed",
                        flags,
                        System.getProperty("java.class.path"),
                        pools,
                        Integer.MAX_VALUE)
                .run(
                        line -> {
                            if (line.startsWith(MARK)) {
                                results.accept(new Gson().fromJson(line.substring(MARK.length()), Times.class));
                            }
                        },
                        Fork.class,
                        Integer.toString(threads),
                        String.join(",", systems),
                        String.join(",", trials));
    }

    public static void main(String[] args) {
        int threads = Integer.parseInt(args[0]);
        if (Backend.name().equals("scalar")) {
            throw new IllegalStateException("scalar kernels would be timed: " + Backend.describe());
        }
        List<String> wanted = List.of(args[1].split(","));
        List<Trial> trials = PeersOptions.named(List.of(args[2].split(",")));
        Slices slices = new Slices(threads, WARM_UP_SECONDS, SECONDS);
        PrintStream out = System.out;
        if (trials.stream().anyMatch(trial -> trial.systems(threads).stream()
                .anyMatch(system -> wanted.contains(system) && system.startsWith("djl")))) {
            // Before MKL, because PyTorch would take MKL's functions for its own of the same name.
            Torch.open(threads);
        }
        for (Trial trial : trials) {
            List<String> systems =
                    trial.systems(threads).stream().filter(wanted::contains).toList();
            try {
                out.println(MARK + new Gson().toJson(slices.time(trial, systems)));
            } catch (LinkageError | RuntimeException e) {
                throw new IllegalStateException(trial.name() + ": " + e.getMessage(), e);
            }
        }
        System.exit(0);
    }
}
