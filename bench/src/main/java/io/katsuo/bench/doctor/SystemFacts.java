package io.katsuo.bench.doctor;

import com.sun.management.OperatingSystemMXBean;
import io.katsuo.mnist.command.Machine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The machine and its operating system. Facts that only Linux reports are null elsewhere.
 *
 * @param date now
 * @param os the operating system and its version
 * @param architecture such as {@code amd64}
 * @param processor the processor's name, or its architecture
 * @param processors the number of processors of the machine; null if unknown
 * @param instructions which of AVX, AVX2, AVX-512 and FMA the processor has, in Linux's names; null if unknown
 * @param processorQuota the container's limit of processor time, in processors; null if there is none
 * @param lastCacheBytes the size of the largest cache; null if unknown
 * @param memoryBytes the memory of the container or the machine
 * @param hugePages the system's setting of transparent huge pages: always, madvise or never; null if it has none
 * @param load the load average of the last minute; null if unknown
 */
record SystemFacts(
        String date,
        String os,
        String architecture,
        String processor,
        Integer processors,
        List<String> instructions,
        Double processorQuota,
        Long lastCacheBytes,
        long memoryBytes,
        String hugePages,
        Double load) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Path QUOTA = Path.of("/sys/fs/cgroup/cpu.max");
    private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
    private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache");
    private static final Set<String> INSTRUCTIONS = Set.of("avx", "avx2", "avx512f", "fma", "asimd", "sve");
    private static final Pattern CHOSEN = Pattern.compile("\\[(\\w+)]");
    private static final Pattern KILOBYTES = Pattern.compile("(\\d+)K");

    static SystemFacts read() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        List<String> cpuInfo = lines(CPU_INFO);
        long processors =
                cpuInfo.stream().filter(line -> line.startsWith("processor")).count();
        return new SystemFacts(
                LocalDateTime.now().truncatedTo(ChronoUnit.MINUTES).toString().replace('T', ' '),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("os.arch"),
                Machine.cpu(),
                processors == 0 ? null : (int) processors,
                cpuInfo.isEmpty() ? null : instructions(cpuInfo),
                quota(String.join("", lines(QUOTA))),
                largestCache(),
                system.getTotalMemorySize(),
                hugePages(String.join("", lines(HUGE_PAGES))),
                system.getSystemLoadAverage() < 0 ? null : system.getSystemLoadAverage());
    }

    /** From {@code always [madvise] never} the word in brackets. */
    static String hugePages(String setting) {
        Matcher chosen = CHOSEN.matcher(setting);
        return chosen.find() ? chosen.group(1) : null;
    }

    /** From {@code 150000 100000} (microseconds of each period) 1.5; null for {@code max 100000} and for nothing. */
    static Double quota(String cpuMax) {
        String[] fields = cpuMax.strip().split(" ");
        return fields.length != 2 || fields[0].equals("max")
                ? null
                : Double.parseDouble(fields[0]) / Double.parseDouble(fields[1]);
    }

    /** From the line {@code flags} of x86, or {@code Features} of ARM. */
    private static List<String> instructions(List<String> cpuInfo) {
        return cpuInfo.stream()
                .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                .limit(1)
                .flatMap(line -> Stream.of(line.split(" ")))
                .filter(INSTRUCTIONS::contains)
                .toList();
    }

    private static Long largestCache() {
        long largest = 0;
        for (int index = 0; index < 5; index++) {
            Matcher size = KILOBYTES.matcher(String.join("", lines(CACHES.resolve("index" + index + "/size"))));
            if (size.matches()) {
                largest = Math.max(largest, Long.parseLong(size.group(1)) * 1024);
            }
        }
        return largest == 0 ? null : largest;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
