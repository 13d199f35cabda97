/**
 * The book's layers on tensors, and others. Each layer has its formulas in {@code forward} and {@code backward}, and
 * the forward formula in plain double arithmetic as its {@link io.katsuo.layers.Formula}, which the gradient check
 * differentiates.
 */
package io.katsuo.layers;
