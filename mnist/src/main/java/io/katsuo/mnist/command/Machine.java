package io.katsuo.mnist.command;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine that a command runs on. */
public final class Machine {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Path PROCESS = Path.of("/proc/self/stat");
    private static final Path UPTIME = Path.of("/proc/uptime");
    /** Set by the launcher: the whole seconds from its start to the end of a build. */
    private static final String BUILD = System.getenv().getOrDefault("KATSUO_BUILD_SECONDS", "");

    /** The unit in which Linux reports times to programs is a hundredth of a second on all machines. */
    private static final double TICKS_PER_SECOND = 100;

    private Machine() {}

    /** {@return Katsuo's version, or a text that says that it is unknown} */
    public static String version() {
        ModuleDescriptor descriptor = Machine.class.getModule().getDescriptor();
        Optional<String> version = descriptor == null
                // From the manifest of a jar on the class path.
                ? Optional.ofNullable(Machine.class.getPackage().getImplementationVersion())
                : descriptor.rawVersion();
        return version.orElse("(unknown version)");
    }

    /** The JDK. */
    public static String jdk() {
        return System.getProperty("java.vendor") + " " + Runtime.version();
    }

    /** The operating system. */
    public static String os() {
        return System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch");
    }

    /** {@return the processor's name where the system tells it, else its architecture} */
    public static String cpu() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            Optional<String> name = lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
            return name.orElseGet(() -> System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    /** The seconds since a {@link System#nanoTime}. */
    public static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /**
     * The time since this process was started; if the launcher replaced itself by it, since the launcher was started or
     * had built Katsuo.
     */
    public static double secondsSinceStart() {
        return Math.max(0, age() - (BUILD.matches("\\d{1,6}") ? Integer.parseInt(BUILD) : 0));
    }

    private static double age() {
        try {
            // The start time that the JDK reports on Linux is wrong by up to a second.
            String process = Files.readString(PROCESS);
            String[] fields = process.substring(process.lastIndexOf(')') + 2).split(" ");
            double start = Long.parseLong(fields[19]) / TICKS_PER_SECOND;
            String uptime = Files.readString(UPTIME);
            return Double.parseDouble(uptime.substring(0, uptime.indexOf(' '))) - start;
        } catch (IOException | RuntimeException e) {
            Instant now = Instant.now();
            Instant start = ProcessHandle.current().info().startInstant().orElse(now);
            return Duration.between(start, now).toNanos() / 1e9;
        }
    }
}
