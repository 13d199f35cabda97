/** The commands {@code train}, {@code gradcheck} and {@code chapter}. */
package io.katsuo.mnist.cli;
