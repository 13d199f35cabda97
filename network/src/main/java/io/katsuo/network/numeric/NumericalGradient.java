package io.katsuo.network.numeric;

import io.katsuo.core.tensor.Tensor;
import java.util.function.ToDoubleFunction;

/**
 * The book's numerical gradient of any function of a tensor: central differences, entry by entry. It writes {@code x ± h}
 * into the tensor and restores every value bit for bit, also when the function throws. The divisor is the distance of the
 * two points after rounding to float, not {@code 2h}.
 *
 * <p>A function that computes in float32 has a noise of about 1e-7 of its value, which the division by {@code 2h}
 * amplifies; {@link DoubleNetwork} differentiates formulas in double instead.
 */
public final class NumericalGradient {
    private NumericalGradient() {}

    /**
     * The derivative of a function by every entry of a tensor.
     *
     * @param f the function; reads {@code x}
     * @param x the point, of any shape; unchanged afterwards
     * @param h the step, such as {@code 1e-2f}
     * @return the derivatives, in {@code x}'s shape
     * @throws IllegalArgumentException if the step is not positive, or so small that it does not change a value, or if
     *     entries of {@code x} share memory, so that none can be changed alone
     */
    public static Tensor of(ToDoubleFunction<Tensor> f, Tensor x, float h) {
        if (!(h > 0 && h <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException("numericalGradient: the step must be positive and finite: " + h);
        }
        if (x.layout().overlapsItself()) {
            throw new IllegalArgumentException(
                    "numericalGradient: entries of x share memory: x " + x.layout() + "; copy it first");
        }
        Tensor gradient = Tensor.zeros(x.shape());
        for (int i = 0; i < x.size(); i++) {
            gradient.array()[i] = (float) difference(f, x, x.shape().index(i), h);
        }
        return gradient;
    }

    private static double difference(ToDoubleFunction<Tensor> f, Tensor x, int[] index, float h) {
        float original = x.get(index);
        float high = original + h;
        float low = original - h;
        if (high == low) {
            throw new IllegalArgumentException(
                    "numericalGradient: a step of " + h + " does not change the value " + original);
        }
        try {
            x.set(index, high);
            double above = f.applyAsDouble(x);
            x.set(index, low);
            return (above - f.applyAsDouble(x)) / ((double) high - low);
        } finally {
            x.set(index, original);
        }
    }
}
