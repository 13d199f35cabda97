package io.katsuo.layers;

import io.katsuo.core.tensor.Tensor;

/**
 * {@code dout·(y - t)/N}: what both pairs of an output and its loss send back, softmax with cross-entropy and identity
 * with the squared error.
 */
final class ErrorSignal {
    private ErrorSignal() {}

    /** The signal for dense outputs y, [C] or [N, C], into a dense tensor of their shape. */
    static Tensor of(Tensor y, Targets t, float dout, Tensor out) {
        float[] outputs = y.array();
        float[] signal = out.array();
        int classes = y.dim(-1);
        int samples = y.size() / classes;
        for (int i = 0; i < samples; i++) {
            int row = i * classes;
            int label = t.areLabels() ? t.label(i) : -1;
            for (int k = 0; k < classes; k++) {
                float target = t.areLabels() ? (k == label ? 1 : 0) : t.value(i, k);
                signal[row + k] = (outputs[row + k] - target) * dout / samples;
            }
        }
        return out;
    }
}
