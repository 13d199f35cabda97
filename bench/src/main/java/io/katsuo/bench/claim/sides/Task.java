package io.katsuo.bench.claim.sides;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.network.TwoLayerNet;
import io.katsuo.network.numeric.CheckProgress;
import io.katsuo.network.numeric.DoubleNetwork;
import io.katsuo.network.numeric.EntryChoice;
import io.katsuo.network.numeric.Stencil;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What is to be differentiated: a network as training begins with it, a batch, and the entries of its parameters. */
public final class Task {
    private static final long SEED = 1;

    private final NetSize size;
    private final Tensor x;
    private final int[] labels;
    private final Targets t;
    private final int stride;
    private final TwoLayerNet network;

    private Task(NetSize size, Tensor x, int[] labels, int stride) {
        this.size = size;
        this.x = x;
        this.labels = labels;
        this.t = Targets.of(labels);
        this.stride = stride;
        this.network = newNetwork();
    }

    /**
     * A task.
     *
     * @param size the network's size, with 10 outputs or more
     * @param batch the number of images
     * @param most how many entries are to be differentiated by, about; from each parameter every n-th is taken, n being a
     *     prime so that all rows and columns have their turn. 0 for all of them
     * @param images where the batch comes from
     * @return the task
     */
    public static Task of(NetSize size, int batch, int most, Images images) {
        int stride = most == 0 || most >= size.parameters()
                ? 1
                : BigInteger.valueOf(size.parameters() / most)
                        .nextProbablePrime()
                        .intValueExact();
        return new Task(size, images.first(batch, size.inputs()), images.labels(batch), stride);
    }

    /** The same network in memory of its own. */
    TwoLayerNet newNetwork() {
        return new TwoLayerNet(size.inputs(), size.hidden(), size.outputs(), SEED);
    }

    TwoLayerNet network() {
        return network;
    }

    /**
     * The batch.
     *
     * @return the images, [N, I]
     */
    public Tensor x() {
        return x;
    }

    Targets t() {
        return t;
    }

    int[] labels() {
        return labels.clone();
    }

    /** Every n-th entry of a parameter, in its own memory. */
    Tensor chosen(Tensor parameter) {
        return parameter.flatten().slice(0, 0, parameter.size(), stride);
    }

    /**
     * The entries that are differentiated by.
     *
     * @param size the number of entries of a parameter
     * @return their places, row-major
     */
    public int[] entries(int size) {
        return IntStream.range(0, Math.ceilDiv(size, stride))
                .map(i -> i * stride)
                .toArray();
    }

    /**
     * How many entries are differentiated by.
     *
     * @return their number, over all parameters
     */
    public int count() {
        return network.parameters().stream()
                .mapToInt(parameter -> entries(parameter.value().size()).length)
                .sum();
    }

    /**
     * The parameters' names.
     *
     * @return in the order of all derivatives
     */
    public List<String> names() {
        return List.copyOf(network.params().keySet());
    }

    /**
     * Between which points some unit of the network has a kink, so that a difference of their losses is no derivative.
     *
     * @param step the step of the central difference
     * @return for each parameter, for each of the entries
     */
    public List<boolean[]> kinks(double step) {
        List<boolean[]> kinks = new ArrayList<>();
        EntryChoice choice = (parameter, size) -> entries(size);
        for (DoubleNetwork.Differences found :
                formulas().differences(Stencil.central(step), choice, new CheckProgress())) {
            kinks.add(found.kinked());
        }
        return kinks;
    }

    /** The network's formulas in double on the batch. */
    DoubleNetwork formulas() {
        return DoubleNetwork.of(List.copyOf(network.layers().values()), network.lastLayer(), x, t);
    }
}
