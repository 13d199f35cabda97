/** Training steps and inference by Katsuo, a step written over MKL, and DJL, from the same weights on the same images. */
package io.katsuo.bench.peers.training;
