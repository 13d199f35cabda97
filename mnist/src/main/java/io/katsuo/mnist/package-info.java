/**
 * MNIST in one call: {@link io.katsuo.mnist.Mnist#load()} finds, downloads and verifies the four files;
 * {@link io.katsuo.mnist.Mnist#embedded} draws digits where there is no network.
 */
package io.katsuo.mnist;
