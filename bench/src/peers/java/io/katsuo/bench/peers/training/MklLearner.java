package io.katsuo.bench.peers.training;

import io.katsuo.bench.peers.natives.NativeBlas;
import io.katsuo.bench.peers.training.Start.Images;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Written by hand over MKL's products on Java arrays; everything else in plain loops, which the compiler vectorizes. */
final class MklLearner implements Learner {
    private final Start start;
    private final NativeBlas blas;
    private final int[] sizes;
    private final int layers;
    private final float[][] parameters;
    private final float[][] gradients;
    private final float[][] values;
    private final float[][] slopes;
    private final float[][] predictions;
    private final byte[] labels;

    MklLearner(Start start) {
        this.start = start;
        blas = NativeBlas.mkl(start.threads());
        sizes = start.sizes();
        layers = start.layers();
        parameters = start.parameters();
        gradients = start.parameters();
        values = matrices(start.batchSize());
        slopes = matrices(start.batchSize());
        predictions = matrices(start.predicted());
        System.arraycopy(Images.VALUES, 0, predictions[0], 0, predictions[0].length);
        labels = new byte[start.batchSize()];
    }

    private float[][] matrices(int rows) {
        return Arrays.stream(sizes).mapToObj(size -> new float[rows * size]).toArray(float[][]::new);
    }

    @Override
    public double step(int batch) {
        int[] rows = start.batches()[batch];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(Images.VALUES, rows[i] * sizes[0], values[0], i * sizes[0], sizes[0]);
            labels[i] = Images.LABELS[rows[i]];
        }
        forward(values, rows.length);
        double loss = softmax(values[layers], slopes[layers], rows.length, sizes[layers]);
        for (int layer = layers; layer > 0; layer--) {
            backward(layer, rows.length);
        }
        for (int i = 0; i < parameters.length; i++) {
            descend(parameters[i], gradients[i], start.rate());
        }
        return loss;
    }

    private void forward(float[][] values, int rows) {
        for (int i = 0; i < layers; i++) {
            multiply(false, false, rows, sizes[i + 1], sizes[i], values[i], parameters[2 * i], values[i + 1]);
            addBias(values[i + 1], parameters[2 * i + 1], rows, i < layers - 1 ? 0 : Float.NEGATIVE_INFINITY);
        }
    }

    private void backward(int layer, int rows) {
        int inputs = sizes[layer - 1];
        int outputs = sizes[layer];
        sumRows(slopes[layer], gradients[2 * layer - 1], rows);
        multiply(true, false, inputs, outputs, rows, values[layer - 1], slopes[layer], gradients[2 * layer - 2]);
        if (layer > 1) {
            multiply(false, true, rows, inputs, outputs, slopes[layer], parameters[2 * layer - 2], slopes[layer - 1]);
            mask(slopes[layer - 1], values[layer - 1]);
        }
    }

    private void multiply(boolean tA, boolean tB, int m, int n, int k, float[] a, float[] b, float[] c) {
        blas.multiply(
                tA, tB, m, n, k, MemorySegment.ofArray(a), MemorySegment.ofArray(b), MemorySegment.ofArray(c));
    }

    /** With {@code least} 0 the ReLU follows. */
    private static void addBias(float[] z, float[] bias, int rows, float least) {
        int columns = bias.length;
        for (int i = 0; i < rows; i++) {
            for (int j = 0, at = i * columns; j < columns; j++) {
                z[at + j] = Math.max(z[at + j] + bias[j], least);
            }
        }
    }

    private static void sumRows(float[] slopes, float[] sums, int rows) {
        int columns = sums.length;
        Arrays.fill(sums, 0);
        for (int i = 0; i < rows; i++) {
            for (int j = 0, at = i * columns; j < columns; j++) {
                sums[j] += slopes[at + j];
            }
        }
    }

    private static void mask(float[] slopes, float[] values) {
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = values[i] > 0 ? slopes[i] : 0;
        }
    }

    private static void descend(float[] values, float[] gradients, float rate) {
        for (int i = 0; i < values.length; i++) {
            values[i] -= rate * gradients[i];
        }
    }

    /** Returns the mean loss and writes its derivatives by the scores. */
    private double softmax(float[] scores, float[] slopes, int rows, int columns) {
        double loss = 0;
        for (int i = 0; i < rows; i++) {
            int at = i * columns;
            float most = scores[at];
            for (int j = 1; j < columns; j++) {
                most = Math.max(most, scores[at + j]);
            }
            float sum = 0;
            for (int j = 0; j < columns; j++) {
                slopes[at + j] = (float) Math.exp(scores[at + j] - most);
                sum += slopes[at + j];
            }
            loss += Math.log(sum) - (scores[at + labels[i]] - most);
            for (int j = 0; j < columns; j++) {
                slopes[at + j] /= sum * rows;
            }
            slopes[at + labels[i]] -= 1f / rows;
        }
        return loss / rows;
    }

    @Override
    public void predict() {
        forward(predictions, start.predicted());
    }

    @Override
    public float[] scores() {
        return predictions[layers].clone();
    }

    @Override
    public float[][] parameters() {
        return Arrays.stream(parameters).map(float[]::clone).toArray(float[][]::new);
    }
}
