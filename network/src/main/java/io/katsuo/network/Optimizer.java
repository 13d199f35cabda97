package io.katsuo.network;

import io.katsuo.layers.Param;
import java.util.List;

/**
 * Changes parameters by their gradients. An optimizer that remembers something about each parameter keeps it by the
 * parameter's position in the list, which is the same in every step; a learning rate schedule is a function of the step.
 *
 * @since 0.1
 */
public interface Optimizer {
    /**
     * One step.
     *
     * @param parameters what to change in place, each by its {@link Param#gradient()}
     * @param step the number of the step, from 0
     */
    void update(List<Param> parameters, long step);
}
