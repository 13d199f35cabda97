package io.katsuo.bench.machine;

import io.katsuo.core.kernel.Kernels;
import io.katsuo.core.kernel.Simd;
import io.katsuo.core.kernel.gemm.SimdGemm;
import io.katsuo.core.kernel.gemm.tile.RowTiles2;
import io.katsuo.core.kernel.gemm.tile.RowTiles4;
import io.katsuo.core.ops.Backend;
import io.katsuo.core.ops.MatMul;
import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A program: which share of the multiply-add peak of this JVM's vectors the tile kernel and whole square products reach, on
 * one thread. Run it with {@code -XX:UseAVX=1}, {@code -XX:MaxVectorSize=16} and so on to see other widths. The clock of a
 * machine changes by the minute, so everything is measured in turn, in short slices, and medians are divided.
 */
public final class PeakShare {
    private static final int[] SIZES = {512, 1024};
    private static final long WARM_UP_NANOS = 3_000_000_000L;
    private static final long NANOS = 6_000_000_000L;
    private static final int FEWEST_SLICES = 3;

    /** Terms of a tile's chains: A and B fit the first-level cache. */
    private static final int TERMS = 256;

    private static final int TILE_CALLS = 2000;
    private static final int TILE_ROUNDS = 5;

    private final float[] a = new float[SimdGemm.ROWS * TERMS];
    private final float[] b;
    private final float[] c;
    private final Tensor[] left = new Tensor[SIZES.length];
    private final Tensor[] right = new Tensor[SIZES.length];
    private final Tensor[] product = new Tensor[SIZES.length];

    private PeakShare() {
        Rng rng = new Rng(1);
        b = Kernels.SIMD ? Tensor.normal(rng, 0, 1, TERMS, SimdGemm.WIDTH).array() : null;
        c = Kernels.SIMD ? new float[SimdGemm.ROWS * SimdGemm.WIDTH] : null;
        for (int i = 0; i < a.length; i++) {
            a[i] = rng.nextFloat();
        }
        for (int i = 0; i < SIZES.length; i++) {
            left[i] = Tensor.normal(rng, 0, 1, SIZES[i], SIZES[i]);
            right[i] = Tensor.normal(rng, 0, 1, SIZES[i], SIZES[i]);
            product[i] = Tensor.zeros(SIZES[i], SIZES[i]);
        }
    }

    /**
     * Measures for about ten seconds, and prints one line.
     *
     * @param args none
     */
    public static void main(String[] args) {
        Threads.with(1, new PeakShare()::measure);
    }

    private void measure() {
        long warm = System.nanoTime() + WARM_UP_NANOS;
        do {
            slice();
        } while (System.nanoTime() < warm);
        List<double[]> slices = new ArrayList<>();
        long end = System.nanoTime() + NANOS;
        while (slices.size() < FEWEST_SLICES || System.nanoTime() < end) {
            slices.add(slice());
        }
        double peak = median(slices, 0);
        StringBuilder line = new StringBuilder()
                .append(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(flag -> flag.startsWith("-XX:") || flag.startsWith("-Dkatsuo"))
                        .toList())
                .append(' ')
                .append(Backend.describe());
        if (Kernels.SIMD) {
            line.append(String.format(
                    Locale.ROOT,
                    "; peak %.1f GFLOP/s; tile %.1f = %.2f of it",
                    peak,
                    median(slices, 1),
                    median(slices, 1) / peak));
        }
        for (int i = 0; i < SIZES.length; i++) {
            double gflops = median(slices, 2 + i);
            line.append(String.format(Locale.ROOT, "; %d³ %.1f", SIZES[i], gflops));
            if (Kernels.SIMD) {
                line.append(String.format(Locale.ROOT, " = %.2f", gflops / peak));
            }
        }
        System.out.println(line);
    }

    private static double median(List<double[]> slices, int figure) {
        return slices.stream()
                .mapToDouble(slice -> slice[figure])
                .sorted()
                .skip(slices.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /** GFLOP/s of the peak, the tile and the products. */
    private double[] slice() {
        double[] gflops = new double[2 + SIZES.length];
        if (Kernels.SIMD) {
            gflops[0] = FmaPeak.gflops(1);
            gflops[1] = tile();
        }
        for (int i = 0; i < SIZES.length; i++) {
            long start = System.nanoTime();
            MatMul.matmul(left[i], right[i], product[i]);
            gflops[2 + i] = 2.0 * SIZES[i] * SIZES[i] * SIZES[i] / (System.nanoTime() - start);
        }
        return gflops;
    }

    /** The best of some rounds, as the peak is the best of some. */
    private double tile() {
        double best = 0;
        for (int round = 0; round < TILE_ROUNDS; round++) {
            long start = System.nanoTime();
            for (int call = 0; call < TILE_CALLS; call++) {
                if (SimdGemm.WIDTH == 2 * Simd.LANES) {
                    RowTiles2.run(SimdGemm.ROWS, false, TERMS, a, 0, TERMS, b, 0, c, 0, SimdGemm.WIDTH);
                } else {
                    RowTiles4.run(SimdGemm.ROWS, false, TERMS, a, 0, TERMS, b, 0, c, 0, SimdGemm.WIDTH);
                }
            }
            long nanos = System.nanoTime() - start;
            best = Math.max(best, 2.0 * SimdGemm.ROWS * SimdGemm.WIDTH * TERMS * TILE_CALLS / nanos);
        }
        return best;
    }
}
