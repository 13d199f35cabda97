/** Functions of elements, reductions and copies by Katsuo and by PyTorch through DJL. */
package io.katsuo.bench.peers.elementwise;
