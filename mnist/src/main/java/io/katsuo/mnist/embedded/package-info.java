/**
 * Digits that the library draws itself, for machines with neither MNIST nor a network. From a seed to bytes:
 * {@link io.katsuo.mnist.embedded.Skeletons} says which strokes make a digit, {@code Handwriting} bends them as a hand
 * would, {@code Pen} inks them, {@link io.katsuo.mnist.embedded.DrawnDigits} makes sets of them.
 */
package io.katsuo.mnist.embedded;
