/**
 * The book's layers on tensors. Each layer shows its two formulas in {@code forward} and {@code backward}, and a third
 * time, in plain double arithmetic, in its {@link io.katsuo.layers.Formula}, which the gradient check differentiates.
 */
package io.katsuo.layers;
