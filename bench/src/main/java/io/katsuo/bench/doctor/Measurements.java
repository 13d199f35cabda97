package io.katsuo.bench.doctor;

import io.katsuo.bench.machine.FmaPeak;
import io.katsuo.bench.machine.MemoryBandwidth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The measurements; null if one was impossible.
 *
 * @param peakOne fused multiply-adds of one core in registers, GFLOP/s
 * @param peakAll the same of all processors together
 * @param readOne memory read by one thread, GB/s
 * @param readAll the same by all processors together
 * @param hugePageBytes this JVM's memory in transparent huge pages, while a large array is in use
 * @param check SIMD kernels against scalar kernels
 */
record Measurements(
        Double peakOne, Double peakAll, Double readOne, Double readAll, Long hugePageBytes, KernelCheck check) {
    private static final long SMALLEST_ARRAY = 128L << 20;
    private static final long LARGEST_ARRAY = 1L << 30;
    private static final Path MEMORY = Path.of("/proc/self/smaps_rollup");
    private static final Pattern HUGE = Pattern.compile("(?m)^AnonHugePages:\\s+(\\d+) kB");

    static Measurements take(Facts facts) throws IOException {
        // First, before this JVM's own heap is large.
        KernelCheck check = facts.kernels().error() == null ? KernelCheck.run(facts) : null;
        int processors = facts.jvm().processors();
        Double peakOne = null;
        Double peakAll = null;
        if (facts.jvm().compilesVectors()) {
            double first = peak(1);
            peakAll = processors == 1 ? first : peak(processors);
            // Once more, now that all code is compiled: the first figure was seen a third too low.
            peakOne = Math.max(first, peak(1));
        }
        Double readOne = null;
        Double readAll = null;
        Long hugePageBytes = null;
        long bytes = arrayBytes(facts.system().lastCacheBytes());
        if (facts.jvm().optimises() && bytes <= facts.jvm().maxHeapBytes() / 2) {
            MemoryBandwidth memory = new MemoryBandwidth(bytes);
            double one = memory.gigabytesPerSecond(1);
            readOne = one;
            readAll = processors == 1 ? one : memory.gigabytesPerSecond(processors);
            hugePageBytes = inHugePages();
        }
        return new Measurements(peakOne, peakAll, readOne, readAll, hugePageBytes, check);
    }

    /** The best of at least half a second, because the loop is compiled while it runs. */
    private static double peak(int threads) {
        double best = 0;
        long end = System.nanoTime() + 500_000_000;
        do {
            best = Math.max(best, FmaPeak.gflops(threads, 60));
        } while (System.nanoTime() < end);
        return best;
    }

    /** Four times the last cache, within limits. */
    static long arrayBytes(Long lastCacheBytes) {
        return Math.clamp(lastCacheBytes == null ? 0 : 4 * lastCacheBytes, SMALLEST_ARRAY, LARGEST_ARRAY);
    }

    private static Long inHugePages() {
        try {
            Matcher huge = HUGE.matcher(Files.readString(MEMORY));
            return huge.find() ? Long.parseLong(huge.group(1)) * 1024 : null;
        } catch (IOException e) {
            return null;
        }
    }
}
