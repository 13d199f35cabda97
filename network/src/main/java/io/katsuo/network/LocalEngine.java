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
    /** Memory for blocks, one tensor for each number of samples that occurs. */
    private final List<Tensor> tensors = new ArrayList<>();

    private final List<int[]> numbers = new ArrayList<>();
    private BlockPlan plan;
    private Supplier<int[]> batches;
    private BlockGradients blocks;
    private BlockTree tree;
    private int treeBlocks;
    private double[] losses = {};
    private int[] rows;
    private Targets labels;

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
            return network.computeGradients(block(0, rows.length), labels, step);
        }
        int count = plan.blocks(rows.length);
        if (count != treeBlocks) {
            tree = new BlockTree(count);
            treeBlocks = count;
        }
        if (losses.length != rows.length) {
            losses = new double[rows.length];
        }
        double normalizer = network.lastLayer().normalizer(labels);
        blocks.begin();
        Targets of = null;
        for (int i = 0; i < count; i++) {
            int first = plan.first(i, rows.length);
            Tensor block = block(first, plan.first(i + 1, rows.length));
            of = t.gather(numbers(block.dim(0)), of);
            float[] out = tree.buffer(blocks.length());
            blocks.compute(block, of, step, first, rows.length, normalizer, out, losses);
            tree.add(new BlockTree.Node(0, i, out));
        }
        blocks.store(tree.sum());
        return network.lastLayer().reduce(losses, labels, normalizer);
    }

    /** Some samples of the batch, in memory that is written again for as many. */
    private Tensor block(int from, int to) {
        int[] chosen = numbers(to - from);
        System.arraycopy(rows, from, chosen, 0, to - from);
        Tensor block = tensors.get(numbers.indexOf(chosen));
        x.gather(chosen, block);
        return block;
    }

    /** The numbers of the samples of the latest block of so many. */
    private int[] numbers(int count) {
        for (int[] chosen : numbers) {
            if (chosen.length == count) {
                return chosen;
            }
        }
        numbers.add(new int[count]);
        tensors.add(Tensor.zeros(x.batch(count)));
        return numbers.getLast();
    }

    /** With one block the loss after the update, as the book has it; with several, that is not worth another pass. */
    @Override
    public double loss(double loss) {
        return blocks == null
                ? network.loss(tensors.get(numbers.indexOf(numbers(rows.length))), labels, workspace)
                : loss;
    }

    @Override
    public String nonFinite() {
        String place = null;
        for (int i = 0; rows != null && place == null && i < plan.blocks(rows.length); i++) {
            Tensor block = block(plan.first(i, rows.length), plan.first(i + 1, rows.length));
            place = BlockGradients.nonFinite(network, block, numbers(block.dim(0)));
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
