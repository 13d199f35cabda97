/**
 * Files of tensors: NumPy's {@code .npy} and {@code .npz}, written so that {@code numpy.load} opens them, and safetensors; read as strictly
 * as files from strangers deserve.
 */
package io.katsuo.network.format;
