package io.katsuo.network.gradcheck;

import io.katsuo.layers.Param;
import java.util.List;

/**
 * Any function of tensors that knows its gradient: what {@link GradientCheck#of(Differentiable)} checks.
 *
 * @since 0.1
 */
public interface Differentiable {
    /**
     * What it depends on. The values are moved during the check and put back bit for bit.
     *
     * @return the parameters, always the same
     */
    List<Param> parameters();

    /**
     * The function where its parameters are now. The more digits the better: of a value rounded to float32 the
     * differences are noise of about 1e-5, and the check allows for that.
     *
     * @return the value
     */
    double value();

    /** Leaves the derivatives of the value in {@link Param#gradient()}. */
    void computeGradients();
}
