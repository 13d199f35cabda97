package io.katsuo.bench.peers;

import com.google.gson.Gson;
import io.katsuo.bench.peers.natives.Torch;
import io.katsuo.bench.peers.trial.Slices;
import io.katsuo.bench.peers.trial.Times;
import io.katsuo.bench.peers.trial.Trial;
import io.katsuo.core.ops.Backend;
import java.io.PrintStream;
import java.util.List;

/** The main class of the JVMs that time: runs some trials and prints a line of JSON for each. */
final class Fork {
    /** Before each line of results, so that nothing else that is printed is taken for one. */
    static final String MARK = "katsuo-peers: ";

    private static final double WARM_UP_SECONDS = 0.3;
    private static final double SECONDS = 1;

    private Fork() {}

    /** Runs trials. */
    public static void main(String[] args) {
        int threads = Integer.parseInt(args[0]);
        if (!args[0].equals(System.getProperty("katsuo.threads"))) {
            throw new IllegalStateException("the property katsuo.threads must be " + threads);
        }
        if (Backend.name().equals("scalar")) {
            throw new IllegalStateException("scalar kernels would be timed: " + Backend.describe());
        }
        List<String> wanted = List.of(args[1].split(","));
        List<String> names = List.of(args[2].split(","));
        Slices slices = new Slices(threads, WARM_UP_SECONDS, SECONDS);
        PrintStream out = System.out;
        if (names.stream().anyMatch(name -> Trials.named(name).systems(threads).stream()
                .anyMatch(system -> wanted.contains(system) && system.startsWith("djl")))) {
            // Before MKL, whose functions it would otherwise take for its own of the same name.
            Torch.open(threads);
        }
        for (String name : names) {
            Trial trial = Trials.named(name);
            List<String> systems =
                    trial.systems(threads).stream().filter(wanted::contains).toList();
            try {
                out.println(MARK + new Gson().toJson(slices.time(trial, systems), Times.class));
            } catch (LinkageError | RuntimeException e) {
                throw new IllegalStateException(name + ": " + e.getMessage(), e);
            }
        }
        System.exit(0);
    }
}
