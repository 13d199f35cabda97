/**
 * The gradient check, which compares back-propagation with numerical derivatives in double.
 *
 * <p>{@link io.katsuo.network.gradcheck.GradientCheck} is the entry point, {@link
 * io.katsuo.network.gradcheck.GradientReport} the result. A check runs in one of three ways. If all layers have
 * formulas in double, {@code FormulaCheck} compares three gradients ({@code FloatPass}, {@code DoubleBackward},
 * differences of the whole loss) and {@code LayerChecks} every layer alone; {@code ErrorPatterns} describes what is
 * wrong. Otherwise {@code ValueCheck} differentiates the values. For large networks {@code Directions} compares
 * derivatives along random directions.
 */
package io.katsuo.network.gradcheck;
