/**
 * MNIST in one call: {@link io.katsuo.mnist.Mnist#load}. Below it, the rooms: {@code idx} reads the file format,
 * {@code fetch} finds, downloads and verifies the files, {@code embedded} draws digits where there is no network.
 */
package io.katsuo.mnist;
