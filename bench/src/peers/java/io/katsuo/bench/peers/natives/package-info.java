/** Native libraries that the build unpacks: MKL and OpenBLAS by their C interface, PyTorch through DJL. */
package io.katsuo.bench.peers.natives;
