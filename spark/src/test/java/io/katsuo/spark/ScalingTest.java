package io.katsuo.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.katsuo.mnist.Mnist;
import io.katsuo.network.Network;
import io.katsuo.network.Sampling;
import io.katsuo.network.TrainingListener;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The model of decision 0013: its arithmetic, and, where asked for, its check against measured steps. */
class ScalingTest {
    private static final int BATCH = 2048;
    private static final int BLOCK = 128;
    private static final int[][] NETWORKS = {{784, 50, 10}, {784, 1000, 10}, {784, 1000, 1000, 10}};

    @Test
    void theModelReturnsWhatItWasMadeOf() {
        ScalingModel made = new ScalingModel(0.02, 2e-9, 5e-9, 1.1);
        ScalingModel found = ScalingModel.fit(
                1e5,
                1e7,
                made.flat(1, 1e5, 0, 0),
                made.flat(1, 1e7, 0, 0),
                made.flat(2, 1e5, 0, 0),
                made.flat(2, 1e7, 0, 0),
                1.1);
        assertEquals(made.flat(16, 8e7, 64, 0.1), found.flat(16, 8e7, 64, 0.1), 1e-9);
        assertEquals(0.02 + 8e7 * (2e-9 + 16 * 5e-9) + 4 * 0.1 * 1.1, made.flat(16, 8e7, 64, 0.1), 1e-12);
        assertEquals(0.04 + 8e7 * (2e-9 + 8 * 5e-9) + 4 * 0.1 * 1.1, made.tree(16, 8e7, 64, 0.1), 1e-12);
    }

    /** A measured network on a number of executors. */
    private record Point(StepCost cost, double step) {}

    @Test
    @EnabledIfSystemProperty(named = "katsuo.spark.measure", matches = "true")
    void measuredAndPredicted() throws Exception {
        Map<Integer, Point[]> points = new TreeMap<>();
        for (int executors : new int[] {1, 2}) {
            SparkConf conf = SparkProvider.conf("local-cluster[" + executors + ",1,2048]");
            try (JavaSparkContext sc = new JavaSparkContext(conf)) {
                pin(sc);
                points.put(executors, measure(sc, executors));
            }
        }
        Point[] one = points.get(1);
        Point[] two = points.get(2);
        int last = NETWORKS.length - 1;
        ScalingModel model = ScalingModel.fit(
                one[0].cost.vectorBytes(),
                one[last].cost.vectorBytes(),
                one[0].cost.overheadSeconds(),
                one[last].cost.overheadSeconds(),
                two[0].cost.overheadSeconds(),
                two[last].cost.overheadSeconds(),
                1.1);
        System.out.printf(
                Locale.ROOT,
                "alpha %.1f ms, send %.2f ns/B, receive %.2f ns/B%n",
                1e3 * model.alpha(),
                1e9 * model.send(),
                1e9 * model.receive());
        points.forEach((executors, all) -> {
            for (int i = 0; i < all.length; i++) {
                StepCost cost = all[i].cost;
                double predicted = model.flat(executors, cost.vectorBytes(), BATCH / BLOCK, cost.blockSeconds());
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %d | %.2f MB | %.1f ms | %.2f ms | %.1f ms | %.1f ms | %+.0f %% |%n",
                        Arrays.toString(NETWORKS[i]),
                        executors,
                        cost.vectorBytes() / 1e6,
                        1e3 * cost.overheadSeconds(),
                        1e3 * cost.blockSeconds(),
                        1e3 * all[i].step,
                        1e3 * predicted,
                        100 * (predicted / all[i].step - 1));
            }
        });
        predict(model, one[last].cost);
    }

    /** Nodes of 16 cores at the measured speed, each with one task, on a network of 10 Gbit/s. */
    private static void predict(ScalingModel model, StepCost measured) {
        double bytes = 4 * 20_037_642.0;
        double block = measured.blockSeconds() * bytes / measured.vectorBytes() / (16 * 0.8);
        ScalingModel remote =
                new ScalingModel(model.alpha(), model.send() + 0.8e-9, model.receive() + 0.8e-9, model.straggler());
        for (int batch : new int[] {2048, 8192, 32768}) {
            StringBuilder row =
                    new StringBuilder(String.format(Locale.ROOT, "| %d | %.2f s", batch, batch / BLOCK * block));
            for (int nodes : new int[] {2, 16, 64}) {
                double step = remote.best(nodes, bytes, batch / BLOCK, block);
                row.append(String.format(Locale.ROOT, " | %.2f s, %.1f times", step, batch / BLOCK * block / step));
            }
            System.out.println(row + " |");
        }
    }

    /** Each executor to a core of its own. */
    private static void pin(JavaSparkContext sc) throws Exception {
        int core = 0;
        for (Executors.Probe probe : Executors.probe(sc)) {
            new ProcessBuilder("taskset", "-a", "-c", "-p", Integer.toString(core++), Long.toString(probe.pid()))
                    .start()
                    .waitFor();
        }
    }

    /** Other programs make times longer, never shorter. */
    private static StepCost least(StepCost a, StepCost b) {
        return new StepCost(
                a.vectorBytes(),
                a.partitions(),
                a.cores(),
                a.blocks(),
                Math.min(a.overheadSeconds(), b.overheadSeconds()),
                Math.min(a.blockSeconds(), b.blockSeconds()),
                a.localCores());
    }

    private static Point[] measure(JavaSparkContext sc, int executors) {
        Point[] points = new Point[NETWORKS.length];
        for (int i = 0; i < points.length; i++) {
            Network network = Network.of(NETWORKS[i], 1);
            SparkData data = SparkData.of(sc, Mnist.embedded().train(), executors);
            SparkTrainer spark = new SparkTrainer(sc, network, data).partitions(executors);
            StepCost cost = least(spark.cost(BATCH, BLOCK), spark.cost(BATCH, BLOCK));
            long[] ends = new long[60];
            spark.trainer()
                    .sampling(Sampling.BOOK)
                    .batchSize(BATCH)
                    .iterations(ends.length)
                    .evaluateEvery(1000)
                    .listener(new TrainingListener() {
                        @Override
                        public void onIteration(int iteration, int iterations, double loss) {
                            ends[iteration] = System.nanoTime();
                        }
                    })
                    .run();
            double[] seconds = new double[40];
            Arrays.setAll(seconds, k -> (ends[20 + k] - ends[19 + k]) / 1e9);
            Arrays.sort(seconds);
            points[i] = new Point(cost, seconds[4]);
            data.release();
        }
        return points;
    }
}
