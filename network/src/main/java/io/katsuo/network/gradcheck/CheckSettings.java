package io.katsuo.network.gradcheck;

import io.katsuo.network.numeric.CheckProgress;
import io.katsuo.network.numeric.EntryChoice;
import io.katsuo.network.numeric.Stencil;

/**
 * How a check is run.
 *
 * @param stencil how differences of the whole loss are taken; null for the default, {@link GradientCheck#STEP}
 * @param inputs whether the derivative with respect to the input is checked too
 */
record CheckSettings(Stencil stencil, EntryChoice choice, CheckProgress progress, boolean inputs) {
    /** See {@link GradientCheck#STEP}. */
    static final double STEP = 1e-5;
}
