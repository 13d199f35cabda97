package io.katsuo.network;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Batch;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Layer;
import java.util.Optional;

/**
 * Inverted dropout (Srivastava et al., 2014): in training {@code y = x·m/(1 - rate)} with a mask m of zeros and ones, in
 * a prediction {@code y = x}. A value of the mask is a function of seed, step, sample and unit, so that it does not depend
 * on how a batch was cut, and backward computes it again.
 */
final class Dropout extends Layer {
    private final float rate;
    private final long seed;

    Dropout(String name, float rate, long seed) {
        super(name);
        this.rate = rate;
        this.seed = seed;
    }

    @Override
    public void forward(Tensor x, Tensor y) {
        y.copyFrom(x);
    }

    @Override
    public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
        dx.copyFrom(dout);
    }

    @Override
    public void forward(Tensor x, Tensor y, Batch batch) {
        if (batch.training()) {
            mask(x, y, batch);
        } else {
            forward(x, y);
        }
    }

    @Override
    public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx, Batch batch) {
        mask(dout, dx, batch);
    }

    private void mask(Tensor from, Tensor to, Batch batch) {
        float[] in = from.array();
        float[] out = to.array();
        int units = from.size() / from.dim(0);
        int offset = from.layout().offset();
        for (int i = 0; i < from.size(); i++) {
            float factor = factor(batch.step(), batch.first() + i / units, i % units);
            out[to.layout().offset() + i] = in[offset + i] * factor;
        }
    }

    private float factor(long step, int sample, int unit) {
        long bits = mix(mix(mix(seed + step) + sample) + unit);
        return (bits >>> 40) * 0x1p-24f < rate ? 0 : 1 / (1 - rate);
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long z) {
        long a = (z + 0x9e3779b97f4a7c15L ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ a >>> 27) * 0x94d049bb133111ebL;
        return b ^ b >>> 31;
    }

    /** The mask of step 0, with which gradients are checked. */
    @Override
    public Optional<Formula> formula() {
        return Optional.of(Formula.ofBatch((x, rows, parameters) -> {
            double[] y = new double[x.length];
            int units = x.length / rows;
            for (int i = 0; i < y.length; i++) {
                y[i] = x[i] * factor(0, i / units, i % units);
            }
            return y;
        }));
    }
}
