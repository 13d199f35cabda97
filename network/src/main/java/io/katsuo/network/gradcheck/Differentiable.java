package io.katsuo.network.gradcheck;

import io.katsuo.layers.Param;
import java.util.List;

/** A function of tensors that computes its gradient, for {@link GradientCheck#of(Differentiable)}. */
public interface Differentiable {
    /** {@return the variables, the same in every call. The check changes their values and restores them bit for bit} */
    List<Param> parameters();

    /**
     * The value for the current parameters. It should have as many digits as possible: differences of values rounded to
     * float32 have a noise of about 1e-5, which the check adds to its bound.
     */
    double value();

    /** Writes the derivatives of the value to {@link Param#gradient()}. */
    void computeGradients();
}
