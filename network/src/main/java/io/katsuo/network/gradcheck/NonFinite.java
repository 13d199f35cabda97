package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Param;
import java.util.Arrays;
import java.util.Optional;

/** The origin of the first value in the forward pass that is not finite; nothing behind it can be judged. */
final class NonFinite {
    private NonFinite() {}

    /** In words; empty if all values are finite. */
    static Optional<String> forward(Stack stack, FloatPass pass) {
        Optional<String> found = in("the input has ", pass.values[0], pass.shapes[0]);
        for (int l = 0; found.isEmpty() && l < stack.depth(); l++) {
            Layer layer = stack.layers().get(l);
            for (Param parameter : layer.parameters()) {
                double[] values = parameter.value().toDoubles();
                String what = layer.name() + ": " + parameter.name() + " has ";
                found = found.or(() -> in(what, values, parameter.value().shape()));
            }
            int next = l + 1;
            String what = layer.name() + ".forward makes, of finite numbers, ";
            found = found.or(() -> in(what, pass.values[next], pass.shapes[next]));
        }
        if (found.isEmpty() && !Double.isFinite(pass.loss)) {
            return Optional.of(stack.objective().name() + ".forward makes, of finite numbers, " + pass.loss);
        }
        return found;
    }

    private static Optional<String> in(String what, double[] values, Shape shape) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                return Optional.of(what + values[i] + " at " + Arrays.toString(shape.index(i)));
            }
        }
        return Optional.empty();
    }

    static boolean isIn(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return true;
            }
        }
        return false;
    }
}
