package io.katsuo.network;

import static io.katsuo.core.ops.Reductions.sum;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Param;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Stops training before a NaN can spread: if one weight is NaN, so is every score, and a program without this check
 * continues and reports the share of zeros among the digits as its accuracy. Keeps a copy of the parameters from before
 * each update to restore.
 */
final class FiniteGuard {
    static final String HINT = "; a smaller learning rate or smaller inputs may help";

    private final Network network;
    private final List<Tensor> backup;
    private final TrainingEngine engine;
    private int step = -1;
    private boolean backedUp;

    FiniteGuard(Network network, TrainingEngine engine) {
        this.network = network;
        this.engine = engine;
        this.backup = network.saved().stream()
                .map(parameter -> parameter.value().copy())
                .toList();
    }

    /** Call it after back-propagation with the loss from before the update; it copies the parameters. */
    void beforeUpdate(int step, double loss) {
        this.step = step;
        if (!Double.isFinite(loss)) {
            NonFiniteException exception = badLoss(loss);
            // The loss from before an update does not show what that update did.
            if (backedUp && network.saved().stream().anyMatch(p -> firstNonFinite(p.value()) >= 0)) {
                restore();
            }
            throw exception;
        }
        List<Param> parameters = network.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            // One fast pass: a sum is finite unless a term is not, or the sum overflows, which the second look tells.
            if (!Float.isFinite(sum(parameters.get(i).gradient()))) {
                checkGradient(parameters.get(i));
            }
        }
        for (int i = 0; i < backup.size(); i++) {
            backup.get(i).copyFrom(network.saved().get(i).value());
        }
        backedUp = true;
    }

    /** Call it with the loss from after the update; it undoes the update if that loss is not finite. */
    void afterUpdate(double loss) {
        if (Double.isFinite(loss)) {
            return;
        }
        NonFiniteException exception = badLoss(loss);
        restore();
        throw exception;
    }

    private void restore() {
        for (int i = 0; i < backup.size(); i++) {
            network.saved().get(i).value().copyFrom(backup.get(i));
        }
    }

    /** Call it now and then: the memory of an optimizer can overflow while the weights stay finite. */
    void checkOptimizer(Map<String, Tensor> state) {
        state.forEach((name, tensor) -> {
            int at = Float.isFinite(sum(tensor)) ? -1 : firstNonFinite(tensor);
            if (at >= 0) {
                throw new NonFiniteException(
                        step,
                        name + " of the optimizer is not finite after step " + step + ": first non-finite value at "
                                + Arrays.toString(tensor.shape().index(at)) + HINT);
            }
        });
    }

    /** Call it at the end: a ReLU turns minus infinity into 0, so that the loss does not show it. */
    void afterTraining() {
        String place = step < 0 ? null : engine.nonFinite();
        if (place != null) {
            throw new NonFiniteException(step, "training diverged, although the loss is finite: " + place);
        }
    }

    private void checkGradient(Param parameter) {
        int at = firstNonFinite(parameter.gradient());
        if (at >= 0) {
            throw new NonFiniteException(
                    step,
                    "gradient of " + parameter.name() + " is not finite at step " + step
                            + ": first non-finite value at "
                            + Arrays.toString(parameter.gradient().shape().index(at)) + HINT);
        }
    }

    private NonFiniteException badLoss(double loss) {
        String place = engine.nonFinite();
        return new NonFiniteException(
                step,
                "loss is " + loss + " at step " + step + ": "
                        + (place == null
                                ? "all layers' outputs are finite; the loss overflows, or takes the logarithm of 0"
                                : place));
    }

    /** The number of the first value, in row-major order, that is NaN or infinite; -1 if there is none. */
    static int firstNonFinite(Tensor t) {
        float[] values = t.toArray();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                return i;
            }
        }
        return -1;
    }
}
