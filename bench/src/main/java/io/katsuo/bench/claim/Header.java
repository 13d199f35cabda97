package io.katsuo.bench.claim;

import io.katsuo.core.ops.Backend;
import io.katsuo.core.parallel.Threads;
import io.katsuo.mnist.command.Machine;
import java.lang.management.ManagementFactory;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The machine and the time of the measurement.
 *
 * @param processors the number that the JVM sees
 * @param threads the number that an operation may use, on both sides
 * @param load the load average of the minute before, negative if unknown
 * @param images the data set
 * @param mode quick or full
 */
record Header(
        String processor,
        int processors,
        String system,
        String jdk,
        String kernels,
        int threads,
        double load,
        String date,
        String images,
        String mode) {
    /** This machine, now. */
    static Header here(String images, String mode) {
        return new Header(
                Machine.cpu(),
                Runtime.getRuntime().availableProcessors(),
                Machine.os(),
                Machine.jdk(),
                Backend.describe(),
                Threads.count(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                images,
                mode);
    }

    /** Whether other processes kept more than a quarter of the processors busy. */
    boolean isBusy() {
        return load > 0.25 * processors;
    }

    /** The lines of the report, by name. */
    Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(
                "Machine", processor + ", " + processors + " processor" + (processors == 1 ? "" : "s") + ", " + system);
        lines.put("JDK", jdk);
        lines.put("Kernels", kernels);
        lines.put("Threads", threads + ", on both sides");
        lines.put(
                "Load before",
                (load < 0 ? "unknown" : Figures.number("%.2f", load))
                        + (isBusy() ? ": other programs were running, the figures are doubtful" : ""));
        lines.put("Date", date + " (" + mode + ")");
        lines.put("Images", images);
        return lines;
    }
}
