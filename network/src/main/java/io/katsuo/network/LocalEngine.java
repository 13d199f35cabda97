package io.katsuo.network;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Trains in this process. */
final class LocalEngine implements TrainingEngine {
    private final Network network;
    private final Samples x;
    private final Targets t;
    /** The samples of reports: without those of validation. */
    private final Samples trainX;

    private final Targets trainT;
    private final Workspace workspace = new Workspace();
    /** Memory for blocks, one for each number of samples that occurs. */
    private final List<Block> memory = new ArrayList<>();

    private BlockPlan plan;
    private Supplier<int[]> batches;
    private BlockGradients blocks;
    private BlockTree tree;
    private double[] losses = {};
    private int[] rows;
    private Targets labels;

    /** Samples with their numbers. */
    private record Block(int[] numbers, Tensor samples) {}

    /** Samples and targets; {@code chosen} has the numbers of those to train on, null for all. */
    LocalEngine(Network network, Samples x, Targets t, int[] chosen) {
        this.network = network;
        this.x = x;
        this.t = t;
        this.trainX = chosen == null ? x : x.select(chosen);
        this.trainT = chosen == null ? t : t.gather(chosen, null);
    }

    @Override
    public Shape samples() {
        return x.batch(x.count());
    }

    @Override
    public void start(BlockPlan plan, Supplier<int[]> batches, int remaining, int epoch) {
        this.plan = plan;
        this.batches = batches;
        this.blocks = plan.equals(BlockPlan.WHOLE) ? null : new BlockGradients(network, plan);
    }

    @Override
    public double gradients(int step) {
        rows = batches.get();
        labels = t.gather(rows, labels);
        if (blocks == null) {
            return network.computeGradients(block(0, rows.length).samples, labels, step);
        }
        int count = plan.blocks(rows.length);
        if (tree == null || tree.blocks() != count) {
            tree = new BlockTree(count);
        }
        if (losses.length != rows.length) {
            losses = new double[rows.length];
        }
        double normalizer = network.lastLayer().normalizer(labels);
        blocks.begin();
        Targets of = null;
        for (int i = 0; i < count; i++) {
            int first = plan.first(i, rows.length);
            Block block = block(first, plan.first(i + 1, rows.length));
            of = t.gather(block.numbers, of);
            float[] out = tree.buffer(blocks.length());
            blocks.compute(block.samples, of, step, first, rows.length, normalizer, out, losses);
            tree.add(new BlockTree.Node(0, i, out));
        }
        blocks.store(tree.sum());
        return network.lastLayer().reduce(losses, labels, normalizer);
    }

    /** Some samples of the batch, in memory that is written again for as many. */
    private Block block(int from, int to) {
        Block block = memory(to - from);
        System.arraycopy(rows, from, block.numbers, 0, to - from);
        x.gather(block.numbers, block.samples);
        return block;
    }

    private Block memory(int count) {
        for (Block block : memory) {
            if (block.numbers.length == count) {
                return block;
            }
        }
        memory.add(new Block(new int[count], Tensor.zeros(x.batch(count))));
        return memory.getLast();
    }

    /** With one block the loss after the update, as the book has it; with several, that is not worth another pass. */
    @Override
    public double loss(double loss) {
        return blocks == null ? network.loss(memory(rows.length).samples, labels, workspace) : loss;
    }

    @Override
    public String nonFinite() {
        String place = null;
        for (int i = 0; rows != null && place == null && i < plan.blocks(rows.length); i++) {
            Block block = block(plan.first(i, rows.length), plan.first(i + 1, rows.length));
            place = BlockGradients.nonFinite(network, block.samples, block.numbers);
        }
        return place;
    }

    @Override
    public double trainAccuracy() {
        return network instanceof Classifier classifier ? classifier.accuracy(trainX, trainT) : Double.NaN;
    }

    @Override
    public double testAccuracy() {
        return Double.NaN;
    }

    @Override
    public double mostFrequent() {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int i = 0; i < trainT.size(); i++) {
            counts.merge(trainT.label(i), 1, Integer::sum);
        }
        return counts.values().stream().mapToInt(count -> count).max().orElse(0) / (double) trainT.size();
    }
}
