package io.katsuo.bench.peers.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.katsuo.bench.peers.natives.Torch;
import io.katsuo.bench.peers.training.Start.Images;
import java.util.Arrays;

/** Written by hand over DJL's arrays, without automatic differentiation, in place where DJL can. */
final class TorchLearner implements Learner {
    private final Start start;
    private final NDManager manager;
    private final NDArray[] parameters;

    /** Views of the weights. */
    private final NDArray[] transposed;

    private final NDArray images;
    private final NDArray oneHot;
    private final NDArray[] batches;
    private final NDArray predicted;
    private float[] scores;

    TorchLearner(Start start) {
        this.start = start;
        manager = Torch.open(start.threads());
        float[][] values = start.parameters();
        parameters = new NDArray[values.length];
        transposed = new NDArray[start.layers()];
        for (int i = 0; i < start.layers(); i++) {
            int[] sizes = start.sizes();
            parameters[2 * i] = manager.create(values[2 * i], new Shape(sizes[i], sizes[i + 1]));
            parameters[2 * i + 1] = manager.create(values[2 * i + 1]);
            transposed[i] = parameters[2 * i].transpose();
        }
        images = manager.create(Images.VALUES, new Shape(Start.COUNT, Start.PIXELS));
        oneHot = manager.create(Images.LABELS, new Shape(Start.COUNT))
                .toType(DataType.INT64, false)
                .oneHot(Start.CLASSES);
        batches = batches(manager, start.batches());
        predicted = images.get("0:" + start.predicted()).duplicate();
    }

    /** The row numbers of each batch. */
    static NDArray[] batches(NDManager manager, int[][] batches) {
        return Arrays.stream(batches)
                .map(rows -> manager.create(Arrays.stream(rows).asLongStream().toArray()))
                .toArray(NDArray[]::new);
    }

    /** A copy of these rows, which is freed with the scope. */
    static NDArray gather(NDManager scope, NDArray rows, NDArray numbers) {
        return rows.get(scope, new NDIndex("{}", numbers));
    }

    @Override
    public double step(int batch) {
        try (NDManager scope = manager.newSubManager()) {
            int last = start.layers() - 1;
            NDArray[] values = new NDArray[start.layers() + 1];
            values[0] = gather(scope, images, batches[batch]);
            for (int i = 0; i <= last; i++) {
                NDArray z = values[i].matMul(parameters[2 * i]).addi(parameters[2 * i + 1]);
                values[i + 1] = i < last ? z.getNDArrayInternal().relu() : z;
            }
            NDArray right = gather(scope, oneHot, batches[batch]);
            NDArray logarithms = values[last + 1].logSoftmax(1);
            double loss = -logarithms.mul(right).sum().getFloat() / start.batchSize();
            NDArray slope = logarithms.exp().subi(right).divi(start.batchSize());
            for (int i = last; i >= 0; i--) {
                NDArray before = i > 0 ? slope.matMul(transposed[i]).muli(values[i].gt(0)) : null;
                NDArray weights = values[i].transpose().matMul(slope);
                parameters[2 * i].subi(weights.muli(start.rate()));
                parameters[2 * i + 1].subi(slope.sum(new int[] {0}).muli(start.rate()));
                slope = before;
            }
            return loss;
        }
    }

    @Override
    public void predict() {
        try (NDManager scope = manager.newSubManager()) {
            predicted.attach(scope);
            NDArray value = predicted;
            for (int i = 0; i < start.layers(); i++) {
                value = value.matMul(parameters[2 * i]).addi(parameters[2 * i + 1]);
                value = i < start.layers() - 1 ? value.getNDArrayInternal().relu() : value;
            }
            scores = value.toFloatArray();
            predicted.attach(manager);
        }
    }

    @Override
    public float[] scores() {
        return scores;
    }

    @Override
    public float[][] parameters() {
        return Arrays.stream(parameters).map(NDArray::toFloatArray).toArray(float[][]::new);
    }
}
