package io.katsuo.spark;

import io.katsuo.network.BlockPlan;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * The batches of some steps in a row, such as an epoch. The samples are sent once, each to the partition that computes
 * the blocks it is in; the steps then send parameters and gradients only.
 *
 * @param rows the numbers of the samples of all batches, one batch after another
 * @param starts where each batch begins in {@code rows}, and where the last one ends
 */
record Window(int[] rows, int[] starts, BlockPlan plan, int partitions) implements Serializable {
    private static final long serialVersionUID = 1;

    /** A block of a batch, with the samples in the batch's order. */
    record Block(int index, int first, Part samples) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /** What one partition computes: the blocks of each step. */
    record Shard(int partition, List<List<Block>> steps) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /** Samples on their way to a partition, with their places in {@link #rows}. */
    private record Chunk(int[] places, Part samples) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /** A window of these batches. */
    static Window of(List<int[]> batches, BlockPlan plan, int partitions) {
        int[] starts = new int[batches.size() + 1];
        for (int i = 0; i < batches.size(); i++) {
            starts[i + 1] = Math.addExact(starts[i], batches.get(i).length);
        }
        int[] rows = new int[starts[batches.size()]];
        for (int i = 0; i < batches.size(); i++) {
            System.arraycopy(batches.get(i), 0, rows, starts[i], batches.get(i).length);
        }
        return new Window(rows, starts, plan, partitions);
    }

    int steps() {
        return starts.length - 1;
    }

    /** The number of samples of a batch. */
    int samples(int step) {
        return starts[step + 1] - starts[step];
    }

    int blocks(int step) {
        return plan.blocks(samples(step));
    }

    /** Neighbouring blocks are in the same partition or in neighbouring ones. */
    private int partition(int step, int block) {
        return (int) ((long) block * partitions / blocks(step));
    }

    private int stepOf(int place) {
        int found = Arrays.binarySearch(starts, place);
        return found < 0 ? -found - 2 : found;
    }

    private int block(int step, int place) {
        return (place - starts[step]) / plan.blockSize();
    }

    /** Sends the samples to where they are needed; lazily, and again from the data if an executor is lost. */
    static JavaRDD<Shard> shards(SparkData data, Broadcast<Window> window, int partitions) {
        return data.parts()
                .flatMapToPair(part -> window.value().chunks(part))
                .partitionBy(new HashPartitioner(partitions))
                .mapPartitionsWithIndex((p, chunks) -> window.value().shard(p, chunks), true)
                .persist(StorageLevel.MEMORY_AND_DISK());
    }

    private Iterator<Tuple2<Integer, Chunk>> chunks(Part part) {
        Map<Integer, List<int[]>> targets = new TreeMap<>();
        for (int place = 0; place < rows.length; place++) {
            int at = part.find(rows[place]);
            if (at >= 0) {
                int step = stepOf(place);
                targets.computeIfAbsent(partition(step, block(step, place)), p -> new ArrayList<>())
                        .add(new int[] {place, at});
            }
        }
        int width = part.width();
        return targets.entrySet().stream()
                .map(target -> {
                    List<int[]> pairs = target.getValue();
                    Part samples = Part.like(part, pairs.size(), width);
                    int[] places = new int[pairs.size()];
                    for (int i = 0; i < places.length; i++) {
                        places[i] = pairs.get(i)[0];
                        part.copyTo(pairs.get(i)[1], samples, i);
                    }
                    return new Tuple2<>(target.getKey(), new Chunk(places, samples));
                })
                .iterator();
    }

    private Iterator<Shard> shard(int partition, Iterator<Tuple2<Integer, Chunk>> chunks) {
        List<Chunk> all = new ArrayList<>();
        chunks.forEachRemaining(chunk -> all.add(chunk._2()));
        List<List<Block>> steps = new ArrayList<>();
        for (int step = 0; step < steps(); step++) {
            List<Block> blocks = new ArrayList<>();
            for (int i = 0; i < blocks(step); i++) {
                if (partition(step, i) == partition) {
                    int first = plan.first(i, samples(step));
                    int count = plan.first(i + 1, samples(step)) - first;
                    Part one = all.getFirst().samples;
                    Block block = new Block(i, first, Part.like(one, count, one.width()));
                    System.arraycopy(rows, starts[step] + first, block.samples.ids(), 0, count);
                    blocks.add(block);
                }
            }
            steps.add(blocks);
        }
        for (Chunk chunk : all) {
            for (int i = 0; i < chunk.places.length; i++) {
                int step = stepOf(chunk.places[i]);
                List<Block> blocks = steps.get(step);
                Block block = blocks.get(block(step, chunk.places[i]) - blocks.getFirst().index);
                chunk.samples.copyTo(i, block.samples, chunk.places[i] - starts[step] - block.first);
            }
        }
        return List.of(new Shard(partition, steps)).iterator();
    }
}
