package io.katsuo.bench.machine;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The peak of this machine at this moment: independent chains of fused multiply-adds in registers, without memory. The clock of
 * a shared machine varies by half, so a share of this peak says more than GFLOP/s.
 */
public final class FmaPeak {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 10;
    private static final int LOOPS = 1 << 17;

    private FmaPeak() {}

    /**
     * GFLOP/s of all threads together: for each thread the best of some runs of about a quarter of a millisecond.
     *
     * @param threads how many threads run at the same time
     */
    public static double gflops(int threads, int runs) {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            Callable<Double> run = () -> onThisThread(runs);
            return pool.invokeAll(IntStream.range(0, threads).mapToObj(i -> run).toList()).stream()
                    .mapToDouble(result -> result.resultNow())
                    .sum();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the peak was measured", e);
        }
    }

    private static double onThisThread(int runs) {
        double best = 0;
        float sink = 0;
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            sink += chains();
            best = Math.max(best, 2.0 * SPECIES.length() * CHAINS * LOOPS / (System.nanoTime() - start));
        }
        if (Float.isNaN(sink)) {
            throw new IllegalStateException("the chains gave NaN");
        }
        return best;
    }

    /** The chains start from different values, because the compiler would merge equal ones. */
    private static float chains() {
        FloatVector x = FloatVector.broadcast(SPECIES, 0.999f);
        FloatVector y = FloatVector.broadcast(SPECIES, 0.001f);
        FloatVector a = FloatVector.broadcast(SPECIES, 1f);
        FloatVector b = FloatVector.broadcast(SPECIES, 2f);
        FloatVector c = FloatVector.broadcast(SPECIES, 3f);
        FloatVector d = FloatVector.broadcast(SPECIES, 4f);
        FloatVector e = FloatVector.broadcast(SPECIES, 5f);
        FloatVector f = FloatVector.broadcast(SPECIES, 6f);
        FloatVector g = FloatVector.broadcast(SPECIES, 7f);
        FloatVector h = FloatVector.broadcast(SPECIES, 8f);
        FloatVector i = FloatVector.broadcast(SPECIES, 9f);
        FloatVector j = FloatVector.broadcast(SPECIES, 10f);
        for (int n = 0; n < LOOPS; n++) {
            a = a.fma(x, y);
            b = b.fma(x, y);
            c = c.fma(x, y);
            d = d.fma(x, y);
            e = e.fma(x, y);
            f = f.fma(x, y);
            g = g.fma(x, y);
            h = h.fma(x, y);
            i = i.fma(x, y);
            j = j.fma(x, y);
        }
        return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).lane(0);
    }
}
