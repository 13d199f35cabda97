/**
 * NumPy's {@code .npy} and {@code .npz} files, written so that {@code numpy.load} opens them and read as strictly as
 * files from strangers deserve. Only what a {@link io.katsuo.core.tensor.Tensor} can hold bit for bit is read:
 * little-endian float32, {@code '<f4'}.
 */
package io.katsuo.network.npz;
