package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Param;
import java.util.Optional;

/** Where the first value on the way forward comes from that is not finite; nothing behind it can be judged. */
final class NonFinite {
    private NonFinite() {}

    /** In words; empty if all values are finite. */
    static Optional<String> forward(Subject subject, FloatPass pass) {
        Optional<String> found = in("the input has ", pass.values[0], pass.shapes[0]);
        for (int l = 0; found.isEmpty() && l < subject.depth(); l++) {
            Layer layer = subject.layers().get(l);
            for (Param parameter : layer.parameters()) {
                float[] values = parameter.value().toArray();
                String what = layer.name() + ": " + parameter.name() + " has ";
                found = found.or(() -> in(what, values, parameter.value().shape()));
            }
            int next = l + 1;
            String what = layer.name() + ".forward makes, of finite numbers, ";
            found = found.or(() -> in(what, pass.values[next], pass.shapes[next]));
        }
        if (found.isEmpty() && !Double.isFinite(pass.loss)) {
            return Optional.of(subject.head().name() + ".forward makes, of finite numbers, " + pass.loss);
        }
        return found;
    }

    private static Optional<String> in(String what, float[] values, Shape shape) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                return Optional.of(what + values[i] + " at "
                        + CheckedParameter.Worst.of(shape, i, 0, 0).index());
            }
        }
        return Optional.empty();
    }

    static boolean isIn(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return true;
            }
        }
        return false;
    }
}
