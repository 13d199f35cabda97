package io.katsuo.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.network.BlockGradients;
import io.katsuo.network.Network;
import io.katsuo.network.TrainingListener;
import io.katsuo.network.TwoLayerNet;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What users of an earlier library on Spark complained about, each with its number there: a run of 100 steps is watched,
 * an epoch of which has 6. Reports are made in rounds 1 and 100.
 */
class ComplaintsTest {
    private static final int ROUNDS = 100;
    private static final int EPOCH = 6;
    private static final int PARTITIONS = 3;
    private static final String ROUND = "katsuo.round";

    private static JavaSparkContext sc;
    private static Watch watch;
    private static final long[] ENDS = new long[ROUNDS];
    private static final Map<Integer, long[]> MEMORY = new HashMap<>();
    private static TreeSet<String> filesBefore;
    private static TreeSet<String> filesAfter;
    private static int vectorBytes;

    /** Sums up what the tasks of each step did. */
    private static final class Watch extends SparkListener {
        final Map<Integer, Integer> rounds = new HashMap<>();
        final Map<Integer, Integer> jobs = new TreeMap<>();
        final Map<Integer, Integer> tasks = new TreeMap<>();
        final Map<Integer, Long> results = new TreeMap<>();
        final Map<Integer, Long> shuffled = new TreeMap<>();
        long written;

        @Override
        public void onJobStart(SparkListenerJobStart job) {
            String round = job.properties().getProperty(ROUND);
            if (round != null) {
                jobs.merge(Integer.parseInt(round), 1, Integer::sum);
                job.stageIds().foreach(id -> rounds.put((Integer) id, Integer.parseInt(round)));
            }
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd task) {
            Integer round = rounds.get(task.stageId());
            if (round != null) {
                tasks.merge(round, 1, Integer::sum);
                results.merge(round, task.taskMetrics().resultSize(), Long::sum);
                shuffled.merge(round, task.taskMetrics().shuffleWriteMetrics().bytesWritten(), Long::sum);
            }
            written += task.taskMetrics().outputMetrics().bytesWritten();
        }
    }

    @BeforeAll
    static void train() throws Exception {
        sc = new JavaSparkContext(SparkProvider.conf("local[2]"));
        filesBefore = files();
        watch = run(1);
        filesAfter = files();
    }

    private static Watch run(int depth) throws Exception {
        Watch watching = new Watch();
        sc.sc().addSparkListener(watching);
        Network network = Fixture.network();
        vectorBytes = 4 * new BlockGradients(network, Fixture.BLOCKS).length();
        SparkTrainer spark = new SparkTrainer(sc, network, SparkData.of(sc, Fixture.IMAGES, 2));
        sc.setLocalProperty(ROUND, "0");
        Fixture.settings(spark.partitions(PARTITIONS).depth(depth).trainer())
                .batchSize(100)
                .iterations(ROUNDS)
                .evaluateEvery(10 * ROUNDS)
                .listener(new TrainingListener() {
                    @Override
                    public void onIteration(int iteration, int iterations, double loss) {
                        ENDS[iteration] = System.nanoTime();
                        if (iteration == 10 || iteration == ROUNDS - 1) {
                            MEMORY.put(iteration, memory());
                        }
                        sc.setLocalProperty(ROUND, Integer.toString(iteration + 1));
                    }
                })
                .run();
        sc.setLocalProperty(ROUND, null);
        sc.sc().listenerBus().waitUntilEmpty();
        sc.sc().removeSparkListener(watching);
        return watching;
    }

    @AfterAll
    static void stop() {
        sc.stop();
    }

    /** Off-heap memory, the heap after a collection, and the number of cached data sets. */
    private static long[] memory() {
        System.gc();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new long[] {direct, heap, sc.getPersistentRDDs().size()};
    }

    private static TreeSet<String> files() throws IOException {
        TreeSet<String> files = new TreeSet<>();
        for (Path directory : List.of(Path.of("/dev/shm"), Path.of(""))) {
            if (Files.isDirectory(directory.toAbsolutePath())) {
                try (Stream<Path> list = Files.list(directory.toAbsolutePath())) {
                    list.map(Path::toString).forEach(files::add);
                }
            }
        }
        return files;
    }

    /** dl4j-examples#647, "MNIST takes 5 to 12 minutes on Spark, 1.5 alone": the command says so before the run. */
    @Test
    void aSmallNetworkIsFasterOnOneMachineAndTheLineSaysSo() {
        SparkTrainer spark = new SparkTrainer(sc, new TwoLayerNet(784, 50, 10, 1), SparkData.of(sc, Fixture.IMAGES, 2));
        StepCost cost = spark.cost(100, 100);
        System.out.println(cost);
        assertEquals(4 * (784 * 50 + 50 + 50 * 10 + 10), cost.vectorBytes());
        assertTrue(cost.clusterSeconds() > cost.localSeconds(), cost::toString);
        assertTrue(cost.toString().contains("times faster on one machine"), cost::toString);
    }

    /** deeplearning4j#1567, "30 minutes alone, 27 hours on Spark": the line has the factor, either way. */
    @Test
    void theLineTellsTheFactor() {
        String slower = new StepCost(160_000, 2, 2, 1, 0.050, 0.001, 2).toString();
        assertTrue(slower.contains("102.0 times faster on one machine"), slower);
        String faster = new StepCost(80_000_000, 64, 64, 128, 1, 1, 2).toString();
        assertTrue(faster.contains("the cluster is 21.3 times faster"), faster);
    }

    /** deeplearning4j#3848, "700 MB of task results": a step returns a vector from each partition, and a few bytes a sample. */
    @Test
    void resultsAreAFewVectors() {
        long most = watch.results.values().stream().mapToLong(n -> n).max().orElseThrow();
        System.out.println("task results of a step: at most " + most + " bytes, a vector has " + vectorBytes);
        // 100 samples in 7 blocks on 3 partitions: at most 2 nodes of the tree each.
        assertTrue(most < PARTITIONS * 2L * (vectorBytes + 4_000) + 100 * 24, most + " bytes");
    }

    /** deeplearning4j#7195, "treeAggregate is slow": a step is one job of one stage; deeper trees are an option. */
    @Test
    void aStepIsOneJobOfOneStage() throws Exception {
        for (int round = 2; round < ROUNDS; round++) {
            if (round % EPOCH != 0) {
                assertEquals(1, watch.jobs.get(round), "round " + round);
                assertEquals(PARTITIONS, watch.tasks.get(round), "round " + round);
                assertEquals(0, watch.shuffled.get(round), "round " + round);
            }
        }
        Watch deep = run(2);
        assertEquals(PARTITIONS + 2, deep.tasks.get(7));
    }

    /** deeplearning4j#3635 and #3288, "off-heap memory grows each epoch": all is on the heap, and does not grow. */
    @Test
    void memoryDoesNotGrow() {
        long[] early = MEMORY.get(10);
        long[] late = MEMORY.get(ROUNDS - 1);
        System.out.println("after 11 rounds " + Arrays.toString(early) + ", after 100 " + Arrays.toString(late));
        assertTrue(late[0] <= early[0] + (1 << 20), "off the heap: " + early[0] + " and then " + late[0]);
        assertTrue(late[1] <= early[1] + (16 << 20), "on the heap: " + early[1] + " and then " + late[1]);
        assertEquals(early[2], late[2], "cached data sets");
    }

    /** deeplearning4j#6437, "data is exported first": nothing is written but one shuffle an epoch. */
    @Test
    void nothingIsExported() {
        assertEquals(0, watch.written);
        watch.shuffled.forEach((round, bytes) -> assertTrue(round % EPOCH == 0 == bytes > 0, "round " + round));
    }

    /** deeplearning4j#8416, "Aeron needs /dev/shm": no other transport, and no file, there or where it runs. */
    @Test
    void thereIsNoOtherTransport() {
        assertEquals(filesBefore, filesAfter);
        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().contains("aeron")));
        assertTrue(!System.getProperty("java.class.path").contains("aeron"));
    }

    /** deeplearning4j#6496, "each round is slower": the 100th does what the first did. Times are printed, not compared. */
    @Test
    void theLastRoundDoesWhatTheFirstDid() {
        for (int round = 2; round < ROUNDS - EPOCH; round++) {
            assertEquals(watch.jobs.get(round), watch.jobs.get(round + EPOCH), "round " + round);
            assertEquals(watch.tasks.get(round), watch.tasks.get(round + EPOCH), "round " + round);
        }
        System.out.printf("rounds 11 to 20: %.1f ms, 91 to 99: %.1f ms%n", median(11, 20), median(91, 99));
    }

    private static double median(int from, int to) {
        double[] millis = new double[to - from + 1];
        Arrays.setAll(millis, i -> (ENDS[from + i] - ENDS[from + i - 1]) / 1e6);
        Arrays.sort(millis);
        return millis[millis.length / 2];
    }
}
