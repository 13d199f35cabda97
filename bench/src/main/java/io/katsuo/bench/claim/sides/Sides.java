package io.katsuo.bench.claim.sides;

/**
 * Both sides of a comparison, of one network on one batch.
 *
 * @param backpropagation the gradient by backpropagation
 * @param differentiation the same by differences
 */
public record Sides(Backpropagation backpropagation, Differentiation differentiation) {}
