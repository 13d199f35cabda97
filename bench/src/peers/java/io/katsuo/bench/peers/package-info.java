/**
 * Katsuo beside other systems, in one run: matrix products and training steps of the same shapes, checked against each
 * other before they are timed. Built by the Maven profile {@code peers}, since the peers' libraries are large.
 */
package io.katsuo.bench.peers;
