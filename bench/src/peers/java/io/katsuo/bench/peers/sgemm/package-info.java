/** Matrix products by Katsuo, MKL, OpenBLAS and Java libraries, checked against sums in double before they are timed. */
package io.katsuo.bench.peers.sgemm;
