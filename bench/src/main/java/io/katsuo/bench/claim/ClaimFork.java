package io.katsuo.bench.claim;

import com.google.gson.Gson;
import io.katsuo.bench.machine.JavaProcess;
import io.katsuo.core.ops.Backend;
import java.io.IOException;
import java.nio.file.Path;

/** A JVM that times one side of one case. */
final class ClaimFork {
    private ClaimFork() {}

    /** The arguments of {@link #main} as one line of JSON. */
    private record Order(Case of, Side side, double leastWarmUp, double mostWarmUp, double seconds) {}

    /** Times one side in a JVM of its own. */
    static Timing time(Plan plan, Case of, Side side, Path images) throws IOException {
        Order order = new Order(of, side, plan.leastWarmUp(), plan.mostWarmUp(), plan.seconds());
        String failure = "claim: could not time the " + side.title + " of " + of.name();
        String flag = "--add-modules=jdk.incubator.vector";
        // Plain Java's loops would wait while kernels are compiled that nobody times. Their calls allocate, and the
        // first write to a new page of memory can cost as much as thousands of multiply-adds: a small young generation
        // is soon used again.
        JavaProcess process = of.way() == Way.FLOAT32
                ? new JavaProcess(failure, flag)
                : new JavaProcess(failure, flag, "-Dkatsuo.kernels=scalar", "-XX:+UseSerialGC", "-Xmn8m");
        String printed = process.run(ClaimFork.class, new Gson().toJson(order), images.toString());
        return new Gson().fromJson(printed, Timing.class);
    }

    /** Prints a {@link Timing} as one line of JSON. */
    public static void main(String[] args) throws IOException {
        Order order = new Gson().fromJson(args[0], Order.class);
        Case of = order.of();
        boolean katsuo = of.way() == Way.FLOAT32;
        if (katsuo && Backend.name().equals("scalar") && System.getProperty("katsuo.kernels") == null) {
            throw new IllegalStateException("scalar kernels would be timed: " + Backend.describe());
        }
        TimedNetwork network = of.way().network(of.net(), Images.read(Path.of(args[1])), of.batch());
        SteadyTimer timer = new SteadyTimer(order.side().call(of, network), !katsuo);
        int calls = order.side() == Side.BACKPROPAGATION ? 1 : of.differentiated();
        System.out.println(
                new Gson().toJson(timer.time(order.leastWarmUp(), order.mostWarmUp(), order.seconds(), calls)));
    }
}
