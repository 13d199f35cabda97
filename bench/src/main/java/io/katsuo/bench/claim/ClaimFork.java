package io.katsuo.bench.claim;

import com.google.gson.Gson;
import io.katsuo.bench.machine.JavaProcess;
import io.katsuo.core.ops.Backend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A JVM that times one side of one case. */
final class ClaimFork {
    private ClaimFork() {}

    /** The arguments of {@link #main} as one line of JSON. */
    private record Order(Case of, Side side, double leastWarmUp, double mostWarmUp, double seconds) {}

    /** Times one side in a JVM of its own. */
    static Timing time(Plan plan, Case of, Side side, Path images) throws IOException {
        Order order = new Order(of, side, plan.leastWarmUp(), plan.mostWarmUp(), plan.seconds());
        String printed = JavaProcess.run(
                "claim: could not time the " + side.title + " of " + of.name(),
                List.of("--add-modules=jdk.incubator.vector"),
                ClaimFork.class,
                new Gson().toJson(order),
                images.toString());
        return new Gson().fromJson(printed, Timing.class);
    }

    /** Prints a {@link Timing} as one line of JSON. */
    public static void main(String[] args) throws IOException {
        Order order = new Gson().fromJson(args[0], Order.class);
        Case of = order.of();
        if (of.way() == Way.FLOAT32
                && Backend.name().equals("scalar")
                && System.getProperty("katsuo.kernels") == null) {
            throw new IllegalStateException("scalar kernels would be timed: " + Backend.describe());
        }
        TimedNetwork network = of.way().network(of.net(), Images.read(Path.of(args[1])), of.batch());
        SteadyTimer timer = new SteadyTimer(order.side().call(of, network), of.way() != Way.FLOAT32);
        Timing timing = timer.time(
                order.leastWarmUp(),
                order.mostWarmUp(),
                order.seconds(),
                order.side().calls(of));
        System.out.println(new Gson().toJson(timing));
    }
}
