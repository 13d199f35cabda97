package io.katsuo.bench.peers.training;

import io.katsuo.bench.claim.PlainNetwork;
import io.katsuo.core.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The scores, the first loss and the first step in double, with which the systems are compared. */
final class Reference {
    /** For float32 sums of a thousand terms; a wrong gradient differs by far more. */
    private static final double TOLERANCE = 1e-3;

    /**
     * For the first step. One ReLU of 256,000 whose input is 0 but for rounding changes a thousandth of it: the tolerance allows
     * some of them, and no wrong factor, sign or missing term.
     */
    private static final double STEP_TOLERANCE = 0.01;

    private final Start start;
    private final PlainNetwork network;
    private final double loss;
    private final double[] scores;

    Reference(Start start) {
        this.start = start;
        float[][] values = start.parameters();
        double[][][] parameters = IntStream.range(0, values.length)
                .mapToObj(i -> PlainNetwork.matrix(Tensor.of(values[i]).reshape(-1, start.sizes()[i / 2 + 1])))
                .toArray(double[][][]::new);
        int[] batch = start.batches()[0];
        int[] labels =
                Arrays.stream(batch).map(image -> Start.Images.LABELS[image]).toArray();
        network = new PlainNetwork(images(batch), labels, parameters);
        loss = network.backpropagate();
        int[] first = IntStream.range(0, Math.min(start.predicted(), 100)).toArray();
        scores = Arrays.stream(network.scores(images(first)))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static double[][] images(int[] numbers) {
        return Arrays.stream(numbers)
                .mapToObj(image -> IntStream.range(0, Start.PIXELS)
                        .mapToDouble(pixel -> Start.Images.VALUES[image * Start.PIXELS + pixel])
                        .toArray())
                .toArray(double[][]::new);
    }

    /** Fails, naming the system, unless its scores, its first loss and its parameters after the first step are right. */
    void check(String system, Learner learner) {
        learner.predict();
        compare(system, "scores", learner.scores(), new float[scores.length], scores, 1, TOLERANCE);
        float[] actual = {(float) learner.step(0)};
        compare(system, "loss", actual, new float[1], new double[] {loss}, 1, TOLERANCE);
        float[][] old = start.parameters();
        float[][] now = learner.parameters();
        for (int i = 0; i < old.length; i++) {
            String what = "change of parameter " + (i + 1);
            compare(system, what, now[i], old[i], network.gradient(i), -start.rate(), STEP_TOLERANCE);
        }
    }

    /** Compares {@code now − old} with {@code factor · expected} by the length of the difference. */
    private static void compare(
            String system,
            String what,
            float[] now,
            float[] old,
            double[] expected,
            double factor,
            double tolerance) {
        double difference = 0;
        double length = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow((double) now[i] - old[i] - factor * expected[i], 2);
            length += Math.pow(factor * expected[i], 2);
        }
        if (!(Math.sqrt(difference) <= tolerance * Math.sqrt(length))) {
            throw new IllegalStateException("the " + what + " of " + system + " is wrong: it differs by "
                    + Math.sqrt(difference / length) + " of its length");
        }
    }
}
