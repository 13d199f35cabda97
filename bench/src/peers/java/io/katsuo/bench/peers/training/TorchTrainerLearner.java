package io.katsuo.bench.peers.training;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.katsuo.bench.peers.natives.Torch;
import io.katsuo.bench.peers.training.Start.Images;
import java.util.List;

/** By DJL's high-level API: blocks, a loss, an optimizer and a trainer. */
final class TorchTrainerLearner implements Learner {
    private final Start start;
    private final NDManager manager;
    private final Trainer trainer;
    private final List<NDArray> parameters;
    private final NDArray images;
    private final NDArray labels;
    private final NDArray[] batches;
    private final NDArray predicted;
    private float[] scores;

    TorchTrainerLearner(Start start) {
        this.start = start;
        manager = Torch.open(start.threads());
        SequentialBlock block = new SequentialBlock();
        for (int i = 1; i < start.sizes().length; i++) {
            block.add(Linear.builder().setUnits(start.sizes()[i]).build());
            if (i < start.layers()) {
                block.add(Activation.reluBlock());
            }
        }
        Model model = Model.newInstance("perceptron", Torch.ENGINE);
        model.setBlock(block);
        trainer = model.newTrainer(new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(Optimizer.sgd()
                        .setLearningRateTracker(Tracker.fixed(start.rate()))
                        .build()));
        trainer.initialize(new Shape(start.batchSize(), Start.PIXELS));
        parameters = block.getParameters().values().stream()
                .map(parameter -> parameter.getArray())
                .toList();
        float[][] values = start.parameters();
        for (int i = 0; i < values.length; i++) {
            parameters.get(i).set(i % 2 == 0 ? transposed(values[i], start.sizes()[i / 2]) : values[i]);
        }
        images = manager.create(Images.VALUES, new Shape(Start.COUNT, Start.PIXELS));
        labels = manager.create(Images.LABELS, new Shape(Start.COUNT)).toType(DataType.INT64, false);
        batches = TorchLearner.batches(manager, start.batches());
        predicted = images.get("0:" + start.predicted()).duplicate();
    }

    /** DJL keeps weights as [outputs, inputs]. */
    private static float[] transposed(float[] values, int rows) {
        int columns = values.length / rows;
        float[] result = new float[values.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                result[j * rows + i] = values[i * columns + j];
            }
        }
        return result;
    }

    @Override
    public double step(int batch) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray data = TorchLearner.gather(scope, images, batches[batch]);
            NDArray right = TorchLearner.gather(scope, labels, batches[batch]);
            NDArray loss;
            try (GradientCollector collector = trainer.newGradientCollector()) {
                NDList scores = trainer.forward(new NDList(data));
                loss = trainer.getLoss().evaluate(new NDList(right), scores);
                collector.backward(loss);
            }
            trainer.step();
            return loss.getFloat();
        }
    }

    @Override
    public void predict() {
        try (NDManager scope = manager.newSubManager()) {
            predicted.attach(scope);
            scores = trainer.evaluate(new NDList(predicted)).singletonOrThrow().toFloatArray();
            predicted.attach(manager);
        }
    }

    @Override
    public float[] scores() {
        return scores;
    }

    @Override
    public float[][] parameters() {
        float[][] values = new float[parameters.size()][];
        for (int i = 0; i < values.length; i++) {
            float[] value = parameters.get(i).toFloatArray();
            values[i] = i % 2 == 0 ? transposed(value, start.sizes()[i / 2 + 1]) : value;
        }
        return values;
    }
}
