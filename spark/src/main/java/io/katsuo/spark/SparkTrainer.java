package io.katsuo.spark;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Targets;
import io.katsuo.mnist.Cluster;
import io.katsuo.network.Network;
import io.katsuo.network.Trainer;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Trains a network on a Spark cluster: synchronous data-parallel gradient descent (Chen et al.: "Revisiting distributed
 * synchronous SGD", 2016). In every step the driver broadcasts the parameters, executors compute the gradients of blocks
 * of samples, a fixed tree adds them by the number of the block, and the driver's optimizer updates the parameters. The
 * result has the bits of one process with the same block size, for any number of partitions, executors and cores.
 *
 * <pre>{@code
 * SparkData data = SparkData.idx(sc, "hdfs://…/train-images-idx3-ubyte", "hdfs://…/train-labels-idx1-ubyte", 8);
 * TrainingResult result = new SparkTrainer(sc, network, data).trainer().batchSize(4096).epochs(5).run();
 * }</pre>
 *
 * <p>Concurrent use: one thread trains.
 */
public final class SparkTrainer {
    private final JavaSparkContext sc;
    private final Network network;
    private final SparkData train;
    private SparkData test;
    private int partitions;
    private int depth = 1;
    private NetworkFactory factory;

    /**
     * Trains this network on these samples.
     *
     * @throws IllegalArgumentException if the network does not take the samples, or the loss not the classes
     */
    public SparkTrainer(JavaSparkContext sc, Network network, SparkData train) {
        this.sc = sc;
        this.network = network;
        this.train = checked("training", train);
        this.partitions = sc.defaultParallelism();
    }

    private SparkData checked(String kind, SparkData data) {
        int[] classes = data.classes().keySet().stream().mapToInt(k -> k).toArray();
        Shape shape = Shape.of(classes.length, data.width());
        for (Layer layer : network.layers().values()) {
            if (layer.inputs().isPresent() && layer.inputs().getAsInt() != shape.dim(-1)) {
                throw new ShapeException("spark: " + kind + " samples of " + data.width() + " values: " + layer.name()
                        + " takes " + layer.inputs().getAsInt());
            }
            shape = layer.outputShape(shape);
        }
        network.lastLayer().check("spark: " + kind + " samples, their classes", shape, Targets.of(classes));
        return data;
    }

    /** Names the samples whose accuracy is reported beside that of the training samples. */
    public SparkTrainer testOn(SparkData data) {
        test = checked("test", data);
        return this;
    }

    /**
     * Sets how many tasks, at least 1, a step has; by default as many as the cluster has cores. It changes no bit of
     * the result.
     */
    public SparkTrainer partitions(int partitions) {
        if (partitions < 1) {
            throw new IllegalArgumentException("spark: at least 1 partition needed: " + partitions);
        }
        this.partitions = partitions;
        return this;
    }

    /**
     * Sets in how many rounds, at least 1, the gradients of partitions are added. With 1 the driver gets a vector from
     * each of P partitions; with 2 executors add them first, in a shuffle, and the driver gets √P. It changes no bit of
     * the result.
     */
    public SparkTrainer depth(int depth) {
        if (depth < 1) {
            throw new IllegalArgumentException("spark: the depth must be at least 1: " + depth);
        }
        this.depth = depth;
        return this;
    }

    /** Sets how executors build the network; needed for layers that are not the library's. */
    public SparkTrainer network(NetworkFactory factory) {
        this.factory = factory;
        return this;
    }

    private SparkEngine engine() {
        NetworkFactory builder = factory == null ? NetworkFactory.of(network) : factory;
        return new SparkEngine(sc, network, builder, train, test, partitions, depth);
    }

    /**
     * A trainer whose gradients and accuracies the cluster computes, with blocks of {@link Cluster#BLOCK_SIZE} samples. Its options,
     * listeners, checkpoints and reports are those of local training.
     */
    public Trainer trainer() {
        return new Trainer(network, engine()).blockSize(Cluster.BLOCK_SIZE);
    }

    /** What a step costs, measured in trial steps, and whether one machine would be faster. */
    public StepCost cost(int batchSize, int blockSize) {
        return StepCost.measure(sc, network, train.width(), partitions, batchSize, blockSize);
    }
}
