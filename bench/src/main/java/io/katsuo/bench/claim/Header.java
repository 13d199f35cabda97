package io.katsuo.bench.claim;

import io.katsuo.core.ops.Backend;
import io.katsuo.core.parallel.Threads;
import io.katsuo.mnist.cli.Machine;
import java.lang.management.ManagementFactory;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * Where and when the figures were taken.
 *
 * @param processor its name
 * @param processors how many the JVM sees
 * @param system the operating system
 * @param jdk vendor and version
 * @param kernels vector width, and why
 * @param threads how many an operation may use, on both sides
 * @param load the load average of the minute before, negative if unknown
 * @param date when it began
 * @param images what was put in
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
    /** So many of the processors busy with other things spoil the figures. */
    private static final double BUSY = 0.25;

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
                ZonedDateTime.now().truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME),
                images,
                mode);
    }

    /** Whether other processes may have spoiled the figures. */
    boolean isBusy() {
        return load > BUSY * processors;
    }

    /** What a reader is shown, by name. */
    SequencedMap<String, String> lines() {
        SequencedMap<String, String> lines = new LinkedHashMap<>();
        lines.put(
                "Machine",
                processor + ", " + processors + (processors == 1 ? " processor, " : " processors, ") + system);
        lines.put("JDK", jdk);
        lines.put("Kernels", kernels);
        lines.put("Threads", threads + ", on both sides");
        lines.put("Load before", loadText());
        lines.put("Date", date + " (" + mode + ")");
        lines.put("Images", images);
        return lines;
    }

    private String loadText() {
        if (load < 0) {
            return "unknown";
        }
        return String.format(Locale.ROOT, "%.2f", load)
                + (isBusy() ? ": other programs were running, the figures are doubtful" : "");
    }
}
