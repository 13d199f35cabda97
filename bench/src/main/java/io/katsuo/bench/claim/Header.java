package io.katsuo.bench.claim;

import io.katsuo.core.ops.Backend;
import io.katsuo.core.parallel.Threads;
import io.katsuo.mnist.command.Machine;
import java.lang.management.ManagementFactory;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * The machine and the time of the measurement.
 *
 * @param processor its name
 * @param processors the number that the JVM sees
 * @param system the operating system
 * @param jdk vendor and version
 * @param kernels the vector width, and the reason for it
 * @param threads the number that an operation may use, on both sides
 * @param load the load average of the minute before, negative if unknown
 * @param date the time of its beginning
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
    /** The share of the processors that other processes may keep busy. */
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

    /** Whether other processes kept more than a quarter of the processors busy. */
    boolean isBusy() {
        return load > BUSY * processors;
    }

    /** The lines of the report, by name. */
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
