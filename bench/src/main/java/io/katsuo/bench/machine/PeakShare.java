package io.katsuo.bench.machine;

import io.katsuo.core.kernel.Kernels;
import io.katsuo.core.kernel.Simd;
import io.katsuo.core.kernel.gemm.Tile;
import io.katsuo.core.kernel.gemm.tile.RowTiles2;
import io.katsuo.core.kernel.gemm.tile.RowTiles4;
import io.katsuo.core.ops.Backend;
import io.katsuo.core.ops.LinearAlgebra;
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
 * machine changes by the minute, so everything is measured in turn, in short slices; a share is of the peak just before and after, and the
 * median of the shares is printed.
 */
public final class PeakShare {
    private static final int[] SIZES = {512, 1024};
    private static final long WARM_UP_NANOS = 3_000_000_000L;
    private static final long NANOS = 6_000_000_000L;
    private static final int FEWEST_SLICES = 3;

    /** Figures of a slice: peak, tile, products; so many shares follow. */
    private static final int SHARES = 2 + SIZES.length;

    /** Of a quarter of a millisecond each. */
    private static final int PEAK_RUNS = 8;

    /** Terms of a tile's chains: A and B fit the first-level cache. */
    private static final int TERMS = 256;

    private static final int TILE_CALLS = 2000;
    private static final int TILE_ROUNDS = 5;

    private final float[] a = new float[Tile.ROWS * TERMS];
    private final float[] b;
    private final float[] c;
    private final Tensor[] left = new Tensor[SIZES.length];
    private final Tensor[] right = new Tensor[SIZES.length];
    private final Tensor[] product = new Tensor[SIZES.length];

    private PeakShare() {
        Rng rng = new Rng(1);
        b = Kernels.SIMD ? Tensor.randn(rng, TERMS, Tile.WIDTH).array() : null;
        c = Kernels.SIMD ? new float[Tile.ROWS * Tile.WIDTH] : null;
        for (int i = 0; i < a.length; i++) {
            a[i] = rng.nextFloat();
        }
        for (int i = 0; i < SIZES.length; i++) {
            left[i] = Tensor.randn(rng, SIZES[i], SIZES[i]);
            right[i] = Tensor.randn(rng, SIZES[i], SIZES[i]);
            product[i] = Tensor.zeros(SIZES[i], SIZES[i]);
        }
    }

    /** Measures for about ten seconds, and prints one line. */
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
        StringBuilder line = new StringBuilder()
                .append(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(flag -> flag.startsWith("-XX:") || flag.startsWith("-Dkatsuo"))
                        .toList())
                .append(' ')
                .append(Backend.describe());
        if (Kernels.SIMD) {
            append(line, "peak", slices, 0);
            append(line, "tile", slices, 1);
        }
        for (int i = 0; i < SIZES.length; i++) {
            append(line, SIZES[i] + "³", slices, 2 + i);
        }
        System.out.println(line);
    }

    /** Appends the median of a figure and, if there is a peak, the median of its share. */
    private static void append(StringBuilder line, String name, List<double[]> slices, int figure) {
        double gflops = median(slices, figure);
        line.append(String.format(Locale.ROOT, "; %s %.1f GFLOP/s", name, gflops));
        if (Kernels.SIMD && figure > 0) {
            line.append(String.format(Locale.ROOT, " = %.2f of the peak", median(slices, SHARES + figure)));
        }
    }

    private static double median(List<double[]> slices, int figure) {
        return slices.stream()
                .mapToDouble(slice -> slice[figure])
                .sorted()
                .skip(slices.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /** GFLOP/s of the peak, the tile and the products, then their shares of the mean of the peaks before and after each. */
    private double[] slice() {
        double[] figures = new double[2 * SHARES];
        double peak = peak();
        figures[0] = peak;
        for (int figure = Kernels.SIMD ? 1 : 2; figure < SHARES; figure++) {
            figures[figure] = figure == 1 ? tile() : product(figure - 2);
            double after = peak();
            figures[SHARES + figure] = figures[figure] / ((peak + after) / 2);
            peak = after;
        }
        return figures;
    }

    /** On this thread: another core may have another clock. */
    private static double peak() {
        return Kernels.SIMD ? FmaPeak.onThisThread(PEAK_RUNS) : 1;
    }

    private double product(int i) {
        long start = System.nanoTime();
        LinearAlgebra.matmul(left[i], right[i], product[i]);
        return 2.0 * SIZES[i] * SIZES[i] * SIZES[i] / (System.nanoTime() - start);
    }

    /** The best of some rounds, as the peak is the best of some. */
    private double tile() {
        double best = 0;
        for (int round = 0; round < TILE_ROUNDS; round++) {
            long start = System.nanoTime();
            for (int call = 0; call < TILE_CALLS; call++) {
                if (Tile.WIDTH == 2 * Simd.LANES) {
                    RowTiles2.run(Tile.ROWS, false, TERMS, a, 0, TERMS, b, 0, c, 0, Tile.WIDTH);
                } else {
                    RowTiles4.run(Tile.ROWS, false, TERMS, a, 0, TERMS, b, 0, c, 0, Tile.WIDTH);
                }
            }
            long nanos = System.nanoTime() - start;
            best = Math.max(best, 2.0 * Tile.ROWS * Tile.WIDTH * TERMS * TILE_CALLS / nanos);
        }
        return best;
    }
}
