package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.BatchNormalization;
import io.katsuo.layers.BinaryCrossEntropy;
import io.katsuo.layers.CrossEntropyOptions;
import io.katsuo.layers.Dropout;
import io.katsuo.layers.Gelu;
import io.katsuo.layers.Huber;
import io.katsuo.layers.LayerNormalization;
import io.katsuo.layers.LeakyRelu;
import io.katsuo.layers.MatMul;
import io.katsuo.layers.Relu;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import io.katsuo.network.optimizer.AdaGrad;
import io.katsuo.network.optimizer.Adam;
import io.katsuo.network.optimizer.AdamW;
import io.katsuo.network.optimizer.Momentum;
import io.katsuo.network.optimizer.Nesterov;
import io.katsuo.network.optimizer.RmsProp;
import io.katsuo.network.optimizer.Schedule;
import io.katsuo.network.optimizer.Sgd;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a reader sees who prints a thing: what it is and its numbers, and no hash code. */
class ToStringTest {
    @Test
    void everythingSaysWhatItIs() {
        Map<String, Object> things = new LinkedHashMap<>();
        things.put("relu1: Relu", new Relu("relu1"));
        things.put("product: MatMul, product.W [3, 2]", new MatMul("product", Tensor.zeros(3, 2)));
        things.put(
                "affine1: Affine, W1 [3, 2], b1 [2]",
                Network.builder(3, 1).affine(2).softmaxWithLoss().layer("affine1"));
        things.put("leaky: LeakyRelu, slope 0.01", new LeakyRelu("leaky"));
        things.put("gelu: Gelu, form tanh", Gelu.byTanh("gelu"));
        things.put("dropout: Dropout, rate 0.2, seed 7", new Dropout("dropout", 0.2, 7));
        things.put(
                "norm: BatchNormalization, momentum 0.1, epsilon 1.0E-5, norm.gamma [4], norm.beta [4]",
                new BatchNormalization("norm", 4));
        things.put(
                "norm: LayerNormalization, epsilon 1.0E-5, norm.gamma [4], norm.beta [4]",
                new LayerNormalization("norm", 4));
        things.put("softmaxWithLoss: SoftmaxWithLoss, reduction MEAN", new SoftmaxWithLoss());
        things.put(
                "loss: SoftmaxWithLoss, reduction SUM, class weights 1.0 2.0, label smoothing 0.1, ignored label 9",
                new SoftmaxWithLoss(
                        "loss",
                        CrossEntropyOptions.SUM
                                .classWeights(1, 2)
                                .labelSmoothing(0.1)
                                .ignoredLabel(9)));
        things.put("bce: BinaryCrossEntropy, reduction MEAN", new BinaryCrossEntropy("bce"));
        things.put("huber: Huber, reduction MEAN, delta 1.0", new Huber("huber"));
        things.put("3 classes: 2 0 1", Targets.of(2, 0, 1));
        things.put("12 classes: 0 0 0 0 0 0 0 0 0 0 …", Targets.of(new byte[12]));
        things.put("3 rows of values [3, 4]", Targets.of(Tensor.zeros(3, 4)));
        things.put("1 rows of values [4]", Targets.of(Tensor.zeros(4)));
        things.put("Rng at 0x1", new Rng(1));
        things.put("Sgd, rate 0.1", new Sgd(0.1));
        things.put("Momentum, rate 0.1, momentum 0.9", new Momentum(0.1));
        things.put("Nesterov, rate 0.1, momentum 0.9", new Nesterov(0.1));
        things.put("AdaGrad, rate 0.1, epsilon 1.0E-8", new AdaGrad(0.1));
        things.put("RmsProp, rate 0.1, decay 0.9, epsilon 1.0E-8", new RmsProp(0.1));
        things.put("Adam, rate 0.1, beta1 0.9, beta2 0.999, epsilon 1.0E-8", new Adam(0.1));
        things.put("AdamW, rate 0.1, beta1 0.9, beta2 0.999, epsilon 1.0E-8, decay 0.01", new AdamW(0.1));
        things.put(
                "Sgd, rate 0.1, values clipped at 2.0, norm clipped at 3.0, weight decay 0.1",
                new Sgd(0.1).clipValue(2).clipNorm(3).weightDecay(0.1));
        things.put("0.5 times 0.1 every 30 steps", Schedule.steps(0.5, 0.1, 30));
        things.put(
                "cosine from 0.5 to 0.0 in 30 steps after a start of 5 steps",
                Schedule.cosine(0.5, 0, 30).warmUp(5));
        things.put("one cycle up to 0.5 in 30 steps", Schedule.oneCycle(0.5, 30));
        things.forEach((text, thing) -> assertEquals(text, thing.toString()));
        Rng rng = new Rng(1);
        rng.nextNormal();
        assertEquals("Rng at 0x3c6ef372fe94f82b with a spare normal variate", rng.toString());
    }

    @Test
    void aNetworkPrintsItsSummaryAndAResultItsEnd() {
        Network network = Network.builder(3, 1).affine(2).relu().softmaxWithLoss();
        assertEquals(network.summary(), network.toString());
        EpochReport report = new EpochReport(3, 1799, 0.12345, 0.97, Double.NaN, 0.5, Double.NaN);
        assertEquals("iteration 1,799: loss 0.1235, accuracy 0.9700, validation loss 0.5000", report.toString());
        TrainingResult result = new TrainingResult(new double[1800], List.of(), report, "", true, 1.25, 1);
        assertEquals("1,800 iterations in 1.25 s, cancelled; network after " + report, result.toString());
        EpochReport untrained = new EpochReport(0, -1, Double.NaN, 0.1, Double.NaN, Double.NaN, Double.NaN);
        TrainingResult none = new TrainingResult(new double[0], List.of(), untrained, "", false, 0, 1);
        assertEquals("0 iterations in 0.00 s; network after no iteration, accuracy 0.1000", none.toString());
        TrainingResult one = new TrainingResult(new double[1], List.of(), report, "", false, 2, 1);
        assertTrue(one.toString().startsWith("1 iteration in 2.00 s; "), one::toString);
    }
}
