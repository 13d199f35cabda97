package io.katsuo.spark;

import io.katsuo.core.tensor.Shape;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Targets;
import io.katsuo.network.BlockGradients;
import io.katsuo.network.BlockPlan;
import io.katsuo.network.BlockTree;
import io.katsuo.network.Classifier;
import io.katsuo.network.Network;
import io.katsuo.network.TrainingEngine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/** Computes gradients on a Spark cluster: one job a step, after one shuffle of samples an epoch. */
final class SparkEngine implements TrainingEngine {
    private final JavaSparkContext sc;
    private final Network network;
    private final NetworkFactory factory;
    private final SparkData train;
    /** Null if there is none. */
    private final SparkData test;

    private final int partitions;
    private final int depth;
    private BlockGradients vectors;
    private BlockPlan plan;
    private Broadcast<Replica.Run> run;
    private Supplier<int[]> batches;
    private int remaining;
    private int epoch;
    private Broadcast<Window> window;
    private JavaRDD<Window.Shard> shards;
    /** The training step that is the window's first, and the step of the window in hand. */
    private int windowStart;

    private int at;

    SparkEngine(
            JavaSparkContext sc,
            Network network,
            NetworkFactory factory,
            SparkData train,
            SparkData test,
            int partitions,
            int depth) {
        this.sc = sc;
        this.network = network;
        this.factory = factory;
        this.train = train;
        this.test = test;
        this.partitions = partitions;
        this.depth = depth;
    }

    @Override
    public Shape samples() {
        return Shape.of(train.count(), train.width());
    }

    @Override
    public void start(BlockPlan plan, Supplier<int[]> batches, int remaining, int epoch) {
        if (plan.blockSize() == 0) {
            throw new IllegalStateException("spark: a batch that is one block cannot be distributed: block size "
                    + "none; call Trainer.blockSize");
        }
        Executors.check(sc);
        release();
        this.plan = plan;
        this.batches = batches;
        this.remaining = remaining;
        this.epoch = epoch;
        vectors = new BlockGradients(network, plan);
        int threads = sc.getConf().getInt("spark.task.cpus", 1);
        run = sc.broadcast(new Replica.Run(UUID.randomUUID().toString(), factory, plan, threads));
    }

    /** Frees what the last run and the last window have on the executors. */
    void release() {
        leaveWindow();
        if (run != null) {
            run.destroy();
            run = null;
        }
    }

    private void leaveWindow() {
        if (shards != null) {
            shards.unpersist(false);
            window.destroy();
            shards = null;
        }
    }

    private void enter(int step) {
        if (shards == null || step >= windowStart + window.value().steps()) {
            leaveWindow();
            List<int[]> next = new ArrayList<>();
            for (int n = Math.max(1, Math.min(epoch, remaining)); n > 0; n--) {
                next.add(batches.get().clone());
            }
            remaining -= next.size();
            window = sc.broadcast(Window.of(next, plan, partitions));
            shards = Window.shards(train, window, partitions);
            windowStart = step;
        }
        at = step - windowStart;
    }

    @Override
    public double gradients(int step) {
        enter(step);
        int samples = window.value().samples(at);
        LossLayer loss = network.lastLayer();
        int[] labels = new int[samples];
        double[] losses = new double[samples];
        // Executors have the classes. For a loss that gives classes weights the divisor may turn out to be another.
        double assumed = loss.normalizer(Targets.of(labels));
        List<BlockTree.Node> nodes = contributions(step, assumed, losses, labels);
        Targets t = Targets.of(labels);
        double normalizer = loss.normalizer(t);
        if (normalizer != assumed) {
            nodes = contributions(step, normalizer, losses, labels);
        }
        BlockTree tree = new BlockTree(window.value().blocks(at));
        nodes.forEach(tree::add);
        vectors.store(tree.sum());
        return loss.reduce(losses, t, normalizer);
    }

    /** Has all blocks computed; returns their sums in order. */
    private List<BlockTree.Node> contributions(int step, double normalizer, double[] losses, int[] labels) {
        int blocks = window.value().blocks(at);
        Replica.Step whole = new Replica.Step(step, losses.length, blocks, normalizer);
        List<Replica.Contribution> parts = withValues(
                values -> aggregate(job(shards, run, values, at, whole), blocks).collect());
        for (Replica.Contribution part : parts) {
            for (Replica.Losses block : part.samples()) {
                System.arraycopy(block.losses(), 0, losses, block.first(), block.losses().length);
                System.arraycopy(block.labels(), 0, labels, block.first(), block.labels().length);
            }
        }
        return Replica.Contribution.merge(0, blocks, parts).nodes();
    }

    /** Runs a job that reads the parameters and the state of the layers as they are. */
    private <T> T withValues(Function<Broadcast<float[]>, T> job) {
        Broadcast<float[]> values = sc.broadcast(vectors.values());
        try {
            return job.apply(values);
        } finally {
            values.destroy();
        }
    }

    private static JavaRDD<Replica.Contribution> job(
            JavaRDD<Window.Shard> shards,
            Broadcast<Replica.Run> run,
            Broadcast<float[]> values,
            int at,
            Replica.Step step) {
        return shards.filter(shard -> !shard.steps().get(at).isEmpty())
                .map(shard -> Replica.contribute(
                        run.value(), values.value(), step, shard, shard.steps().get(at)));
    }

    /** Merges neighbours on executors, in as many rounds as the depth has beyond the driver's. */
    private JavaRDD<Replica.Contribution> aggregate(JavaRDD<Replica.Contribution> contributions, int blocks) {
        JavaRDD<Replica.Contribution> result = contributions;
        int from = partitions;
        for (int round = depth - 1; round > 0; round--) {
            int groups = (int) Math.ceil(Math.pow(partitions, (double) round / depth));
            result = merged(result, from, groups, blocks);
            from = groups;
        }
        return result;
    }

    private static JavaRDD<Replica.Contribution> merged(
            JavaRDD<Replica.Contribution> parts, int from, int groups, int blocks) {
        return parts.mapToPair(part -> new Tuple2<>((int) ((long) part.partition() * groups / from), part))
                .groupByKey(new HashPartitioner(groups))
                .map(group -> Replica.Contribution.merge(group._1(), blocks, group._2()));
    }

    @Override
    public String nonFinite() {
        if (shards == null) {
            return null;
        }
        return withValues(values -> places(shards, run, values, at).collect()).stream()
                .flatMap(List::stream)
                .min(Comparator.comparingInt(Replica.Place::block))
                .map(Replica.Place::text)
                .orElse(null);
    }

    private static JavaRDD<List<Replica.Place>> places(
            JavaRDD<Window.Shard> shards, Broadcast<Replica.Run> run, Broadcast<float[]> values, int at) {
        return shards.map(shard ->
                Replica.nonFinite(run.value(), values.value(), shard.steps().get(at)));
    }

    @Override
    public double trainAccuracy() {
        return accuracy(train);
    }

    @Override
    public double testAccuracy() {
        return test == null ? Double.NaN : accuracy(test);
    }

    private double accuracy(SparkData data) {
        if (!(network instanceof Classifier)) {
            return Double.NaN;
        }
        return withValues(values -> (double) hits(data, run, values).reduce(Long::sum) / data.count());
    }

    private static JavaRDD<Long> hits(SparkData data, Broadcast<Replica.Run> run, Broadcast<float[]> values) {
        return data.parts().map(part -> Replica.hits(run.value(), values.value(), part));
    }

    @Override
    public double mostFrequent() {
        return (double) train.classes().values().stream()
                        .mapToLong(k -> k)
                        .max()
                        .orElse(0)
                / train.count();
    }
}
