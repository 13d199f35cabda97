package io.katsuo.bench.peers.trial;

import io.katsuo.bench.machine.FmaPeak;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Times systems in turn, each for a few milliseconds, so that all of a round ran on the same machine: what is
 * likely another guest on the same core takes a third of its multiply-adds, for between tenths of a second and minutes, and
 * not from all programs alike. Rounds that were not so disturbed are told by the peak measured before and after each
 * slice.
 */
public final class Slices {
    /** Kernels, and the many methods of a training step, are compiled during a JVM's first trial, in about six seconds. */
    private static final double FIRST_TRIAL = 20;

    /** A round counts as undisturbed from this share of the best peak on. */
    public static final double UNDISTURBED = 0.9;

    /** Before it is compiled a kernel is a thousand times as slow, and it is compiled after so many runs, not seconds. */
    private static final int WARM_RUNS = 500;

    private static final double LONGEST_WARM_UP_SECONDS = 3;

    private static final double SLICE_NANOS = 8e6;
    private static final double SETTLE_NANOS = 2e6;
    private static final int PEAK_RUNS = 3;
    private static final int FEWEST_ROUNDS = 5;
    private static final int MOST_ROUNDS = 40;
    private static final int ENOUGH_UNDISTURBED = 5;

    private final int threads;
    private final double seconds;
    private final double laterWarmUpSeconds;
    private double warmUpSeconds;
    private double bestPeak;

    /**
     * A way to time.
     *
     * @param threads how many threads the peak is taken of
     * @param warmUpSeconds how long each system runs before it is timed; twenty times as long at the first trial
     * @param seconds how long a trial is timed at most, unless its fewest rounds take longer
     */
    public Slices(int threads, double warmUpSeconds, double seconds) {
        this.threads = threads;
        this.laterWarmUpSeconds = warmUpSeconds;
        this.warmUpSeconds = FIRST_TRIAL * warmUpSeconds;
        this.seconds = seconds;
    }

    /**
     * Loads, checks and warms up all systems, then times them.
     *
     * @param trial what they do
     * @param systems who takes part
     */
    public Times time(Trial trial, List<String> systems) {
        Map<String, Runnable> work = new LinkedHashMap<>();
        systems.forEach(system -> work.put(system, prepare(trial, system)));
        Map<String, Integer> runs = new LinkedHashMap<>();
        work.forEach((system, run) -> runs.put(system, warmUp(run)));
        warmUpSeconds = laterWarmUpSeconds;
        Map<String, List<Double>> micros = new LinkedHashMap<>();
        systems.forEach(system -> micros.put(system, new ArrayList<>()));
        List<Double> peaks = new ArrayList<>();
        List<String> order = new ArrayList<>(systems);
        long start = System.nanoTime();
        double last = peak();
        while (!enough(peaks, (System.nanoTime() - start) / 1e9)) {
            double lowest = last;
            for (String system : order) {
                micros.get(system).add(slice(work.get(system), runs.get(system)));
                last = peak();
                lowest = Math.min(lowest, last);
            }
            peaks.add(lowest);
            Collections.rotate(order, 1);
        }
        Map<String, double[]> result = new LinkedHashMap<>();
        micros.forEach((system, values) -> result.put(system, array(values)));
        return new Times(trial.name(), array(peaks), result);
    }

    private Runnable prepare(Trial trial, String system) {
        try {
            return trial.prepare(system, threads);
        } catch (LinkageError | RuntimeException e) {
            throw new IllegalStateException("the peer " + system + " failed: " + e.getMessage(), e);
        }
    }

    private boolean enough(List<Double> peaks, double elapsed) {
        long undisturbed =
                peaks.stream().filter(peak -> peak >= UNDISTURBED * bestPeak).count();
        return peaks.size() >= FEWEST_ROUNDS
                && (undisturbed >= ENOUGH_UNDISTURBED || peaks.size() >= MOST_ROUNDS || elapsed >= seconds);
    }

    /** Runs until the compiler has had time, and returns how many runs make a slice. */
    private int warmUp(Runnable run) {
        long start = System.nanoTime();
        int times = 0;
        double elapsed;
        do {
            run.run();
            times++;
            elapsed = (System.nanoTime() - start) / 1e9;
        } while (elapsed < warmUpSeconds || times < WARM_RUNS && elapsed < LONGEST_WARM_UP_SECONDS);
        int runs = 1;
        double nanos = timed(run, runs);
        while (nanos < SLICE_NANOS / 4) {
            runs *= 2;
            nanos = timed(run, runs);
        }
        return (int) Math.max(1, Math.round(runs * SLICE_NANOS / nanos));
    }

    /** Microseconds a run; caches, and threads that have gone to sleep, get a moment before. */
    private double slice(Runnable run, int runs) {
        if (threads > 1) {
            letOthersPark();
        }
        int settle = (int) Math.ceil(runs * SETTLE_NANOS / SLICE_NANOS);
        timed(run, settle);
        return timed(run, runs) / runs / 1000;
    }

    /** Idle workers of native pools spin for some milliseconds: on a core that the next system needs. */
    private static void letOthersPark() {
        try {
            Thread.sleep(NativePools.SPIN_MILLIS + 10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while timing", e);
        }
    }

    private static double timed(Runnable run, int runs) {
        long start = System.nanoTime();
        for (int i = 0; i < runs; i++) {
            run.run();
        }
        return System.nanoTime() - start;
    }

    private double peak() {
        double peak = FmaPeak.gflops(threads, PEAK_RUNS);
        bestPeak = Math.max(bestPeak, peak);
        return peak;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
