package io.katsuo.bench.doctor;

import io.katsuo.bench.machine.FmaPeak;
import io.katsuo.bench.machine.MemoryBandwidth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was measured; null stands for what could not be.
 *
 * @param peakOne fused multiply-adds of one core in registers, billions of floating-point operations a second
 * @param peakAll the same of all processors together
 * @param readOne memory read by one thread, billions of bytes a second
 * @param readAll the same by all processors together
 * @param hugePageBytes how much of this JVM's memory, with a large array in use, lies in transparent huge pages
 * @param check SIMD against scalar
 */
record Measurements(
        Double peakOne, Double peakAll, Double readOne, Double readAll, Long hugePageBytes, KernelCheck check) {
    private static final long SMALLEST_ARRAY = 128L << 20;
    private static final long LARGEST_ARRAY = 1L << 30;
    private static final long PEAK_NANOS = 500_000_000;
    private static final Path MEMORY = Path.of("/proc/self/smaps_rollup");
    private static final Pattern HUGE = Pattern.compile("(?m)^AnonHugePages:\\s+(\\d+) kB");

    static Measurements take(Facts facts) throws IOException {
        // First, before this JVM's own heap is large.
        KernelCheck check = facts.kernels().error() == null ? KernelCheck.run(facts) : null;
        int processors = facts.jvm().processors();
        Double peakOne = null;
        Double peakAll = null;
        if (facts.jvm().compilesVectors()) {
            peakOne = peak(1);
            peakAll = processors == 1 ? peakOne : Double.valueOf(peak(processors));
            // Once more, now that all is compiled: the first figure was seen a third too low.
            peakOne = Math.max(peakOne, peak(1));
        }
        Double readOne = null;
        Double readAll = null;
        Long hugePageBytes = null;
        long bytes = arrayBytes(facts.system().lastCacheBytes());
        if (facts.jvm().optimises() && bytes <= facts.jvm().maxHeapBytes() / 2) {
            MemoryBandwidth memory = new MemoryBandwidth(bytes);
            readOne = memory.gigabytesPerSecond(1);
            readAll = processors == 1 ? readOne : Double.valueOf(memory.gigabytesPerSecond(processors));
            hugePageBytes = inHugePages();
        }
        return new Measurements(peakOne, peakAll, readOne, readAll, hugePageBytes, check);
    }

    /** The best of half a second and more: at first it is compiled while it runs, on one processor all the time. */
    private static double peak(int threads) {
        double best = 0;
        long end = System.nanoTime() + PEAK_NANOS;
        do {
            best = Math.max(best, FmaPeak.gflops(threads));
        } while (System.nanoTime() < end);
        return best;
    }

    /** Four times the last cache, within limits. */
    static long arrayBytes(Long lastCacheBytes) {
        long wanted = lastCacheBytes == null ? 0 : 4 * lastCacheBytes;
        return Math.clamp(wanted, SMALLEST_ARRAY, LARGEST_ARRAY);
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
