package io.katsuo.layers;

import io.katsuo.core.tensor.Tensor;
import java.util.Map;
import java.util.Optional;

/**
 * Inverted dropout: in training {@code y = x·m/(1 - rate)} and {@code dx = dout·m/(1 - rate)} with a random mask m,
 * which is 0 with probability {@code rate} and 1 otherwise; in a prediction {@code y = x} (Srivastava, Hinton,
 * Krizhevsky, Sutskever, Salakhutdinov: "Dropout: a simple way to prevent neural networks from overfitting", 2014;
 * section 10 has the division). A dropped value is +0 even if it was infinite or NaN.
 *
 * <p>An element of the mask is a function of seed, step, sample and unit, so it does not depend on threads, and {@code
 * backward} recomputes it instead of storing it. Two layers of one network need different seeds.
 */
public final class Dropout extends Layer {
    private final float rate;
    private final float scale;
    private final long seed;

    /**
     * A layer.
     *
     * @param rate the probability with which a value is dropped, at least 0 and below 1
     * @throws IllegalArgumentException if the rate is out of its range
     */
    public Dropout(String name, double rate, long seed) {
        super(name);
        if (!(rate >= 0 && (float) rate < 1)) {
            throw new IllegalArgumentException(name + ": the rate must be at least 0 and below 1: " + rate);
        }
        this.rate = (float) rate;
        this.scale = 1 / (1 - this.rate);
        this.seed = seed;
    }

    /** The output of a prediction. */
    @Override
    public void forward(Tensor x, Tensor y) {
        y.copyFrom(x);
    }

    /** The derivative of a prediction. */
    @Override
    public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
        dx.copyFrom(dout);
    }

    @Override
    public void forward(Tensor x, Tensor y, Batch batch) {
        y.copyFrom(x);
        if (batch.training()) {
            mask(y, batch);
        }
    }

    @Override
    public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx, Batch batch) {
        dx.copyFrom(dout);
        mask(dx, batch);
    }

    private void mask(Tensor t, Batch batch) {
        float[] values = t.array();
        int samples = t.rank() < 2 ? 1 : t.dim(0);
        int units = t.size() / Math.max(1, samples);
        for (int i = 0; i < samples; i++) {
            long sample = sample(batch.step(), batch.first() + i);
            int at = t.layout().offset() + i * units;
            for (int k = 0; k < units; k++) {
                values[at + k] = dropped(sample, k) ? 0 : values[at + k] * scale;
            }
        }
    }

    private long sample(long step, int sample) {
        return mix(mix(mix(seed) + step) + sample);
    }

    private boolean dropped(long sample, int unit) {
        return (mix(sample + unit) >>> 40) * 0x1p-24f < rate;
    }

    /** The output function of SplitMix64, as in {@link io.katsuo.core.random.Rng}. */
    private static long mix(long z) {
        long a = z + 0x9e3779b97f4a7c15L;
        long b = (a ^ a >>> 30) * 0xbf58476d1ce4e5b9L;
        long c = (b ^ b >>> 27) * 0x94d049bb133111ebL;
        return c ^ c >>> 31;
    }

    @Override
    public Map<String, String> settings() {
        return LayerDescription.settings("rate", rate, "seed", seed);
    }

    /** The formula with the mask of step 0, which the gradient check uses. */
    @Override
    public Optional<Formula> formula() {
        return Optional.of(Formula.ofBatch((x, rows, parameters) -> {
            double[] y = new double[x.length];
            int units = x.length / rows;
            for (int i = 0; i < y.length; i++) {
                y[i] = dropped(sample(0, i / units), i % units) ? 0 : x[i] / (1 - rate);
            }
            return y;
        }));
    }
}
