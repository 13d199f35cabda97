package io.katsuo.network;

import static io.katsuo.core.ops.Reductions.sum;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Param;
import java.util.Arrays;
import java.util.List;

/**
 * Stops training before a NaN can spread: once one weight is NaN every score is, and a careless program goes on and
 * reports the share of zeros among the digits as its accuracy. Keeps a copy of the parameters of before each update to
 * go back to.
 */
final class FiniteGuard {
    private final Network network;
    private final List<Tensor> backup;

    FiniteGuard(Network network) {
        this.network = network;
        this.backup = network.saved().stream()
                .map(parameter -> parameter.value().copy())
                .toList();
    }

    /** To be called with the loss of before the update, after back-propagation; remembers the parameters. */
    void beforeUpdate(int step, double loss, Tensor batch) {
        if (!Double.isFinite(loss)) {
            throw badLoss(step, loss, batch);
        }
        List<Param> parameters = network.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            // One fast pass: a sum is finite unless a term is not, or the sum overflows, which the second look tells.
            if (!Float.isFinite(sum(parameters.get(i).gradient()))) {
                checkGradient(step, parameters.get(i));
            }
        }
        for (int i = 0; i < backup.size(); i++) {
            backup.get(i).copyFrom(network.saved().get(i).value());
        }
    }

    /** To be called with the loss of after the update; takes the update back if that is not finite. */
    void afterUpdate(int step, double loss, Tensor batch) {
        if (Double.isFinite(loss)) {
            return;
        }
        NonFiniteException exception = badLoss(step, loss, batch);
        for (int i = 0; i < backup.size(); i++) {
            network.saved().get(i).value().copyFrom(backup.get(i));
        }
        throw exception;
    }

    private static void checkGradient(int step, Param parameter) {
        String place = firstNonFinite(parameter.gradient());
        if (place != null) {
            throw new NonFiniteException(
                    step,
                    "gradient of " + parameter.name() + " is not finite at step " + step + ": first non-finite value "
                            + place);
        }
    }

    private NonFiniteException badLoss(int step, double loss, Tensor batch) {
        return new NonFiniteException(step, "loss is " + loss + " at step " + step + ": " + origin(batch));
    }

    /** Where the first value that is not finite arises on the way through the layers. */
    private String origin(Tensor batch) {
        String place = firstNonFinite(batch);
        if (place != null) {
            return "first non-finite value in the input " + place;
        }
        Pass pass = Pass.uncut(network);
        pass.scores(batch);
        List<Layer> layers = network.layerList();
        for (int i = 0; i < layers.size(); i++) {
            place = firstNonFinite(pass.output(i));
            if (place != null) {
                return "first non-finite value after layer " + layers.get(i).name() + " " + place;
            }
        }
        return "all layers' outputs are finite";
    }

    /** {@code at [3, 7]} for the first value, in row-major order, that is NaN or infinite; null if there is none. */
    private static String firstNonFinite(Tensor t) {
        float[] values = t.toArray();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                return "at " + Arrays.toString(t.shape().index(i));
            }
        }
        return null;
    }
}
