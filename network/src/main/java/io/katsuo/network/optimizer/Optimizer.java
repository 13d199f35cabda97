package io.katsuo.network.optimizer;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Param;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Updates parameters by their gradients. An optimizer with state keeps it for one list of parameters, by position; a
 * {@link Schedule} gives a learning rate that depends on the step.
 *
 * <p>Weight decay and clipping change the gradients in place before another optimizer receives them; the last one
 * called is applied first: {@code new Adam(0.001).weightDecay(1e-4).clipNorm(1)} clips, then adds the decay, then
 * updates.
 */
public interface Optimizer {
    /**
     * One step, which changes the parameters in place, each by its {@link Param#gradient()}.
     *
     * @param step the number of the step, from 0; schedules and the corrections of moments depend on it
     */
    void update(List<Param> parameters, long step);

    /**
     * The state of the optimizer by name, such as {@code adam.m.W1}: the live tensors, zeros before the first step. A
     * checkpoint needs only the state, the parameters and the step number; copying into the tensors restores the state.
     *
     * @param parameters the parameters of {@link #update}
     */
    default SequencedMap<String, Tensor> state(List<Param> parameters) {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>());
    }

    /**
     * This optimizer for a loss with the term {@code ½·factor·Σw²}: its gradient is {@code g + factor·w} (Krogh, Hertz:
     * "A simple weight decay can improve generalization", 1992). {@link AdamW} decouples the decay from the gradient.
     *
     * @param factor finite and at least 0
     */
    default Optimizer weightDecay(double factor) {
        return new WeightDecay(this, factor);
    }

    /**
     * This optimizer with all gradients scaled by a common factor if their total norm exceeds a limit: {@code g·min(1,
     * limit/‖g‖)} (Pascanu, Mikolov, Bengio: "On the difficulty of training recurrent neural networks", 2013).
     *
     * @param limit the largest Euclidean norm, finite and above 0
     */
    default Optimizer clipNorm(double limit) {
        return new ClipByNorm(this, limit);
    }

    /**
     * This optimizer with every element of the gradients limited to {@code -limit … limit}.
     *
     * @param limit finite and above 0
     */
    default Optimizer clipValue(double limit) {
        return new ClipByValue(this, limit);
    }
}
