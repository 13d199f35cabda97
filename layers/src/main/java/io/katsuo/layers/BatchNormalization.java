package io.katsuo.layers;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Batch normalization: for each unit {@code y = γ·x̂ + β} with {@code x̂ = (x - μ)/s} and {@code s = √(σ² + ε)}, where
 * in training μ and σ² are the mean and the variance of the unit over the batch, and in a prediction the running means
 * of both (Ioffe, Szegedy: "Batch normalization: accelerating deep network training by reducing internal covariate
 * shift", 2015). With sums over the N samples of the batch
 *
 * <pre>{@code
 * dβ = Σ dout      dγ = Σ dout·x̂      dx = γ/s · (dout - (dβ + x̂·dγ)/N)
 * }</pre>
 *
 * <p>After every step of training {@code mean += momentum·(μ - mean)}, and the running variance likewise; both are
 * {@link #state}, which is saved but not trained. σ² is a sum divided by N in both cases (the paper divides by N - 1
 * for the running variance). Statistics are computed in double, in the order of the samples.
 *
 * <p>Concurrent use: predictions as for any layer; train on one thread only.
 */
public final class BatchNormalization extends Layer {
    private final Param gamma;
    private final Param beta;
    private final Param mean;
    private final Param variance;
    private final double momentum;
    private final double epsilon;
    /** Of the current batch: μ, σ², 1/s, dβ and dγ. */
    private final double[] mu;

    private final double[] sigma2;
    private final double[] inverse;
    private final double[] sum;
    private final double[] product;

    /** A layer with momentum 0.1 and ε = 1e-5. */
    public BatchNormalization(String name, int units) {
        this(name, units, 0.1, 1e-5);
    }

    /**
     * A layer with γ = 1, β = 0, running mean 0 and running variance 1.
     *
     * @param units the number of values of a sample, at least 1
     * @param momentum the weight of a batch in the running means, above 0 and at most 1
     * @param epsilon the number that is added to a variance, above 0
     * @throws IllegalArgumentException if a number is out of its range
     */
    public BatchNormalization(String name, int units, double momentum, double epsilon) {
        super(name);
        if (units < 1 || !(momentum > 0 && momentum <= 1)) {
            throw new IllegalArgumentException(name
                    + ": at least 1 unit and a momentum above 0 and at most 1 needed: " + units + " units, momentum "
                    + momentum);
        }
        this.momentum = momentum;
        this.epsilon = Activation.checked(name, "epsilon", epsilon, 0);
        gamma = new Param(name + ".gamma", Tensor.ones(units));
        beta = new Param(name + ".beta", Tensor.zeros(units));
        mean = new Param(name + ".mean", Tensor.zeros(units));
        variance = new Param(name + ".variance", Tensor.ones(units));
        mu = new double[units];
        sigma2 = new double[units];
        inverse = new double[units];
        sum = new double[units];
        product = new double[units];
    }

    @Override
    public boolean wholeBatch() {
        return true;
    }

    @Override
    public OptionalInt inputs() {
        return OptionalInt.of(mu.length);
    }

    @Override
    public Shape outputShape(Shape x) {
        Check.units(name(), x, mu.length);
        return x;
    }

    @Override
    public List<Param> parameters() {
        return List.of(gamma, beta);
    }

    /** The running mean and variance, {@code name.mean} and {@code name.variance}. */
    @Override
    public List<Param> state() {
        return List.of(mean, variance);
    }

    /** The output of a prediction. */
    @Override
    public void forward(Tensor x, Tensor y) {
        y.copyFrom(x);
        float[] values = y.array();
        for (int k = 0; k < mu.length; k++) {
            double m = mean.value().get(k);
            double factor = gamma.value().get(k) / Math.sqrt(variance.value().get(k) + epsilon);
            double b = beta.value().get(k);
            int end = y.layout().offset() + y.size();
            for (int i = y.layout().offset() + k; i < end; i += mu.length) {
                values[i] = (float) ((values[i] - m) * factor + b);
            }
        }
    }

    @Override
    public void forward(Tensor x, Tensor y, Batch batch) {
        if (!batch.training()) {
            forward(x, y);
            return;
        }
        y.copyFrom(x);
        statistics(y);
        float[] values = y.array();
        float[] g = gamma.value().array();
        float[] b = beta.value().array();
        for (int i = 0; i < x.dim(0); i++) {
            int at = y.layout().offset() + i * mu.length;
            for (int k = 0; k < mu.length; k++) {
                values[at + k] = (float) ((values[at + k] - mu[k]) * (g[k] * inverse[k]) + b[k]);
            }
        }
        for (int k = 0; k < mu.length; k++) {
            follow(mean.value(), k, mu[k]);
            follow(variance.value(), k, sigma2[k]);
        }
    }

    private void follow(Tensor running, int unit, double value) {
        double before = running.get(unit);
        running.set(unit, before + momentum * (value - before));
    }

    private void statistics(Tensor x) {
        Arrays.fill(mu, 0);
        Arrays.fill(sigma2, 0);
        float[] values = x.array();
        int end = x.layout().offset() + x.size();
        for (int at = x.layout().offset(); at < end; at += mu.length) {
            for (int k = 0; k < mu.length; k++) {
                mu[k] += values[at + k];
            }
        }
        int samples = x.dim(0);
        for (int k = 0; k < mu.length; k++) {
            mu[k] /= samples;
        }
        for (int at = x.layout().offset(); at < end; at += mu.length) {
            for (int k = 0; k < mu.length; k++) {
                double d = values[at + k] - mu[k];
                sigma2[k] += d * d;
            }
        }
        for (int k = 0; k < mu.length; k++) {
            sigma2[k] /= samples;
            inverse[k] = 1 / Math.sqrt(sigma2[k] + epsilon);
        }
    }

    /** Computes dβ and dγ, after the statistics. */
    private void sums(Tensor x, Tensor dout) {
        statistics(x);
        Arrays.fill(sum, 0);
        Arrays.fill(product, 0);
        float[] values = x.array();
        float[] d = dout.array();
        for (int i = 0; i < x.size(); i += mu.length) {
            int at = x.layout().offset() + i;
            int from = dout.layout().offset() + i;
            for (int k = 0; k < mu.length; k++) {
                sum[k] += d[from + k];
                product[k] += d[from + k] * ((values[at + k] - mu[k]) * inverse[k]);
            }
        }
    }

    @Override
    public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
        Tensor batch = x.contiguous();
        Tensor gradient = dout.contiguous();
        sums(batch, gradient);
        float[] values = batch.array();
        float[] d = gradient.array();
        float[] g = gamma.value().array();
        float[] result = dx.array();
        for (int i = 0; i < x.size(); i += mu.length) {
            int at = batch.layout().offset() + i;
            int from = gradient.layout().offset() + i;
            int to = dx.layout().offset() + i;
            for (int k = 0; k < mu.length; k++) {
                double normalized = (values[at + k] - mu[k]) * inverse[k];
                double common = (sum[k] + normalized * product[k]) / x.dim(0);
                result[to + k] = (float) (g[k] * inverse[k] * (d[from + k] - common));
            }
        }
    }

    @Override
    public void gradients(Tensor x, Tensor dout) {
        sums(x.contiguous(), dout.contiguous());
        for (int k = 0; k < mu.length; k++) {
            beta.gradient().set(k, sum[k]);
            gamma.gradient().set(k, product[k]);
        }
    }

    @Override
    public Map<String, String> settings() {
        return LayerDescription.settings("momentum", momentum, "epsilon", epsilon);
    }

    @Override
    public Optional<Formula> formula() {
        return Optional.of(Formula.ofBatch(this::outputs));
    }

    private double[] outputs(double[] x, int rows, double[][] parameters) {
        double[] y = new double[x.length];
        for (int k = 0; k < mu.length; k++) {
            double sums = 0;
            double squares = 0;
            for (int i = k; i < x.length; i += mu.length) {
                sums += x[i];
            }
            for (int i = k; i < x.length; i += mu.length) {
                squares += Math.pow(x[i] - sums / rows, 2);
            }
            for (int i = k; i < x.length; i += mu.length) {
                double normalized = (x[i] - sums / rows) / Math.sqrt(squares / rows + epsilon);
                y[i] = parameters[0][k] * normalized + parameters[1][k];
            }
        }
        return y;
    }
}
