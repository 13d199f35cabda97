package io.katsuo.mnist;

import static io.katsuo.core.ops.Reductions.softmax;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Elu;
import io.katsuo.layers.Gelu;
import io.katsuo.layers.Initializer;
import io.katsuo.layers.LeakyRelu;
import io.katsuo.layers.MatMul;
import io.katsuo.network.Network;
import io.katsuo.network.NetworkBuilder;
import io.katsuo.network.Trainer;
import io.katsuo.network.TwoLayerNet;
import io.katsuo.network.exchange.Onnx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Exported networks in ONNX Runtime, on all test images: 10,000 of MNIST, or the drawn ones where it is not at hand. */
class OnnxRuntimeTest {
    private static final double TOLERANCE = 1e-5;

    private static Digits digits;

    @BeforeAll
    static void load() throws IOException {
        digits = Mnist.localOrEmbedded();
    }

    @Test
    void theNetworkOfTheBook() throws IOException, OrtException {
        compare(new TwoLayerNet(784, 50, 10, 1), 2000);
    }

    /** Every layer once, trained so that running means and all parameters are others than at the start. */
    @Test
    void everyLayer() throws IOException, OrtException {
        NetworkBuilder builder =
                Network.builder(784, 2).affine(40).batchNormalization().relu().dropout(0.1, 3);
        builder.affine(30).layerNormalization().sigmoid().affine(30).tanh();
        builder.add(new MatMul("product", Initializer.HE.weights(new Rng(4), 30, 20)));
        builder.add(new LeakyRelu("leaky", 0.07))
                .affine(20)
                .add(new Elu("elu", 0.8))
                .affine(20)
                .softplus();
        builder.affine(20).gelu().affine(20).add(Gelu.byTanh("gelu2"));
        compare(builder.affine(10).softmaxWithLoss(), 200);
    }

    private static void compare(Network network, int iterations) throws IOException, OrtException {
        new Trainer(network, digits.train(), digits.train().targets())
                .iterations(iterations)
                .run();
        Tensor x = digits.test().images();
        Tensor scores = network.predict(x);
        Tensor probabilities = softmax(scores);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Onnx.write(file, network);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        FloatBuffer values = FloatBuffer.wrap(x.array(), x.layout().offset(), x.size());
        double worstScore = 0;
        double worstProbability = 0;
        try (OrtSession session = environment.createSession(file.toByteArray());
                OnnxTensor input = OnnxTensor.createTensor(environment, values, new long[] {x.dim(0), 784});
                OrtSession.Result result = session.run(Map.of("x", input))) {
            float[][] theirs = (float[][]) result.get("scores").orElseThrow().getValue();
            float[][] theirProbabilities =
                    (float[][]) result.get("probabilities").orElseThrow().getValue();
            for (int i = 0; i < x.dim(0); i++) {
                int ourClass = 0;
                int theirClass = 0;
                for (int k = 0; k < 10; k++) {
                    float ours = scores.get(i, k);
                    worstScore = Math.max(worstScore, Math.abs(ours - theirs[i][k]) / Math.max(1, Math.abs(ours)));
                    worstProbability =
                            Math.max(worstProbability, Math.abs(probabilities.get(i, k) - theirProbabilities[i][k]));
                    ourClass = ours > scores.get(i, ourClass) ? k : ourClass;
                    theirClass = theirs[i][k] > theirs[i][theirClass] ? k : theirClass;
                }
                assertEquals(ourClass, theirClass, "image " + i);
            }
        }
        System.out.printf(
                "ONNX Runtime, %d images of %s: largest difference of scores %.1e, of probabilities %.1e%n",
                x.dim(0), digits.dataset(), worstScore, worstProbability);
        assertTrue(worstScore <= TOLERANCE && worstProbability <= TOLERANCE);
    }
}
