package io.katsuo.spark;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.network.BlockGradients;
import io.katsuo.network.BlockPlan;
import io.katsuo.network.BlockTree;
import io.katsuo.network.Classifier;
import io.katsuo.network.Network;
import io.katsuo.network.Samples;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A network on an executor that computes what blocks contribute. A JVM keeps those of the latest run only. */
final class Replica {
    private static String latestRun = "";
    private static ConcurrentLinkedQueue<Replica> idle = new ConcurrentLinkedQueue<>();

    private final Network network;
    private final BlockGradients gradients;
    private final Map<Integer, Tensor> tensors = new HashMap<>();

    /**
     * What all tasks of a run know.
     *
     * @param id tells runs apart
     */
    record Run(String id, NetworkFactory factory, BlockPlan plan, int threads) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /**
     * A step of the whole batch.
     *
     * @param normalizer what the loss divides by
     */
    record Step(int step, int samples, int blocks, double normalizer) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /**
     * What some neighbouring blocks contribute.
     *
     * @param partition the partition that computed them, or the group of partitions
     * @param samples what their samples lose, and their classes
     */
    record Contribution(int partition, List<BlockTree.Node> nodes, List<Losses> samples) implements Serializable {
        private static final long serialVersionUID = 1;

        /** All of these together. */
        static Contribution merge(int group, int blocks, Iterable<Contribution> parts) {
            List<BlockTree.Node> nodes = new ArrayList<>();
            List<Losses> samples = new ArrayList<>();
            for (Contribution part : parts) {
                nodes.addAll(part.nodes);
                samples.addAll(part.samples);
            }
            nodes.sort(Comparator.comparingInt(BlockTree.Node::firstBlock));
            BlockTree tree = new BlockTree(blocks);
            nodes.forEach(tree::add);
            return new Contribution(group, tree.nodes(), samples);
        }
    }

    /** What the samples of a block lose, and their classes. */
    record Losses(int first, double[] losses, int[] labels) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    private interface Work<T> {
        T on(Replica replica);
    }

    private Replica(Run run) {
        network = run.factory.create();
        gradients = new BlockGradients(network, run.plan);
    }

    private static ConcurrentLinkedQueue<Replica> idle(Run run) {
        synchronized (Replica.class) {
            if (!latestRun.equals(run.id)) {
                latestRun = run.id;
                idle = new ConcurrentLinkedQueue<>();
            }
            return idle;
        }
    }

    private static <T> T use(Run run, float[] values, Work<T> work) {
        ConcurrentLinkedQueue<Replica> queue = idle(run);
        Replica taken = queue.poll();
        Replica replica = taken == null ? new Replica(run) : taken;
        replica.gradients.load(values);
        T result = Threads.call(run.threads, () -> work.on(replica));
        queue.add(replica);
        return result;
    }

    /** Computes what the blocks of a partition contribute to a step. */
    static Contribution contribute(Run run, float[] values, Step step, Window.Shard shard, List<Window.Block> blocks) {
        return use(run, values, replica -> replica.contribute(step, shard.partition(), blocks));
    }

    private Contribution contribute(Step step, int partition, List<Window.Block> blocks) {
        BlockTree tree = new BlockTree(step.blocks);
        List<Losses> samples = new ArrayList<>();
        double[] losses = new double[step.samples];
        for (Window.Block block : blocks) {
            float[] out = tree.buffer(gradients.length());
            int count = block.samples().count();
            Targets t = Targets.of(block.samples().labels());
            gradients.compute(tensor(block), t, step.step, block.first(), step.samples, step.normalizer, out, losses);
            tree.add(new BlockTree.Node(0, block.index(), out));
            double[] own = Arrays.copyOfRange(losses, block.first(), block.first() + count);
            samples.add(new Losses(block.first(), own, block.samples().labels()));
        }
        return new Contribution(partition, tree.nodes(), samples);
    }

    private Tensor tensor(Window.Block block) {
        Samples samples = block.samples().samples(Shape.of(block.samples().width()));
        Tensor before = tensors.get(samples.count());
        Tensor tensor = samples.block(0, samples.count(), before);
        tensors.put(samples.count(), tensor);
        return tensor;
    }

    /** Where the first non-finite value of these blocks arises; empty if nowhere. */
    static List<Place> nonFinite(Run run, float[] values, List<Window.Block> blocks) {
        return use(run, values, replica -> {
            for (Window.Block block : blocks) {
                String text = BlockGradients.nonFinite(
                        replica.network, replica.tensor(block), block.samples().ids());
                if (text != null) {
                    return List.of(new Place(block.index(), text));
                }
            }
            return List.of();
        });
    }

    /** A place in a block. */
    record Place(int block, String text) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /** How many samples the network classifies rightly. */
    static long hits(Run run, float[] values, Part part) {
        if (part.count() == 0) {
            return 0;
        }
        return use(
                run,
                values,
                replica -> Math.round(part.count()
                        * ((Classifier) replica.network)
                                .accuracy(part.samples(Shape.of(part.width())), Targets.of(part.labels()))));
    }
}
