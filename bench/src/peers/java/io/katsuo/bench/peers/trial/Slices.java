package io.katsuo.bench.peers.trial;

import io.katsuo.bench.machine.FmaPeak;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Times systems in turn, each for a few milliseconds, so that all systems of a round meet the same machine. Another guest on the
 * same core can take a third of its multiply-adds, for tenths of a second or for minutes, and does not slow all programs alike.
 * The peak, measured before and after each slice, shows which rounds were disturbed in this way.
 */
public final class Slices {
    /** A round counts as undisturbed from this share of the best peak on. */
    public static final double UNDISTURBED = 0.9;

    /**
     * The spinning time of idle workers of native libraries: longer than the gaps between runs of one slice. Intel's default is
     * 0.2 s, which would take a core from the next system.
     */
    public static final int SPIN_MILLIS = 30;

    /** The first trial of a JVM compiles kernels and the many methods of a training step, in about six seconds. */
    private static final double FIRST_TRIAL = 20;

    /** The JVM compiles a kernel after a number of runs, not after a time. */
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
     * What one JVM measured in one trial. In each round every system ran for one slice.
     *
     * @param trial the trial's name
     * @param peaks for each round the peak in GFLOP/s of all threads: the lowest reading before and after its slices
     * @param micros by system, for each round, the time of one run
     */
    public record Times(String trial, List<Double> peaks, Map<String, List<Double>> micros) {}

    /**
     * A timer.
     *
     * @param threads the number of threads of the peak
     * @param warmUpSeconds how long each system runs before it is timed; twenty times as long in the first trial
     * @param seconds the most time of a trial, unless its fewest rounds take longer
     */
    public Slices(int threads, double warmUpSeconds, double seconds) {
        this.threads = threads;
        this.laterWarmUpSeconds = warmUpSeconds;
        this.warmUpSeconds = FIRST_TRIAL * warmUpSeconds;
        this.seconds = seconds;
    }

    /** Loads, checks and warms up all systems, then times them. */
    public Times time(Trial trial, List<String> systems) {
        Map<String, Runnable> work = new LinkedHashMap<>();
        systems.forEach(system -> work.put(system, prepare(trial, system)));
        Map<String, Integer> runs = new LinkedHashMap<>();
        work.forEach((system, run) -> runs.put(system, warmUp(run)));
        warmUpSeconds = laterWarmUpSeconds;
        Times times = new Times(trial.name(), new ArrayList<>(), new LinkedHashMap<>());
        systems.forEach(system -> times.micros.put(system, new ArrayList<>()));
        List<String> order = new ArrayList<>(systems);
        long start = System.nanoTime();
        double last = peak();
        while (!enough(times.peaks, (System.nanoTime() - start) / 1e9)) {
            double lowest = last;
            for (String system : order) {
                times.micros.get(system).add(slice(work.get(system), runs.get(system)));
                last = peak();
                lowest = Math.min(lowest, last);
            }
            times.peaks.add(lowest);
            Collections.rotate(order, 1);
        }
        return times;
    }

    private Runnable prepare(Trial trial, String system) {
        try {
            return trial.preparation().prepare(system, threads);
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

    /** Runs until the compiler has had time, and returns the number of runs in a slice. */
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

    /** Microseconds of a run, after some runs that fill the caches and wake threads. */
    private double slice(Runnable run, int runs) {
        if (threads > 1) {
            letOthersPark();
        }
        timed(run, (int) Math.ceil(runs * SETTLE_NANOS / SLICE_NANOS));
        return timed(run, runs) / runs / 1000;
    }

    /** Waits until idle workers of native pools no longer spin on a core that the next system needs. */
    private static void letOthersPark() {
        try {
            Thread.sleep(SPIN_MILLIS + 10);
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
}
