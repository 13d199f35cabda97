package io.katsuo.spark;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.network.BlockGradients;
import io.katsuo.network.BlockPlan;
import io.katsuo.network.Network;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * What a step of training costs on a cluster.
 *
 * @param vectorBytes the size of the parameters, which every executor gets and every partition returns as gradients
 * @param cores how many tasks run at once
 * @param overheadSeconds a step that computes nothing: broadcast, tasks, results and their sum
 * @param blockSeconds the gradient of a block on one core
 * @param localCores the processors of the driver's machine
 */
public record StepCost(
        long vectorBytes,
        int partitions,
        int cores,
        int blocks,
        double overheadSeconds,
        double blockSeconds,
        int localCores) {
    private static final int TRIALS = 9;
    /** Until the code is compiled: a first step takes ten times as long as the hundredth. */
    private static final double OVERHEAD_WARM_UP_SECONDS = 4;

    private static final double BLOCK_WARM_UP_SECONDS = 1;

    /** Measures it: steps that compute nothing on the cluster, and one block on the driver. */
    static StepCost measure(
            JavaSparkContext sc, Network network, int width, int partitions, int batchSize, int blockSize) {
        BlockGradients vectors = new BlockGradients(network, new BlockPlan(blockSize, 0, 0));
        JavaRDD<Integer> numbers = SparkData.numbers(sc, partitions);
        double overhead = median(OVERHEAD_WARM_UP_SECONDS, () -> emptyStep(sc, numbers, vectors.values()));
        int rows = Math.min(blockSize, batchSize);
        Tensor x = Tensor.zeros(rows, width).fill(0.5);
        Targets t = Targets.of(new int[rows]);
        float[] out = new float[vectors.length()];
        double[] losses = new double[rows];
        vectors.load(vectors.values());
        double block = median(
                BLOCK_WARM_UP_SECONDS,
                () -> Threads.call(1, () -> {
                    long start = System.nanoTime();
                    vectors.compute(x, t, 0, 0, rows, rows, out, losses);
                    return System.nanoTime() - start;
                }));
        return new StepCost(
                4L * vectors.length(),
                partitions,
                sc.defaultParallelism(),
                Math.ceilDiv(batchSize, rows),
                overhead,
                block,
                Runtime.getRuntime().availableProcessors());
    }

    private static long emptyStep(JavaSparkContext sc, JavaRDD<Integer> numbers, float[] values) {
        long start = System.nanoTime();
        Broadcast<float[]> broadcast = sc.broadcast(values);
        float[] sum = new float[values.length];
        for (float[] part : echo(numbers, broadcast).collect()) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += part[i];
            }
        }
        broadcast.destroy();
        return System.nanoTime() - start;
    }

    private static JavaRDD<float[]> echo(JavaRDD<Integer> numbers, Broadcast<float[]> values) {
        return numbers.map(i -> values.value().clone());
    }

    private static double median(double warmUpSeconds, LongSupplier trial) {
        for (double seconds = 0; seconds < warmUpSeconds; ) {
            seconds += trial.getAsLong() / 1e9;
        }
        long[] nanos = new long[TRIALS];
        Arrays.setAll(nanos, i -> trial.getAsLong());
        Arrays.sort(nanos);
        return nanos[TRIALS / 2] / 1e9;
    }

    /** The predicted seconds of a step on the cluster. */
    public double clusterSeconds() {
        int tasks = Math.min(Math.min(partitions, cores), blocks);
        return overheadSeconds + Math.ceilDiv(blocks, tasks) * blockSeconds;
    }

    /** The predicted seconds of a step in one process with the driver's processors. */
    public double localSeconds() {
        return blocks * blockSeconds / localCores;
    }

    /** A line of text. */
    @Override
    public String toString() {
        double cluster = clusterSeconds();
        double local = localSeconds();
        return String.format(
                Locale.ROOT,
                "Spark: a step broadcasts %,d kB and returns %d x %,d kB; it takes %.1f ms: %.1f ms of overhead"
                        + " (measured) and %d blocks of %.2f ms on %d cores. One process on the %d processors here: %.1f"
                        + " ms a step, so %s.",
                vectorBytes / 1000,
                Math.min(partitions, blocks),
                vectorBytes / 1000,
                1e3 * cluster,
                1e3 * overheadSeconds,
                blocks,
                1e3 * blockSeconds,
                cores,
                localCores,
                1e3 * local,
                local <= cluster
                        ? String.format(
                                Locale.ROOT, "this network is %.1f times faster on one machine", cluster / local)
                        : String.format(Locale.ROOT, "the cluster is %.1f times faster", local / cluster));
    }
}
