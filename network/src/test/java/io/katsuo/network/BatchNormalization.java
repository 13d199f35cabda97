package io.katsuo.network;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Batch;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Param;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Batch normalization (Ioffe and Szegedy, 2015): {@code y = γ·(x - μ)/√(σ² + ε) + β}, in training with mean and variance
 * of the batch, in a prediction with running means of both, which are saved but not trained. Backward computes the
 * statistics again from {@code x}.
 */
final class BatchNormalization extends Layer {
    private static final double EPSILON = 1e-5;
    private static final float MOMENTUM = 0.1f;

    private final Param gamma;
    private final Param beta;
    private final Param mean;
    private final Param variance;

    BatchNormalization(String name, int units) {
        super(name);
        gamma = new Param(name + ".gamma", Tensor.full(Shape.of(units), 1));
        beta = new Param(name + ".beta", Tensor.zeros(units));
        mean = new Param(name + ".mean", Tensor.zeros(units));
        variance = new Param(name + ".variance", Tensor.full(Shape.of(units), 1));
    }

    @Override
    public boolean wholeBatch() {
        return true;
    }

    @Override
    public OptionalInt inputs() {
        return OptionalInt.of(gamma.value().size());
    }

    @Override
    public List<Param> parameters() {
        return List.of(gamma, beta);
    }

    @Override
    public List<Param> state() {
        return List.of(mean, variance);
    }

    @Override
    public void forward(Tensor x, Tensor y) {
        for (int k = 0; k < x.dim(1); k++) {
            normalize(x, y, k, mean.value().get(k), variance.value().get(k));
        }
    }

    @Override
    public void forward(Tensor x, Tensor y, Batch batch) {
        if (!batch.training()) {
            forward(x, y);
            return;
        }
        for (int k = 0; k < x.dim(1); k++) {
            double m = mean(x, k);
            double v = variance(x, k, m);
            normalize(x, y, k, m, v);
            mean.value()
                    .set(k, (mean.value().get(k) + MOMENTUM * (m - mean.value().get(k))));
            variance.value()
                    .set(
                            k,
                            (variance.value().get(k)
                                    + MOMENTUM * (v - variance.value().get(k))));
        }
    }

    private void normalize(Tensor x, Tensor y, int k, double m, double v) {
        double factor = gamma.value().get(k) / Math.sqrt(v + EPSILON);
        for (int i = 0; i < x.dim(0); i++) {
            y.set(i, k, ((x.get(i, k) - m) * factor + beta.value().get(k)));
        }
    }

    private static double mean(Tensor x, int k) {
        double sum = 0;
        for (int i = 0; i < x.dim(0); i++) {
            sum += x.get(i, k);
        }
        return sum / x.dim(0);
    }

    private static double variance(Tensor x, int k, double mean) {
        double sum = 0;
        for (int i = 0; i < x.dim(0); i++) {
            sum += (x.get(i, k) - mean) * (x.get(i, k) - mean);
        }
        return sum / x.dim(0);
    }

    @Override
    public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
        int n = x.dim(0);
        for (int k = 0; k < x.dim(1); k++) {
            double m = mean(x, k);
            double s = Math.sqrt(variance(x, k, m) + EPSILON);
            double sum = 0;
            double product = 0;
            for (int i = 0; i < n; i++) {
                sum += dout.get(i, k);
                product += dout.get(i, k) * (x.get(i, k) - m) / s;
            }
            for (int i = 0; i < n; i++) {
                double normalized = (x.get(i, k) - m) / s;
                dx.set(i, k, (gamma.value().get(k) / s * (dout.get(i, k) - (sum + normalized * product) / n)));
            }
        }
    }

    @Override
    public void gradients(Tensor x, Tensor dout) {
        for (int k = 0; k < x.dim(1); k++) {
            double m = mean(x, k);
            double s = Math.sqrt(variance(x, k, m) + EPSILON);
            double sum = 0;
            double product = 0;
            for (int i = 0; i < x.dim(0); i++) {
                sum += dout.get(i, k);
                product += dout.get(i, k) * (x.get(i, k) - m) / s;
            }
            gamma.gradient().set(k, product);
            beta.gradient().set(k, sum);
        }
    }

    @Override
    public Optional<Formula> formula() {
        return Optional.of(Formula.ofBatch(BatchNormalization::outputs));
    }

    private static double[] outputs(double[] x, int rows, double[][] parameters) {
        int units = x.length / rows;
        double[] y = new double[x.length];
        for (int k = 0; k < units; k++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < rows; i++) {
                sum += x[i * units + k];
                squares += x[i * units + k] * x[i * units + k];
            }
            double m = sum / rows;
            double s = Math.sqrt(squares / rows - m * m + EPSILON);
            for (int i = 0; i < rows; i++) {
                y[i * units + k] = parameters[0][k] * (x[i * units + k] - m) / s + parameters[1][k];
            }
        }
        return y;
    }
}
