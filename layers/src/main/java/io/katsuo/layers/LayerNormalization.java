package io.katsuo.layers;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Layer normalization: for each sample {@code y = γ·x̂ + β} with {@code x̂ = (x - μ)/s} and {@code s = √(σ² + ε)}, where μ
 * and σ² are the mean and variance of the sample's own M values (Ba, Kiros, Hinton: "Layer normalization", 2016). With
 * {@code g = dout·γ}
 *
 * <pre>{@code
 * dx = (g - mean(g) - x̂·mean(g·x̂))/s      dβ = Σ dout      dγ = Σ dout·x̂
 * }</pre>
 *
 * <p>with means over the values of a sample and sums over the samples of a batch, all computed in double, in order.
 */
public final class LayerNormalization extends Layer {
    private final Param gamma;
    private final Param beta;
    private final double epsilon;
    private final double[] sum;
    private final double[] product;

    /** A layer with ε = 1e-5. */
    public LayerNormalization(String name, int units) {
        this(name, units, 1e-5);
    }

    /**
     * A layer with γ = 1 and β = 0.
     *
     * @param units the number of values of a sample, at least 1
     * @param epsilon the number that is added to a variance, above 0
     * @throws IllegalArgumentException if a number is out of its range
     */
    public LayerNormalization(String name, int units, double epsilon) {
        super(name);
        if (units < 1) {
            throw new IllegalArgumentException(name + ": at least 1 unit needed: " + units);
        }
        this.epsilon = Activation.checked(name, "epsilon", epsilon, 0);
        gamma = new Param(name + ".gamma", Tensor.ones(units));
        beta = new Param(name + ".beta", Tensor.zeros(units));
        sum = new double[units];
        product = new double[units];
    }

    @Override
    public OptionalInt inputs() {
        return OptionalInt.of(sum.length);
    }

    @Override
    public Shape outputShape(Shape x) {
        Check.units(name(), x, sum.length);
        return x;
    }

    @Override
    public List<Param> parameters() {
        return List.of(gamma, beta);
    }

    @Override
    public void forward(Tensor x, Tensor y) {
        y.copyFrom(x);
        float[] values = y.array();
        float[] g = gamma.value().array();
        float[] b = beta.value().array();
        int end = y.layout().offset() + y.size();
        for (int at = y.layout().offset(); at < end; at += g.length) {
            double mean = mean(values, at);
            double inverse = inverse(values, at, mean);
            for (int k = 0; k < g.length; k++) {
                values[at + k] = (float) ((values[at + k] - mean) * inverse * g[k] + b[k]);
            }
        }
    }

    private double mean(float[] values, int at) {
        double total = 0;
        for (int k = 0; k < sum.length; k++) {
            total += values[at + k];
        }
        return total / sum.length;
    }

    /** 1/s. */
    private double inverse(float[] values, int at, double mean) {
        double squares = 0;
        for (int k = 0; k < sum.length; k++) {
            double d = values[at + k] - mean;
            squares += d * d;
        }
        return 1 / Math.sqrt(squares / sum.length + epsilon);
    }

    @Override
    public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
        Tensor batch = x.contiguous();
        dx.copyFrom(dout);
        float[] values = batch.array();
        float[] d = dx.array();
        float[] g = gamma.value().array();
        int units = g.length;
        for (int i = 0; i < x.size(); i += units) {
            int at = batch.layout().offset() + i;
            int to = dx.layout().offset() + i;
            double mean = mean(values, at);
            double inverse = inverse(values, at, mean);
            double total = 0;
            double products = 0;
            for (int k = 0; k < units; k++) {
                double derivative = (double) d[to + k] * g[k];
                total += derivative;
                products += derivative * ((values[at + k] - mean) * inverse);
            }
            for (int k = 0; k < units; k++) {
                double normalized = (values[at + k] - mean) * inverse;
                double common = (total + normalized * products) / units;
                d[to + k] = (float) (((double) d[to + k] * g[k] - common) * inverse);
            }
        }
    }

    @Override
    public void gradients(Tensor x, Tensor dout) {
        Arrays.fill(sum, 0);
        Arrays.fill(product, 0);
        Tensor batch = x.contiguous();
        Tensor gradient = dout.contiguous();
        float[] values = batch.array();
        float[] d = gradient.array();
        for (int i = 0; i < x.size(); i += sum.length) {
            int at = batch.layout().offset() + i;
            int from = gradient.layout().offset() + i;
            double mean = mean(values, at);
            double inverse = inverse(values, at, mean);
            for (int k = 0; k < sum.length; k++) {
                sum[k] += d[from + k];
                product[k] += d[from + k] * ((values[at + k] - mean) * inverse);
            }
        }
        for (int k = 0; k < sum.length; k++) {
            beta.gradient().set(k, sum[k]);
            gamma.gradient().set(k, product[k]);
        }
    }

    @Override
    public Map<String, String> settings() {
        return LayerDescription.settings("epsilon", epsilon);
    }

    @Override
    public Optional<Formula> formula() {
        return Optional.of(new OfSample(epsilon));
    }

    /** One output in double; an entry of γ or β affects only its own output. */
    private record OfSample(double epsilon) implements Formula {
        @Override
        public double output(int unit, double[] x, int at, int inputs, double[][] parameters) {
            double mean = Arrays.stream(x, at, at + inputs).average().orElseThrow();
            double variance = Arrays.stream(x, at, at + inputs)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElseThrow();
            return parameters[0][unit] * (x[at + unit] - mean) / Math.sqrt(variance + epsilon) + parameters[1][unit];
        }

        @Override
        public int touched(int parameter, int index, double[] x, int at) {
            return index;
        }
    }
}
